//! The seal: a new one made, or one brought along.

use crate::chamber::policy::may_manage;
use crate::platform::db::{Fault, Tx};
use crate::platform::seal::{Health, Keys, note, store};
use crate::platform::secrets::Key;

/// Makes a new root and seal in the chamber's name.
pub fn renew(tx: &mut Tx, key: &Key) -> Result<(), Fault> {
    may_manage(tx)?;
    let brand = tx.brand()?;
    store::make(tx, key, brand.name.get(brand.lang))?;
    note(tx, &Health::default())
}

/// Uses a seal that was brought along and tried out.
pub fn bring(tx: &mut Tx, key: &Key, keys: &Keys) -> Result<(), Fault> {
    may_manage(tx)?;
    let brand = tx.brand()?;
    store::ensure(tx, key, brand.name.get(brand.lang))?;
    store::import(tx, key, keys)?;
    note(tx, &Health::default())
}
