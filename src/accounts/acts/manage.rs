//! What administrators do: roles, closing accounts, taking back invitations.

use super::{did, invite, power};
use crate::accounts::policy::ManagePeople;
use crate::accounts::rules::LinkKind;
use crate::accounts::store::people;
use crate::accounts::store::sessions;
use crate::accounts::store::tokens::{self, Link};
use crate::kernel::id::{Id, PersonId};
use crate::kernel::{Can, Role};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Sets a person's roles to exactly these. The last administrator can't step down.
pub fn set_roles(tx: &mut Tx, id: &PersonId, wanted: &[Role]) -> Result<(), Fault> {
    let _can = Can::<ManagePeople>::check(tx.actor()?, &())?;
    let person = people::person(tx.conn(), id)?;
    let before = people::roles(tx.conn(), id)?;
    let loses_admin = before.contains(&Role::Admin) && !wanted.contains(&Role::Admin);
    if loses_admin && people::people_with_role(tx.conn(), Role::Admin)?.len() == 1 {
        return Err(say!("accounts-people-last-admin").into());
    }
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    if by == *id && wanted.iter().any(|role| !before.contains(role)) {
        return Err(say!("accounts-people-not-own-roles").into());
    }
    for role in Role::ALL {
        match (before.contains(&role), wanted.contains(&role)) {
            (false, true) => people::add_role(tx.conn(), id, role, now, Some(&by))?,
            (true, false) => people::remove_role(tx.conn(), id, role)?,
            _ => {}
        }
    }
    invite::drop_unbacked(tx, id)?;
    audit::record(
        tx,
        did(&person.id, "accounts.roles.changed")
            .before(&before)
            .after(&wanted),
    )?;
    let by = tx.who().name().to_owned();
    let what = match wanted.is_empty() {
        true => say!("accounts-letter-power-none", by = by, name = person.name),
        false => say!("accounts-letter-power-roles", by = by, name = person.name),
    };
    power::tell_officers(tx, what, wanted)
}

/// Closes an account: its sessions end, it can't sign in; what it did stays. Or reopens it. Whose it
/// is hears of the closing, and so do administrators and officers: who guards something isn't shut out unseen.
pub fn set_closed(tx: &mut Tx, id: &PersonId, closed: bool, reason: &str) -> Result<(), Fault> {
    let _can = Can::<ManagePeople>::check(tx.actor()?, &())?;
    if closed && tx.actor()?.id == *id {
        return Err(say!("accounts-people-not-yourself").into());
    }
    let person = people::person(tx.conn(), id)?;
    let now = tx.now();
    people::set_disabled(tx.conn(), &person.id, closed.then_some(now))?;
    if closed {
        sessions::delete_all(tx.conn(), id, None)?;
        tokens::void(tx, &LinkKind::ALL, (id, &person.email))?;
        invite::drop_unbacked(tx, id)?;
    }
    let act = if closed {
        "accounts.person.closed"
    } else {
        "accounts.person.reopened"
    };
    audit::record(tx, did(id, act).why(reason))?;
    let (by, roles) = (tx.who().name().to_owned(), people::roles(tx.conn(), id)?);
    if closed {
        let whose = person.recipient();
        let what = say!("accounts-letter-power-closed", by = by, name = person.name);
        return power::tell_of_closing(tx, what, &whose);
    }
    let what = say!(
        "accounts-letter-power-reopened",
        by = by,
        name = person.name
    );
    power::tell_administrators(tx, what, &roles)
}

/// Takes back an open invitation.
pub fn withdraw_invitation(tx: &mut Tx, id: &Id<Link>) -> Result<(), Fault> {
    let _can = Can::<ManagePeople>::check(tx.actor()?, &())?;
    if !tokens::withdraw(tx, id)? {
        return Err(Fault::Missing);
    }
    audit::record(
        tx,
        Entry::on("invitation", id).did("accounts.invitation.withdrawn"),
    )
}
