//! Signing in and out.

use super::did;
use crate::accounts::rules::{
    self, CODES_PER_ACCOUNT, LinkKind, SIGN_IN_PER_ACCOUNT, SIGN_IN_PER_ADDRESS, SessionId,
};
use crate::accounts::store::people::PersonRow;
use crate::accounts::store::sessions::{self, SessionRow};
use crate::accounts::store::{people, tokens};
use crate::kernel::id::PersonId;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::limits;
use crate::platform::secrets::{new_token, sha256_hex};

/// Counts a try against the network address and the account. The inner error is the
/// number of seconds to wait.
pub fn count_try(tx: &mut Tx, email: &str) -> Result<Result<(), i64>, Fault> {
    let ip = tx.who().ip.clone();
    let by_ip = limits::hit(tx, &format!("sign-in:ip:{ip}"), SIGN_IN_PER_ADDRESS)?;
    let by_account = limits::hit(tx, &format!("sign-in:account:{email}"), SIGN_IN_PER_ACCOUNT)?;
    Ok(by_ip.and(by_account))
}

/// Takes back what [`count_try`] counted against the network address, after a success: many may sit behind
/// one, and what counts against it is what went wrong.
pub fn count_back(tx: &mut Tx) -> Result<(), Fault> {
    let ip = tx.who().ip.clone();
    limits::give_back(tx, &format!("sign-in:ip:{ip}"))
}

/// Takes back all that [`count_try`] counted: the pass-phrase was never looked at, since too many were.
///
/// # Errors
/// If the database fails.
pub fn take_back(tx: &mut Tx, email: &str) -> Result<(), Fault> {
    count_back(tx)?;
    limits::give_back(tx, &format!("sign-in:account:{email}"))
}

/// Counts a try at a one-time code.
pub fn count_code(tx: &mut Tx, person: &PersonId) -> Result<Result<(), i64>, Fault> {
    limits::hit(tx, &format!("code:{person}"), CODES_PER_ACCOUNT)
}

/// Starts a session and returns the cookie's token.
pub fn start_session(
    tx: &mut Tx,
    person: &PersonRow,
    second_factor: bool,
) -> Result<String, Fault> {
    let token = new_token()?;
    let now = tx.now();
    let row = SessionRow {
        id: SessionId::new(),
        token_hash: sha256_hex(token.as_bytes()),
        person_id: person.id.clone(),
        second_factor,
        ip: tx.who().ip.clone(),
        agent: tx.who().agent.clone(),
        created_at: now,
        last_seen_at: now,
        expires_at: rules::session_end(now, now),
    };
    sessions::insert(tx.conn(), &row)?;
    limits::clear(tx, &format!("sign-in:account:{}", person.email))?;
    audit::record(
        tx,
        did(&person.id, "accounts.session.started").by(&person.id, &person.name),
    )?;
    Ok(token)
}

/// The pass-phrase was right and a second factor is to come: returns the token that
/// remembers it for ten minutes.
pub fn await_code(tx: &mut Tx, person: &PersonRow) -> Result<String, Fault> {
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
