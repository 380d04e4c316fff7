//! What people change about themselves.

use super::did;
use crate::accounts::letters;
use crate::accounts::rules::{LinkKind, SessionId};
use crate::accounts::store::people;
use crate::accounts::store::{sessions, tokens};
use crate::kernel::Lang;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Recipient;
use crate::platform::outbox;
use crate::say;

/// Name and language.
pub fn change_profile(tx: &mut Tx, name: &str, lang: Option<Lang>) -> Result<(), Fault> {
    let id = tx.actor()?.id.clone();
    let person = people::person(tx.conn(), &id)?;
    people::set_profile(tx.conn(), &person, name, lang.map(Lang::tag))?;
    audit::record(
        tx,
        did(&id, "accounts.profile.changed")
            .before(&serde_json::json!({ "name": person.name, "lang": person.lang }))
            .after(&serde_json::json!({ "name": name, "lang": lang })),
    )
}

/// The language alone, as chosen at the foot of any page.
pub fn choose_language(tx: &mut Tx, lang: Lang) -> Result<(), Fault> {
    let id = tx.actor()?.id.clone();
    people::set_lang(tx.conn(), &id, lang)
}

/// A new pass-phrase; all other sessions end.
pub fn change_passphrase(tx: &mut Tx, hash: &str) -> Result<(), Fault> {
    let actor = tx.actor()?.clone();
    people::set_password(tx.conn(), &actor.id, hash)?;
    sessions::delete_all(tx.conn(), &actor.id, Some(&actor.session))?;
    audit::record(tx, did(&actor.id, "accounts.passphrase.changed"))?;
    let person = people::person(tx.conn(), &actor.id)?;
    let key = tx.who().request_id.clone();
    let letter = letters::notice(
        &person.recipient(),
        &key,
        say!("accounts-notice-passphrase"),
    );
    outbox::post(tx, &letter.about("person", &actor.id))
}

/// Mails a link to a new address; the account keeps the old one until it is followed.
pub fn ask_new_email(tx: &mut Tx, email: &str) -> Result<(), Fault> {
    let actor = tx.actor()?.clone();
    let person = people::person(tx.conn(), &actor.id)?;
    let to = Recipient {
        email: email.to_owned(),
        ..person.recipient()
    };
    if let Some(other) = people::person_by_email(tx.conn(), email)? {
        // The page must not say whether an address has an account; its owner is told instead.
        let key = tx.who().request_id.clone();
        let letter = letters::already_here(&to, &key, tx.link("/sign-in"));
        return outbox::post(tx, &letter.about("person", &other.id));
    }
    let (id, token) = tokens::issue(tx, LinkKind::ChangeEmail, Some(&actor.id), email, &())?;
    let url = tx.link(&format!("/confirm-email/{token}"));
    let letter = letters::change_email(&to, id.as_str(), url);
    outbox::post(tx, &letter.about("person", &actor.id))
}

/// The link at the new address was followed by the person who asked for it: a link that came to
/// somebody else's address by mistake or on purpose gives it to no account.
pub fn confirm_new_email(tx: &mut Tx, token: &str) -> Result<(), Fault> {
    let now = tx.now();
    let link = tokens::find(tx.conn(), LinkKind::ChangeEmail, token, now)?
        .ok_or_else(|| say!("accounts-link-dead"))?;
    let id = tx.actor()?.id.clone();
    if link.person_id.as_ref() != Some(&id) {
        return Err(say!("accounts-confirm-email-other").into());
    }
    tokens::use_up(tx, &link)?;
    if people::person_by_email(tx.conn(), &link.email)?.is_some() {
        return Err(say!("accounts-link-dead").into());
    }
    let person = people::person(tx.conn(), &id)?;
    people::set_email(tx.conn(), &person, &link.email)?;
    audit::record(
        tx,
        did(&id, "accounts.email.changed")
            .before(&person.email)
            .after(&link.email),
    )?;
    let letter = letters::email_changed(&person.recipient(), link.id.as_str(), &link.email);
    outbox::post(tx, &letter.about("person", &id))
}

/// Ends one other session of one's own.
pub fn end_session(tx: &mut Tx, session: &SessionId) -> Result<(), Fault> {
    let id = tx.actor()?.id.clone();
    if !sessions::delete(tx.conn(), &id, session)? {
        return Err(Fault::Missing);
    }
    audit::record(tx, did(&id, "accounts.session.ended"))
}

/// Ends all of one's sessions, this one too.
pub fn end_all_sessions(tx: &mut Tx) -> Result<(), Fault> {
    let id = tx.actor()?.id.clone();
    sessions::delete_all(tx.conn(), &id, None)?;
    audit::record(tx, did(&id, "accounts.sessions.ended"))
}
