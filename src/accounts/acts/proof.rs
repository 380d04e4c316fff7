//! Proving once more who one is, before an act after which a stolen session would be the account.

use super::guesses::Guess;
use super::second_factor;
use crate::accounts::rules::PROOF_LIFE;
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::sessions::{self, SessionRow};
use crate::kernel::{Actor, Moment};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::secrets::Key;

/// Whether this session's person proved within the last minutes who they are.
fn is_fresh(session: &SessionRow, now: Moment) -> bool {
    now - session.proof() < PROOF_LIFE
}

/// Who is to prove who they are; `None` if they did just now.
///
/// # Errors
/// `Fault::SignIn` if the session is over.
pub fn owed(conn: &mut Conn, me: &Actor, now: Moment) -> Result<Option<PersonRow>, Fault> {
    let session = sessions::session(conn, &me.session, now)?;
    if is_fresh(&session, now) {
        return Ok(None);
    }
    people::person(conn, &me.id).map(Some)
}

/// The pass-phrase was right: with the code, where a second factor is on, that is a proof. `false`: the code
/// was wrong. Of the same form sent twice at once the second finds the proof of the first.
///
/// # Errors
/// `Fault::SignIn` if the session is over.
pub fn prove(tx: &mut Tx, key: &Key, code: &str, guess: &Guess) -> Result<bool, Fault> {
    let (me, now) = (tx.actor()?.clone(), tx.now());
    let session = sessions::session(tx.conn(), &me.session, now)?;
    if is_fresh(&session, now) {
        return Ok(true);
    }
    let person = people::person(tx.conn(), &me.id)?;
    if person.totp_secret.is_some() {
        if !second_factor::check(tx, key, &person, code)? {
            guess.wrong(tx, Some(&person))?;
            return Ok(false);
        }
        guess.right(tx)?;
    }
    sessions::prove(tx.conn(), &session.id, now)?;
    Ok(true)
}
