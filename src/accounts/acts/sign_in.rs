//! Signing in and out.

use super::did;
use crate::accounts::rules::{self, LinkKind, SessionId};
use crate::accounts::store::people::PersonRow;
use crate::accounts::store::sessions::{self, SessionRow};
use crate::accounts::store::{people, tokens};
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::secrets::{new_token, sha256_hex};

/// How somebody whose pass-phrase was right goes on.
pub enum Entry {
    /// In, with this token in the cookie.
    Session(String),
    /// To the code, with this token.
    Code(String),
}

/// Signs in who proved all but the second factor, or asks for that. `seen`: the person as they were when the
/// proof was looked at, which takes its time; what became of them since counts.
///
/// # Errors
/// `Fault::SignIn` if they have another pass-phrase by now, or their account was closed.
pub fn enter(tx: &mut Tx, seen: &PersonRow) -> Result<Entry, Fault> {
    let person = people::person(tx.conn(), &seen.id)?;
    if person.password_hash != seen.password_hash || person.disabled_at.is_some() {
        return Err(Fault::SignIn);
    }
    match person.totp_secret {
        Some(_) => await_code(tx, &person).map(Entry::Code),
        None => start_session(tx, &person, false).map(Entry::Session),
    }
}

/// Starts a session and returns the cookie's token.
pub fn start_session(
    tx: &mut Tx,
    person: &PersonRow,
    second_factor: bool,
) -> Result<String, Fault> {
    let token = new_token()?;
    let now = tx.now();
    let guarded = sessions::is_guarded(tx.conn(), &person.id)?;
    let row = SessionRow {
        id: SessionId::new(),
        token_hash: sha256_hex(token.as_bytes()),
        person_id: person.id.clone(),
        second_factor,
        ip: tx.who().ip.clone(),
        agent: tx.who().agent.clone(),
        created_at: now,
        last_seen_at: now,
        expires_at: rules::session_end(now, now, guarded),
        proved_at: None,
    };
    sessions::insert(tx.conn(), &row)?;
    audit::record(
        tx,
        did(&person.id, "accounts.session.started").by(&person.id, &person.name),
    )?;
    Ok(token)
}

/// The pass-phrase was right and a second factor is to come: returns the token that
/// remembers it for ten minutes.
fn await_code(tx: &mut Tx, person: &PersonRow) -> Result<String, Fault> {
    let (_, token) = tokens::issue(
        tx,
        LinkKind::SecondFactor,
        Some(&person.id),
        &person.email,
        &(),
    )?;
    Ok(token)
}

/// Who still owes a second factor under this token.
pub fn awaited(tx: &mut Tx, token: &str) -> Result<(tokens::TokenRow, PersonRow), Fault> {
    let now = tx.now();
    let link = tokens::find(tx.conn(), LinkKind::SecondFactor, token, now)?.ok_or(Fault::SignIn)?;
    let id = link.person_id.clone().ok_or(Fault::SignIn)?;
    let person = people::person(tx.conn(), &id)?;
    if person.disabled_at.is_some() {
        return Err(Fault::SignIn);
    }
    Ok((link, person))
}

/// Ends the session of whoever acts.
pub fn sign_out(tx: &mut Tx) -> Result<(), Fault> {
    let actor = tx.actor()?.clone();
    if let Ok(session) = actor.session.parse() {
        sessions::delete(tx.conn(), &actor.id, &session)?;
    }
    audit::record(tx, did(&actor.id, "accounts.session.ended"))
}
