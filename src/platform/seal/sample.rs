//! A small paper to try keys out on, and how that came out the last time.

use serde::{Deserialize, Serialize};

use super::store;
use super::{Unsealable, verify};
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::pdf::{Block, Paper, Press};
use crate::platform::secrets::Key;
use crate::platform::settings::{self, Setting};

/// How the keys were found when they were last tried out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Health {
    /// What is wrong with them; empty if nothing is.
    pub trouble: String,
}

impl Setting for Health {
    const KEY: &'static str = "seal.health";
}

/// The sample.
///
/// # Errors
/// If it can't be printed: there is no font.
pub fn sample(press: &Press) -> Result<Vec<u8>, Unsealable> {
    let paper = Paper {
        title: "Sample".into(),
        issuer: "Huiguan".into(),
        pages: "{page}/{pages}".into(),
        blocks: vec![Block::Para("Sample".into())],
        ..Paper::default()
    };
    press.print(&paper).map_err(|e| Unsealable(e.to_string()))
}

/// Signs the sample with the keys in use and verifies it; what is wrong, if anything.
///
/// # Errors
/// If the database fails.
pub fn try_keys(conn: &mut Conn, key: &Key, press: &Press, now: Moment) -> Result<Health, Fault> {
    let roots = store::trusted(conn)?;
    let keys = match store::current(conn, key) {
        Ok(keys) => keys,
        Err(Fault::Broken(trouble)) => return Ok(Health { trouble }),
        Err(fault) => return Err(fault),
    };
    let tried = sample(press).and_then(|sample| store::probe(&keys, &sample, &roots, now));
    Ok(Health {
        trouble: tried.err().map(|e| e.to_string()).unwrap_or_default(),
    })
}

/// Notes how the keys were found, if that is news.
///
/// # Errors
/// If the database fails.
pub fn note(tx: &mut Tx, found: &Health) -> Result<(), Fault> {
    let known: Health = settings::get(tx.conn())?;
    if known == *found {
        return Ok(());
    }
    settings::set(tx, found)
}

/// Keys that were brought, if they can sign the sample so that it verifies.
///
/// # Errors
/// What is wrong with the keys.
pub fn try_import(
    keys: super::Keys,
    press: &Press,
    now: Moment,
) -> Result<super::Keys, Unsealable> {
    let top = keys.chain().last().cloned().unwrap_or_default();
    let signed = super::sign(&sample(press)?, &keys, &store::act("Seal", now), None)?;
    let verdict = verify(&signed, &[top]);
    if verdict.is_good() {
        return Ok(keys);
    }
    Err(Unsealable(format!(
        "a sample does not verify: {:?}",
        verdict.signatures
    )))
}
