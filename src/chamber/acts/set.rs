//! Settings changed by an administrator; each change is recorded with what stood before.

use crate::accounts;
use crate::accounts::rules::Access;
use crate::chamber::policy::may_manage;
use crate::chamber::rules::{CountingRules, Signatory};
use crate::kernel::brand::Brand;
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::platform::settings::{self, Setting};
use crate::say;

/// The kind of thing a mark's file belongs to.
pub const MARK: &str = "mark";
/// The kind of thing a charter's file belongs to.
pub const CHARTER: &str = "charter";

/// Stores a setting.
pub fn set<T: Setting>(tx: &mut Tx, value: &T) -> Result<(), Fault> {
    may_manage(tx)?;
    settings::set(tx, value)
}

/// Sets who signs beside the presidents, or that nobody does. Administrators and officers hear of it.
pub fn set_signatory(tx: &mut Tx, signatory: &Signatory) -> Result<(), Fault> {
    set(tx, signatory)?;
    let (by, name) = (tx.who().name().to_owned(), signatory.name.as_str());
    let what = match signatory.authorised {
        Some(_) => say!("chamber-letter-signatory", by = by, name = name),
        None => say!("chamber-letter-signatory-none", by = by),
    };
    accounts::tell_officers(tx, what, &[])
}

/// Sets whose roles demand a second factor. Administrators hear of it.
pub fn set_access(tx: &mut Tx, access: &Access) -> Result<(), Fault> {
    set(tx, access)?;
    let (by, roles) = (tx.who().name().to_owned(), &access.second_factor_roles);
    let what = match roles.is_empty() {
        true => say!("chamber-letter-access-none", by = by),
        false => say!("chamber-letter-access", by = by),
    };
    accounts::tell_administrators(tx, what, roles)
}

/// Sets how organs count. Administrators and officers hear of it.
///
/// # Errors
/// `Fault::Missing` for whom it isn't.
pub fn set_counting(tx: &mut Tx, rules: &CountingRules) -> Result<(), Fault> {
    set(tx, rules)?;
    let by = tx.who().name().to_owned();
    accounts::tell_officers(tx, say!("chamber-letter-counting", by = by), &[])
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
