//! What an address that is kept takes back. A link that keeps an address remembers what the account was opened by
//! as it went out; so whoever took the account over meanwhile loses what they put in its place.

use serde::{Deserialize, Serialize};

use crate::accounts::letters;
use crate::accounts::store::codes;
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::tokens::{self, TokenRow};
use crate::kernel::{Moment, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Recipient;
use crate::platform::secrets::sha256_hex;

/// What opened an account before its address was to change.
#[derive(Serialize, Deserialize)]
pub(super) struct Before {
    /// Since when, UTC, whatever was done is somebody else's.
    since: Moment,
    /// Digest of the stored pass-phrase.
    passphrase: Option<String>,
    /// The second factor's sealed secret.
    factor: Option<String>,
    /// Hashes of the recovery codes that were open.
    codes: Vec<String>,
}

fn digest(person: &PersonRow) -> Option<String> {
    let hash = person.password_hash.as_deref();
    hash.map(|hash| sha256_hex(hash.as_bytes()))
}

/// What a link remembers; `None` for one of an earlier build.
fn remembered(link: &TokenRow) -> Option<Before> {
    serde_json::from_str(&link.data).ok()
}

impl Before {
    /// The account as it is; where a link that keeps the same address is out already, as that one has it.
    pub(super) fn of(tx: &mut Tx, person: &PersonRow) -> Result<Self, Fault> {
        let now = tx.now();
        let out = tokens::first_keeping(tx.conn(), &person.id, &person.email, now)?;
        if let Some(before) = out.as_ref().and_then(remembered) {
            return Ok(before);
        }
        Ok(Self {
            since: now,
            passphrase: digest(person),
            factor: person.totp_secret.clone(),
            codes: codes::open_recovery_codes(tx.conn(), &person.id)?,
        })
    }
}

/// Takes back what was done to the account since this link went out: another pass-phrase opens it no more, the
/// second factor and the recovery codes are those of then, invitations that it sent are withdrawn.
pub(super) fn take_back(tx: &mut Tx, link: &TokenRow, person: &PersonRow) -> Result<(), Fault> {
    let id = &person.id;
    let before = remembered(link).unwrap_or(Before {
        since: link.created_at,
        passphrase: None,
        factor: None,
        codes: vec![],
    });
    if before.passphrase.is_none() || before.passphrase != digest(person) {
        people::clear_password(tx.conn(), id)?;
    }
    if before.factor != person.totp_secret {
        people::set_totp(tx.conn(), id, before.factor.as_deref())?;
    }
    let open = codes::open_recovery_codes(tx.conn(), id)?;
    if before.factor != person.totp_secret || open.iter().any(|code| !before.codes.contains(code)) {
        codes::set_recovery_codes(tx.conn(), id, &before.codes)?;
    }
    let now = tx.now();
    let mut sent = tokens::open_invitations(tx.conn(), now)?;
    sent.retain(|sent| sent.sent_by.as_ref() == Some(id) && sent.created_at >= before.since);
    for invitation in sent {
        tokens::withdraw(tx, &invitation.id)?;
        let entry = Entry::on("invitation", &invitation.id);
        audit::record(tx, entry.did("accounts.invitation.withdrawn"))?;
    }
    Ok(())
}

/// Tells a person that something about signing in was changed: at their address, and at those that can still
/// take a change of it back.
pub(super) fn notice(tx: &mut Tx, person: &PersonRow, key: &str, what: Say) -> Result<(), Fault> {
    let now = tx.now();
    let mut to = vec![person.recipient()];
    for email in tokens::kept_for(tx.conn(), &person.id, now)? {
        if to.iter().all(|known| known.email != email) {
            to.push(Recipient {
                email,
                ..person.recipient()
            });
        }
    }
    let letter = letters::notice(key, what).about("person", &person.id);
    tx.post_each(&to, &letter)
}
