//! Power that was given, and rules about who signs, counts or signs in: administrators hear of each change, so
//! that a stolen session which makes itself accomplices doesn't do it unseen.

use crate::accounts::letters;
use crate::accounts::store::people;
use crate::kernel::id::Id;
use crate::kernel::{Role, Say};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Recipient;

/// Marker for ids of what is told: each change is told once.
enum Told {}

/// Tells all administrators of a change of power, whoever made it among them. What the portal itself sets up is
/// told to nobody.
///
/// # Errors
/// If the database fails.
pub fn tell_administrators(tx: &mut Tx, what: Say, roles: &[Role]) -> Result<(), Fault> {
    tell(tx, &[Role::Admin], what, roles)
}

/// The same, told to the officers too: president, treasurer and secretaries.
///
/// # Errors
/// If the database fails.
pub fn tell_officers(tx: &mut Tx, what: Say, roles: &[Role]) -> Result<(), Fault> {
    let officers = [
        Role::Admin,
        Role::President,
        Role::Treasurer,
        Role::Secretary,
    ];
    tell(tx, &officers, what, roles)
}

/// An account was closed: the same officers are told, and whose it was.
///
/// # Errors
/// If the database fails.
pub fn tell_of_closing(tx: &mut Tx, what: Say, whose: &Recipient) -> Result<(), Fault> {
    if tx.who().actor.is_some() {
        let letter = letters::closed(Id::<Told>::new().as_str(), what.clone());
        tx.post_each(std::slice::from_ref(whose), &letter)?;
    }
    tell_officers(tx, what, &[])
}

fn tell(tx: &mut Tx, whom: &[Role], what: Say, roles: &[Role]) -> Result<(), Fault> {
    if tx.who().actor.is_none() {
        return Ok(());
    }
    let told = people::holders(tx.conn(), whom)?;
    let letter = letters::power(Id::<Told>::new().as_str(), what, roles);
    tx.post_each(&told, &letter)
}
