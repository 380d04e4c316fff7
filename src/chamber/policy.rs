//! Who may change what the chamber has set, a sentence each.

use crate::kernel::{Can, Role};
use crate::platform::db::{Fault, Tx};
use crate::policy;

policy! {
    /// Administrators set the chamber up.
    ManageChamber: |who| who.is(Role::Admin);
}

/// Whether whoever stands behind this write may change what the chamber has set: an
/// administrator, or a part of the portal itself.
pub fn may_manage(tx: &Tx) -> Result<(), Fault> {
    if tx.who().system.is_none() {
        Can::<ManageChamber>::check(tx.actor()?, &())?;
    }
    Ok(())
}
