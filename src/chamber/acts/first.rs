//! The first start of an empty instance: a link that makes the first administrator, once.

use crate::accounts::rules::Access;
use crate::accounts::{self, NewPerson};
use crate::chamber::rules::SetUpLinks;
use crate::kernel::id::PersonId;
use crate::kernel::{Lang, Opening, Role};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::secrets::{new_token, sha256_hex};
use crate::platform::settings;
use crate::say;

/// A fresh path that makes the first administrator; `None` once anybody has a role. Every
/// server that starts makes its own; all work until one was used. What nobody set up shows strangers nothing of
/// what it invents, until the chamber opens it.
pub fn first_path(tx: &mut Tx) -> Result<Option<String>, Fault> {
    if accounts::has_staff(tx.conn())? {
        return Ok(None);
    }
    let token = new_token()?;
    let mut links: SetUpLinks = settings::get(tx.conn())?;
    links.add(sha256_hex(token.as_bytes()));
    settings::set(tx, &links)?;
    if !settings::is_set::<Opening>(tx.conn())? {
        settings::set(tx, &Opening::SettingUp)?;
    }
    Ok(Some(format!("/set-up/{token}")))
}

/// Whether this token still makes the first administrator.
pub fn is_good(conn: &mut Conn, token: &str) -> Result<bool, Fault> {
    let links: SetUpLinks = settings::get(conn)?;
    Ok(links.has(&sha256_hex(token.as_bytes())) && !accounts::has_staff(conn)?)
}

/// The first administrator.
#[derive(Debug, Clone)]
pub struct FirstAdmin {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Argon2id hash of the pass-phrase.
    pub password_hash: String,
    /// The language they read.
    pub lang: Lang,
}

/// Makes the first administrator, signs them in, and uses the link up. Returns the session's
/// token.
///
/// # Errors
/// `Fault::Missing` if the link was used; `Fault::Refused` if the address has an account.
pub fn make_admin(tx: &mut Tx, token: &str, admin: &FirstAdmin) -> Result<String, Fault> {
    if !is_good(tx.conn(), token)? {
        return Err(Fault::Missing);
    }
    if accounts::person_by_email(tx.conn(), &admin.email)?.is_some() {
        return Err(say!("chamber-first-known").into());
    }
    let new = NewPerson {
        email: &admin.email,
        name: &admin.name,
        lang: Some(admin.lang),
        password_hash: Some(admin.password_hash.clone()),
        roles: &[Role::Admin],
    };
    let id: PersonId = accounts::add_person(tx, &new)?;
    settings::set(tx, &SetUpLinks::default())?;
    // From the next page on: whoever makes this account turns on their second factor first of all.
    if !settings::is_set::<Access>(tx.conn())? {
        settings::set(tx, &Access::of_new_instance())?;
    }
    let person = accounts::person(tx.conn(), &id)?;
    accounts::start_session(tx, &person, false)
}
