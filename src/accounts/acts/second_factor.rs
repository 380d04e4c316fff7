//! The second factor: time-based codes (RFC 6238) and recovery codes.

use totp_rs::{Builder, Totp};

use super::{did, kept};
use crate::accounts::rules::LinkKind;
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::{codes, sessions, tokens};
use crate::kernel::id::PersonId;
use crate::kernel::{Moment, Say};
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::secrets::{Key, random, sha256_hex};
use crate::say;

/// Recovery codes handed out at a time: 64 bits each, so that nobody finds them by their hashes.
pub const RECOVERY_CODES: usize = 10;
/// What is said of a wrong code of the second factor that another is to replace.
pub const OLD_WRONG: &str = "accounts-code-old-wrong";
/// Seconds per code.
const STEP: i64 = 30;

/// The generator for a secret: SHA-1, six digits, 30 seconds, as every app reads it.
pub fn totp(secret: &[u8], chamber: &str, email: &str) -> Result<Totp, Fault> {
    // The label of the otpauth address must not contain a colon.
    Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(email.replace(':', " "))
        .with_issuer(Some(chamber.replace(':', " ")))
        .build()
        .map_err(|e| Fault::Broken(format!("totp: {e}")))
}

/// The time step at which `code` is right: this one, the one before or the next; later
/// than the last one used, so that each code works once.
#[must_use]
pub fn step_of(totp: &Totp, code: &str, now: Moment, last: Option<i64>) -> Option<i64> {
    let step = now.and_utc().timestamp() / STEP;
    (step - 1..=step + 1).find(|s| {
        let at = u64::try_from(s * STEP).unwrap_or(0);
        last.is_none_or(|last| *s > last) && constant_eq(&totp.generate(at).to_string(), code)
    })
}

fn constant_eq(a: &str, b: &str) -> bool {
    // Comparing hashes takes the same time wherever the codes differ.
    sha256_hex(a.as_bytes()) == sha256_hex(b.as_bytes())
}

/// Whom a secret belongs to: put into another's row it doesn't open.
#[must_use]
pub fn owner(person: &PersonId) -> String {
    format!("totp:{person}")
}

/// Turns the second factor on after a right code, and returns the recovery codes, shown once. Where one is on, this
/// one takes its place: only for whoever has the `old`, or a recovery code of it.
///
/// # Errors
/// `Fault::Refused` if a code is wrong: of the old one with [`OLD_WRONG`].
pub fn turn_on(
    tx: &mut Tx,
    key: &Key,
    (secret, code): (&[u8], &str),
    old: &str,
) -> Result<Vec<String>, Fault> {
    let actor = tx.actor()?.clone();
    let person = people::person(tx.conn(), &actor.id)?;
    if person.totp_secret.is_some() && !check(tx, key, &person, old)? {
        return Err(say!(OLD_WRONG).into());
    }
    let step = step_of(&totp(secret, "", &actor.email)?, code, tx.now(), None)
        .ok_or_else(|| say!("accounts-code-wrong"))?;
    people::set_totp(
        tx.conn(),
        &actor.id,
        Some(&key.seal_for(&owner(&actor.id), secret)?),
    )?;
    people::set_totp_step(tx.conn(), &actor.id, step)?;
    let codes = new_recovery_codes(tx)?;
    ends_others(tx)?;
    audit::record(tx, did(&actor.id, "accounts.second_factor.on"))?;
    notify(tx, say!("accounts-notice-factor-on"))?;
    Ok(codes)
}

/// What came in by the old way in is out, and what was on its way: all but whoever acts.
fn ends_others(tx: &mut Tx) -> Result<(), Fault> {
    let me = tx.actor()?.clone();
    sessions::delete_all(tx.conn(), &me.id, Some(&me.session))?;
    tokens::void(tx, &[LinkKind::SecondFactor], (&me.id, &me.email))
}

/// Turns it off.
///
/// # Errors
/// `Fault::Refused` for whom a role demands one: it can only be replaced.
pub fn turn_off(tx: &mut Tx) -> Result<(), Fault> {
    let id = tx.actor()?.id.clone();
    if sessions::is_guarded(tx.conn(), &id)? {
        return Err(say!("accounts-factor-needed").into());
    }
    people::set_totp(tx.conn(), &id, None)?;
    codes::set_recovery_codes(tx.conn(), &id, &[])?;
    ends_others(tx)?;
    audit::record(tx, did(&id, "accounts.second_factor.off"))?;
    notify(tx, say!("accounts-notice-factor-off"))
}

/// Replaces the recovery codes; the old ones die.
pub fn new_recovery_codes(tx: &mut Tx) -> Result<Vec<String>, Fault> {
    let id = tx.actor()?.id.clone();
    let fresh = (0..RECOVERY_CODES)
        .map(|_| Ok(hex::encode(random::<8>()?)))
        .collect::<Result<Vec<String>, Fault>>()?;
    let hashes: Vec<String> = fresh.iter().map(|c| sha256_hex(c.as_bytes())).collect();
    codes::set_recovery_codes(tx.conn(), &id, &hashes)?;
    audit::record(tx, did(&id, "accounts.recovery_codes.made"))?;
    Ok(fresh)
}

/// Checks a code at sign-in: a time-based one or a recovery code, each good once.
pub fn check(tx: &mut Tx, key: &Key, person: &PersonRow, code: &str) -> Result<bool, Fault> {
    let now = tx.now();
    let Some(sealed) = &person.totp_secret else {
        return Ok(false);
    };
    let owner = owner(&person.id);
    let secret = match key.open_for(&owner, sealed) {
        Ok(secret) => secret,
        // From before secrets belonged to somebody: from now on this one does.
        Err(_) => {
            let secret = key.open(sealed)?;
            people::rebind_totp(tx.conn(), &person.id, &key.seal_for(&owner, &secret)?)?;
            secret
        }
    };
    let totp = totp(&secret, "", &person.email)?;
    if let Some(step) = step_of(&totp, code, now, person.totp_last_step) {
        people::set_totp_step(tx.conn(), &person.id, step)?;
        return Ok(true);
    }
    let hash = sha256_hex(code.to_ascii_lowercase().as_bytes());
    codes::use_recovery_code(tx.conn(), &person.id, &hash, now)
}

fn notify(tx: &mut Tx, what: Say) -> Result<(), Fault> {
    let id = tx.actor()?.id.clone();
    let person = people::person(tx.conn(), &id)?;
    let key = tx.who().request_id.clone();
    kept::notice(tx, &person, &key, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_works_once_and_only_near_its_time() {
        // RFC 6238 appendix B: this secret at 59 s gives 94287082, of which six digits are shown.
        let totp = totp(b"12345678901234567890", "", "a@b.cn").unwrap();
        let at = |s: i64| chrono::DateTime::from_timestamp(s, 0).unwrap().naive_utc();
        assert_eq!(step_of(&totp, "287082", at(59), None), Some(1));
        assert_eq!(step_of(&totp, "287082", at(59), Some(1)), None);
        assert_eq!(step_of(&totp, "287082", at(200), None), None);
    }
}
