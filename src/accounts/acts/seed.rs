//! Adding a person without a mail: the first administrator's helper, demo data and tests.

use crate::accounts::store::people::{self, PersonRow};
use crate::kernel::id::PersonId;
use crate::kernel::{Lang, Role};
use crate::platform::audit::{self, Entry};
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
    let (name_key, search) = people::keys(new.name, new.email);
    let row = PersonRow {
        id: PersonId::new(),
        email: new.email.to_owned(),
        name: new.name.to_owned(),
        name_key,
        search,
        lang: new.lang.map(|l| l.tag().to_owned()),
        theme: "auto".into(),
        password_hash: new.password_hash.clone(),
        totp_secret: None,
        totp_last_step: None,
        confirmed_at: Some(tx.now()),
        disabled_at: None,
        created_at: tx.now(),
    };
    people::insert(tx.conn(), &row)?;
    let (now, by) = (tx.now(), tx.who().actor.as_ref().map(|a| a.id.clone()));
    for role in new.roles {
        people::add_role(tx.conn(), &row.id, *role, now, by.as_ref())?;
    }
    let roles: Vec<&str> = new.roles.iter().map(|r| r.word()).collect();
    audit::record(
        tx,
        Entry::on("person", &row.id)
            .did("accounts.person.added")
            .after(&serde_json::json!({ "email": new.email, "name": new.name, "roles": roles })),
    )?;
    Ok(row.id)
}
