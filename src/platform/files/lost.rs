//! Files that rows name and that lie in the store no more: looked for once a day, so that whoever looks after
//! the portal hears of it before somebody opens one.

use serde::{Deserialize, Serialize};

use super::{Store, rows};
use crate::kernel::Who;
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::settings::{self, Setting};

/// Most names that are kept of a whole store that is gone.
const NAMED: usize = 20;

/// Which files were lost when the store was last looked through.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LostFiles {
    /// How many.
    pub many: usize,
    /// SHA-256 of the first of them, as they lay in the store: at most twenty.
    pub names: Vec<String>,
}

impl Setting for LostFiles {
    const KEY: &'static str = "files.lost";
}

/// Looks for them, and notes it if that is news.
///
/// # Errors
/// If the database or the store fails.
pub async fn look_for_lost(db: &Db, store: &Store) -> Result<(), Fault> {
    let mut names = store.lost(db.read(rows::shas).await?).await?;
    let many = names.len();
    names.truncate(NAMED);
    let found = LostFiles { many, names };
    if db.read(settings::get::<LostFiles>).await? == found {
        return Ok(());
    }
    let note = move |tx: &mut Tx| settings::set(tx, &found);
    db.write(&Who::system("housekeeping"), note).await
}
