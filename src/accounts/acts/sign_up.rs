//! Making an account and getting back into it: sign-up, confirming, forgotten pass-phrase.

use crate::accounts::letters;
use crate::accounts::rules::LinkKind;
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::{sessions, tokens};
use crate::kernel::Lang;
use crate::kernel::id::PersonId;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Recipient;
use crate::platform::outbox;
use crate::say;

/// Makes an account whose address is still to be confirmed, and mails the link. If the
/// address has an account, its owner gets a mail instead; the page says the same either way.
pub fn sign_up(
    tx: &mut Tx,
    name: &str,
    email: &str,
    password_hash: &str,
    lang: Lang,
) -> Result<(), Fault> {
    let known = people::person_by_email(tx.conn(), email)?;
    if let Some(person) = known.filter(|p| p.confirmed_at.is_some()) {
        let key = tx.now().and_utc().timestamp_micros().to_string();
        let letter = letters::already_here(&person.recipient(), &key, tx.link("/sign-in"));
        return outbox::post(tx, &letter.about("person", &person.id));
    }
    // An unconfirmed account may be somebody else's typing error: the last sign-up counts.
    let id = match people::person_by_email(tx.conn(), email)? {
        Some(person) => {
            people::set_profile(tx.conn(), &person, name, Some(lang.tag()))?;
            people::set_password(tx.conn(), &person.id, password_hash)?;
            person.id
        }
        None => insert(tx, name, email, password_hash, lang)?,
    };
    let person = people::person(tx.conn(), &id)?;
    send_confirmation(tx, &person)
}

fn insert(
    tx: &mut Tx,
    name: &str,
    email: &str,
    password_hash: &str,
    lang: Lang,
) -> Result<PersonId, Fault> {
    let (name_key, search) = people::keys(name, email);
    let row = PersonRow {
        id: PersonId::new(),
        email: email.to_owned(),
        name: name.to_owned(),
        name_key,
        search,
        lang: Some(lang.tag().to_owned()),
        theme: "auto".into(),
        password_hash: Some(password_hash.to_owned()),
        totp_secret: None,
        totp_last_step: None,
        confirmed_at: None,
        disabled_at: None,
        created_at: tx.now(),
    };
    people::insert(tx.conn(), &row)?;
    audit::record(
        tx,
        Entry::on("person", &row.id)
            .did("accounts.person.signed_up")
            .after(&serde_json::json!({ "email": email, "name": name })),
    )?;
    Ok(row.id)
}

/// Mails the link that confirms an address.
pub fn send_confirmation(tx: &mut Tx, person: &PersonRow) -> Result<(), Fault> {
    let (id, token) = tokens::issue(tx, LinkKind::Confirm, Some(&person.id), &person.email, &())?;
    let url = tx.link(&format!("/confirm/{token}"));
    let letter = letters::confirm(&person.recipient(), id.as_str(), url);
    outbox::post(tx, &letter.about("person", &person.id))
}

/// The owner of the address followed the link.
pub fn confirm(tx: &mut Tx, token: &str) -> Result<PersonRow, Fault> {
    let now = tx.now();
    let link = tokens::find(tx.conn(), LinkKind::Confirm, token, now)?
        .ok_or_else(|| say!("accounts-link-dead"))?;
    let id = link.person_id.clone().ok_or(Fault::Missing)?;
    tokens::use_up(tx, &link)?;
    people::set_confirmed(tx.conn(), &id, now)?;
    audit::record(
        tx,
        Entry::on("person", &id).did("accounts.person.confirmed"),
    )?;
    people::person(tx.conn(), &id)
}

/// Mails a link to choose a new pass-phrase, if there is such an account.
pub fn forgot(tx: &mut Tx, email: &str) -> Result<(), Fault> {
    let Some(person) = people::person_by_email(tx.conn(), email)? else {
        return Ok(());
    };
    if person.disabled_at.is_some() {
        return Ok(());
    }
    let (id, token) = tokens::issue(tx, LinkKind::Reset, Some(&person.id), email, &())?;
    let url = tx.link(&format!("/reset/{token}"));
    let letter = letters::reset(&person.recipient(), id.as_str(), url);
    outbox::post(tx, &letter.about("person", &person.id))
}

/// Sets the new pass-phrase and ends every session of the account. Following the link also
/// proves the address.
pub fn reset(tx: &mut Tx, token: &str, password_hash: &str) -> Result<(), Fault> {
    let now = tx.now();
    let link = tokens::find(tx.conn(), LinkKind::Reset, token, now)?
        .ok_or_else(|| say!("accounts-link-dead"))?;
    let id = link.person_id.clone().ok_or(Fault::Missing)?;
    tokens::use_up(tx, &link)?;
    people::set_password(tx.conn(), &id, password_hash)?;
    let person = people::person(tx.conn(), &id)?;
    if person.confirmed_at.is_none() {
        people::set_confirmed(tx.conn(), &id, now)?;
    }
    sessions::delete_all(tx.conn(), &id, None)?;
    audit::record(
        tx,
        Entry::on("person", &id).did("accounts.passphrase.reset"),
    )?;
    let to: Recipient = person.recipient();
    let letter = letters::notice(&to, link.id.as_str(), say!("accounts-notice-passphrase"));
    outbox::post(tx, &letter.about("person", &id))
}
