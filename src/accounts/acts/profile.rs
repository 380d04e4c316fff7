//! What people change about themselves.

use super::kept::{self, Before};
use super::{did, strangers};
use crate::accounts::letters;
use crate::accounts::rules::{CHANGES_PER_PERSON, LinkKind, SessionId};
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::sessions;
use crate::accounts::store::tokens::{self, Link};
use crate::kernel::Lang;
use crate::kernel::id::Id;
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

/// A new pass-phrase; all other sessions end.
pub fn change_passphrase(tx: &mut Tx, hash: &str) -> Result<(), Fault> {
    let actor = tx.actor()?.clone();
    people::set_password(tx.conn(), &actor.id, hash)?;
    sessions::delete_all(tx.conn(), &actor.id, Some(&actor.session))?;
    tokens::void(tx, LinkKind::OF_OLD_PASSPHRASE, (&actor.id, &actor.email))?;
    audit::record(tx, did(&actor.id, "accounts.passphrase.changed"))?;
    let person = people::person(tx.conn(), &actor.id)?;
    let key = tx.who().request_id.clone();
    kept::notice(tx, &person, &key, say!("accounts-notice-passphrase"))
}

/// Mails a link to a new address; the account keeps the old one until it is followed. The old one is told
/// before, with a link that stops it.
pub fn ask_new_email(tx: &mut Tx, email: &str) -> Result<(), Fault> {
    let actor = tx.actor()?.clone();
    strangers::may_write(tx, email, ("changes", CHANGES_PER_PERSON))?;
    let person = people::person(tx.conn(), &actor.id)?;
    let (id, url) = keep_link(tx, &person)?;
    let letter = letters::change_asked(&person.recipient(), id.as_str(), email, url);
    outbox::post(tx, &letter.about("person", &actor.id))?;
    audit::record(tx, did(&actor.id, "accounts.email.asked").after(&email))?;
    // Whoever reads it may be somebody else.
    let to = Recipient {
        email: email.to_owned(),
        name: String::new(),
        ..person.recipient()
    };
    // Of an address that has an account the change waits as well, though nobody gets its link.
    let (id, token) = tokens::issue(tx, LinkKind::ChangeEmail, Some(&actor.id), email, &())?;
    if let Some(other) = people::person_by_email(tx.conn(), email)? {
        // The page must not say whether an address has an account; its owner is told instead.
        let key = tx.who().request_id.clone();
        let letter = letters::already_here(&to, &key, tx.link("/sign-in"));
        return outbox::post(tx, &letter.about("person", &other.id));
    }
    let url = tx.link(&format!("/confirm-email/{token}"));
    let letter = letters::change_email(&to, id.as_str(), url);
    outbox::post(tx, &letter.about("person", &actor.id))
}

/// Takes back what was asked for: no link to a new address changes the account any more.
pub fn withdraw_new_email(tx: &mut Tx) -> Result<(), Fault> {
    let me = tx.actor()?.clone();
    tokens::void(tx, &[LinkKind::ChangeEmail], (&me.id, &me.email))?;
    audit::record(tx, did(&me.id, "accounts.email.withdrawn"))
}

/// A link for whoever reads the mail of the address that a person has now: it keeps this address theirs.
fn keep_link(tx: &mut Tx, person: &PersonRow) -> Result<(Id<Link>, String), Fault> {
    let before = Before::of(tx, person)?;
    let (id, token) = tokens::issue(
        tx,
        LinkKind::KeepEmail,
        Some(&person.id),
        &person.email,
        &before,
    )?;
    Ok((id, tx.link(&format!("/keep-email/{token}"))))
}

/// The link at the new address was followed by the person who asked for it: a link that came to
/// somebody else's address by mistake or on purpose gives it to no account. Other sessions end, and no link
/// to the old address changes the account any more, but for the one that takes this back.
pub fn confirm_new_email(tx: &mut Tx, token: &str) -> Result<(), Fault> {
    let now = tx.now();
    let link = tokens::find(tx.conn(), LinkKind::ChangeEmail, token, now)?
        .ok_or_else(|| say!("accounts-link-dead"))?;
    let me = tx.actor()?.clone();
    if link.person_id.as_ref() != Some(&me.id) {
        return Err(say!("accounts-confirm-email-other").into());
    }
    tokens::use_up(tx, &link)?;
    if people::person_by_email(tx.conn(), &link.email)?.is_some() {
        return Err(say!("accounts-link-dead").into());
    }
    let person = people::person(tx.conn(), &me.id)?;
    let (id, url) = keep_link(tx, &person)?;
    people::set_email(tx.conn(), &person, &link.email)?;
    sessions::delete_all(tx.conn(), &me.id, Some(&me.session))?;
    tokens::void(tx, LinkKind::OF_OLD_PASSPHRASE, (&me.id, &person.email))?;
    tokens::end_all(tx, LinkKind::Confirm, &link.email)?;
    audit::record(
        tx,
        did(&me.id, "accounts.email.changed")
            .before(&person.email)
            .after(&link.email),
    )?;
    let letter = letters::email_changed(&person.recipient(), id.as_str(), &link.email, url);
    outbox::post(tx, &letter.about("person", &me.id))
}

/// Whoever reads the mail of the old address says that the change wasn't theirs: it doesn't come, or is taken
/// back with all that was done to the account since, and everybody is out. Of several addresses that an account was taken through, who had it first
/// keeps it: the links that went out later are void.
pub fn keep_email(tx: &mut Tx, token: &str) -> Result<(), Fault> {
    let now = tx.now();
    let dead = || Fault::from(say!("accounts-link-dead"));
    let link = tokens::find(tx.conn(), LinkKind::KeepEmail, token, now)?.ok_or_else(dead)?;
    let id = link.person_id.clone().ok_or_else(dead)?;
    let person = people::person(tx.conn(), &id)?;
    let taken = people::person_by_email(tx.conn(), &link.email)?;
    if person.disabled_at.is_some() || taken.is_some_and(|other| other.id != id) {
        return Err(dead());
    }
    tokens::keep(tx, &link, &id)?;
    tokens::void(tx, LinkKind::OF_OLD_PASSPHRASE, (&id, &person.email))?;
    sessions::delete_all(tx.conn(), &id, None)?;
    kept::take_back(tx, &link, &person)?;
    if person.email != link.email {
        people::set_email(tx.conn(), &person, &link.email)?;
    }
    let entry = did(&id, "accounts.email.kept").by(&id, &person.name);
    audit::record(tx, entry.before(&person.email).after(&link.email))?;
    let person = people::person(tx.conn(), &id)?;
    kept::notice(
        tx,
        &person,
        link.id.as_str(),
        say!("accounts-notice-email-kept"),
    )
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
