//! Loads the demo into an empty instance, once.

use std::sync::Arc;

use chrono::TimeDelta;

use super::play::{PASSPHRASE, Play};
use super::{chamber, members};
use crate::accounts;
use crate::kernel::Who;
use crate::kernel::brand::Brand;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::Store;
use crate::platform::secrets::hash_passphrase;
use crate::platform::{outbox, settings};

/// Days before today on which the story begins.
const BEGINS: i64 = 210;
/// Members on the last day, those whom the story admits included.
const MEMBERS: usize = 300;

/// What loading came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    /// The demo was loaded just now.
    Now,
    /// It was there already.
    Before,
}

/// Loads the demo, unless it was loaded before.
///
/// # Errors
/// [`Fault::Broken`] if the instance is somebody's real one.
pub async fn load(db: &Db, _files: &Store) -> Result<Loaded, Fault> {
    if db.read(is_loaded).await? {
        return Ok(Loaded::Before);
    }
    let hash = tokio::task::spawn_blocking(|| hash_passphrase(PASSPHRASE))
        .await
        .map_err(|e| Fault::Broken(e.to_string()))??;
    let hash = Arc::new(hash);
    db.write(&Who::system("demo"), move |tx| {
        if is_loaded(tx.conn())? {
            return Ok(Loaded::Before);
        }
        tell(tx, &hash)?;
        Ok(Loaded::Now)
    })
    .await
}

/// Whether the demo is there. An instance with people of its own is refused.
fn is_loaded(conn: &mut Conn) -> Result<bool, Fault> {
    let brand: Brand = settings::get(conn)?;
    if !brand.demo && (settings::is_set::<Brand>(conn)? || accounts::has_staff(conn)?) {
        let why = "this instance is in use; the demo loads only into an empty one";
        return Err(Fault::Broken(why.into()));
    }
    Ok(brand.demo)
}

fn tell(tx: &mut Tx, hash: &str) -> Result<(), Fault> {
    let begins = tx.now() - TimeDelta::days(BEGINS);
    let mut play = Play::new(tx, begins, hash);
    chamber::found(&mut play)?;
    let register = members::take_over(&mut play, MEMBERS)?;
    let boards = members::send_people(&mut play, &register)?;
    chamber::seat_the_board(&mut play, &boards)?;
    outbox::keep(tx)?;
    Ok(())
}
