//! What the chamber says it begins without.

use super::rules::{Later, PutOff};
use crate::chamber;
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;

/// Notes that the chamber does not have this yet, and begins all the same.
///
/// # Errors
/// `Fault::Missing` for whom it isn't.
pub fn put_off(tx: &mut Tx, what: Later) -> Result<(), Fault> {
    let mut all: PutOff = settings::get(tx.conn())?;
    if !all.what.contains(&what) {
        all.what.push(what);
    }
    chamber::change(tx, &all)
}
