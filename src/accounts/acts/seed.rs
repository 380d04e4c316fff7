//! Adding a person without a mail: the first administrator's helper, demo data and tests.

use super::did;
use crate::accounts::store::people::{self, PersonRow};
use crate::kernel::id::PersonId;
use crate::kernel::{Lang, Role};
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};

/// A person to add, their address taken as confirmed.
#[derive(Debug, Clone)]
pub struct NewPerson<'a> {
    /// Address.
    pub email: &'a str,
    /// Name.
    pub name: &'a str,
    /// Language.
    pub lang: Option<Lang>,
    /// Argon2id hash; none if they are to set one by invitation.
    pub password_hash: Option<String>,
    /// Roles in the chamber.
    pub roles: &'a [Role],
}

/// Adds a person with roles.
pub fn add_person(tx: &mut Tx, new: &NewPerson) -> Result<PersonId, Fault> {
    let (named, hash) = ((new.email, new.name), new.password_hash.clone());
    let row = PersonRow::new(named, new.lang, hash, tx.now());
    people::insert(tx.conn(), &row)?;
    let (now, by) = (tx.now(), tx.who().actor.as_ref().map(|a| a.id.clone()));
    for role in new.roles {
        people::add_role(tx.conn(), &row.id, *role, now, by.as_ref())?;
    }
    let roles: Vec<&str> = new.roles.iter().map(|r| r.word()).collect();
    audit::record(
        tx,
        did(&row.id, "accounts.person.added")
            .after(&serde_json::json!({ "email": new.email, "name": new.name, "roles": roles })),
    )?;
    Ok(row.id)
}
