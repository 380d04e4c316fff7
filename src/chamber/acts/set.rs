//! Settings changed by an administrator; each change is recorded with what stood before.

use crate::chamber::policy::may_manage;
use crate::kernel::brand::Brand;
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::platform::settings::{self, Setting};

/// The kind of thing a mark's file belongs to.
pub const MARK: &str = "mark";
/// The kind of thing a charter's file belongs to.
pub const CHARTER: &str = "charter";

/// Stores a setting.
pub fn set<T: Setting>(tx: &mut Tx, value: &T) -> Result<(), Fault> {
    may_manage(tx)?;
    settings::set(tx, value)
}

/// Sets the chamber's mark, or takes it away. Files of earlier marks stay: mails show them.
pub fn set_mark(tx: &mut Tx, file: Option<&NewFile>) -> Result<(), Fault> {
    may_manage(tx)?;
    let mark = match file {
        Some(file) => Some(files::keep(tx, file, MARK, &"chamber")?),
        None => None,
    };
    let brand = tx.brand()?;
    settings::set(tx, &Brand { mark, ..brand })
}
