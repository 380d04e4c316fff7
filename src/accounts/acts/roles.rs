//! Roles that come with an office: given and taken by whoever fills it.

use super::{did, invite};
use crate::accounts::store::people;
use crate::kernel::Role;
use crate::kernel::id::PersonId;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};

/// Gives a role, if not held yet. The caller has checked the permission.
pub fn give_role(tx: &mut Tx, id: &PersonId, role: Role) -> Result<(), Fault> {
    if people::roles(tx.conn(), id)?.contains(&role) {
        return Ok(());
    }
    let (now, by) = (tx.now(), tx.who().actor.as_ref().map(|a| a.id.clone()));
    people::add_role(tx.conn(), id, role, now, by.as_ref())?;
    audit::record(tx, did(id, "accounts.role.given").after(&role))
}

/// Takes a role away, if held. The caller has checked the permission.
pub fn take_role(tx: &mut Tx, id: &PersonId, role: Role) -> Result<(), Fault> {
    if !people::roles(tx.conn(), id)?.contains(&role) {
        return Ok(());
    }
    people::remove_role(tx.conn(), id, role)?;
    invite::drop_unbacked(tx, id)?;
    audit::record(tx, did(id, "accounts.role.taken").before(&role))
}
