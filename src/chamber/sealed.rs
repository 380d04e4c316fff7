//! The chamber's own seal under a paper that it issues: printed, sealed, looked at by our verifier
//! before it goes out.

use std::sync::Arc;

use crate::chamber::letterhead::{self, Letterhead};
use crate::kernel::{Moment, Who};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::pdf::{Paper, Press};
use crate::platform::seal::store::{self, Current};
use crate::platform::seal::{Act, sign, verify};
use crate::platform::secrets::Key;

/// The chamber's keys, ready to seal one paper or a thousand.
#[derive(Clone)]
pub struct Sealing {
    press: Press,
    keys: Arc<Current>,
    roots: Arc<Vec<Vec<u8>>>,
}

impl Sealing {
    /// Reads the keys; makes them if the chamber has none yet.
    ///
    /// # Errors
    /// If the database fails, or the keys can't be read.
    pub async fn load(
        db: &Db,
        key: &Key,
        (press, head): (&Press, &Letterhead),
    ) -> Result<Self, Fault> {
        if db.read(store::trusted).await?.is_empty() {
            let name = head.brand.name.get(head.brand.lang).to_owned();
            let key = key.clone();
            let ensure = move |tx: &mut Tx| store::ensure(tx, &key, &name);
            db.write(&Who::system("seal"), ensure).await?;
        }
        let key = key.clone();
        let read = move |conn: &mut Conn| Ok((store::current(conn, &key)?, store::trusted(conn)?));
        let (keys, roots) = db.read(read).await?;
        Ok(Self {
            press: press.clone(),
            keys: Arc::new(keys),
            roots: Arc::new(roots),
        })
    }

    /// Prints and seals a paper. Takes some milliseconds of a processor: not for an async thread.
    ///
    /// # Errors
    /// If a character has no glyph, or the seal does not verify.
    pub fn print(&self, head: &Letterhead, paper: &Paper, now: Moment) -> Result<Vec<u8>, Fault> {
        let printed = self.press.print(paper).map_err(|e| letterhead::fault(&e))?;
        let act = Act {
            field: "Chamber".to_owned(),
            name: head.brand.name.get(paper.lang).to_owned(),
            reason: head
                .speech(paper.lang)
                .plain("chamber-seal-reason")
                .to_owned(),
            at: now,
            then: vec![],
        };
        let sealed = sign(&printed, &self.keys.seal, &act, None)?;
        let verdict = verify(&sealed, &self.roots);
        if verdict.is_good() && sealed.starts_with(&printed) {
            Ok(sealed)
        } else {
            Err(Fault::Broken(format!(
                "the sealed paper does not verify: {verdict:?}"
            )))
        }
    }

    /// [`Sealing::print`] for somebody who waits for it: see [`Press::aside`].
    ///
    /// # Errors
    /// As both.
    pub async fn print_aside(
        self,
        head: &Letterhead,
        paper: Paper,
        now: Moment,
    ) -> Result<Vec<u8>, Fault> {
        let (head, press) = (head.clone(), self.press.clone());
        press.aside(move |_| self.print(&head, &paper, now)).await?
    }
}
