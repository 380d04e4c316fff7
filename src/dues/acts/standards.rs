//! Dues as the assembly adopted them, and how they are asked for.

use serde_json::json;

use super::bounds;
use crate::dues::policy::HandleDues;
use crate::dues::rules::StandardId;
use crate::dues::rules::standard::Standard;
use crate::dues::store;
use crate::kernel::Can;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::say;

/// Writes down a standard with its resolution. It holds from its first day until the next one does
/// and is never changed: a correction is a new resolution.
///
/// # Errors
/// `Fault::Refused` if another begins on the same day, it begins before it was adopted, was adopted on a
/// day to come, or an amount is beyond the chamber's bounds.
pub fn adopt(tx: &mut Tx, new: &Standard) -> Result<(), Fault> {
    if tx.who().system.is_none() {
        let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    }
    if new.valid_from < new.adopted_on {
        return Err(say!("dues-standard-before-adopted").into());
    }
    if new.adopted_on > tx.today()? {
        return Err(say!("dues-standard-future").into());
    }
    for (_, fee) in &new.levels {
        bounds::amount(tx, *fee)?;
    }
    bounds::amount(tx, new.joining_fee)?;
    let known = store::standards(tx.conn())?;
    if known.iter().any(|s| s.valid_from == new.valid_from) {
        return Err(say!("dues-standard-same-day").into());
    }
    let new = Standard {
        by: tx.who().name().to_owned(),
        ..new.clone()
    };
    let now = tx.now();
    store::insert_standard(tx.conn(), &new, now)?;
    let after = json!({
        "name": new.name, "resolution": new.resolution, "organ": new.organ.word(), "adopted_on": new.adopted_on,
        "valid_from": new.valid_from, "joining_fee": new.joining_fee, "levels": new.levels,
    });
    let entry = Entry::on("standard", &new.id).did("dues.standard.adopted");
    audit::record(tx, entry.after(&after))
}

/// Keeps the resolution of a standard on paper: a scan of the minutes, also of an assembly from before the
/// portal. It is put down once, as the standard is.
///
/// # Errors
/// `Fault::Refused` if it has its paper, `Fault::Missing` if there is no such standard.
pub fn attach(tx: &mut Tx, id: &StandardId, file: &NewFile) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    if store::standard(tx.conn(), id)?.paper.is_some() {
        return Err(say!("dues-standard-paper-already").into());
    }
    let paper = files::keep(tx, file, "standard", id)?;
    store::set_paper(tx.conn(), id, &paper)?;
    let entry = Entry::on("standard", id).did("dues.standard.paper");
    audit::record(
        tx,
        entry.after(&json!({ "name": file.name, "sha256": file.sha256 })),
    )
}
