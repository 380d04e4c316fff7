//! Making an account and getting back into it: sign-up, confirming, forgotten pass-phrase.

use super::{did, guesses, kept};
use crate::accounts::letters;
use crate::accounts::rules::{LinkKind, NewAccount, onward};
use crate::accounts::store::early::{self, Early};
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::sessions;
use crate::accounts::store::tokens::{self, TokenRow};
use crate::kernel::id::PersonId;
use crate::kernel::{Lang, Moment};
use crate::platform::audit;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::letter::Recipient;
use crate::platform::outbox;
use crate::say;

/// Keeps what was typed with a link of its own and mails that. If the address has an account, its
/// owner gets a mail instead; the page says the same either way.
///
/// Nothing that was typed before with this address is touched: whoever proves the address chooses
/// among the sign-ups by proving, too, that it was they who typed one.
pub fn sign_up(tx: &mut Tx, email: &str, new: &NewAccount) -> Result<(), Fault> {
    let draft = Early {
        browser: new.browser.clone(),
        email: email.to_owned(),
        name: new.name.clone(),
        next: new.next.clone(),
        answers: String::new(),
        changed_at: tx.now(),
        person_id: None,
    };
    if !draft.browser.is_empty() {
        early::open(tx.conn(), &draft)?;
    }
    let known = people::person_by_email(tx.conn(), email)?;
    if let Some(person) = known.filter(is_taken) {
        return tell_owner(tx, &person, &new.next);
    }
    let (id, token) = tokens::issue(tx, LinkKind::Confirm, None, email, new)?;
    let url = tx.link(&format!("/confirm/{token}"));
    // Whoever reads it may not be who typed the name.
    let to = Recipient {
        email: email.to_owned(),
        name: String::new(),
        lang: new.lang,
    };
    let letter = letters::confirm(&to, id.as_str(), url);
    outbox::post(tx, &letter.about("sign-up", &id))
}

/// Tells the owner of an account that somebody signed up with its address.
fn tell_owner(tx: &mut Tx, person: &PersonRow, next: &str) -> Result<(), Fault> {
    let key = tx.now().and_utc().timestamp_micros().to_string();
    let link = tx.link(&onward("/sign-in", next));
    let letter = letters::already_here(&person.recipient(), &key, link);
    outbox::post(tx, &letter.about("person", &person.id))
}

/// Mails the link once more to whoever signed up in this browser; to the owner of the address, where it has an
/// account, what they were told before.
///
/// # Errors
/// `Fault::Missing` if nobody signed up there, `Fault::Refused` if that is so long ago that it is forgotten.
pub fn again(tx: &mut Tx, browser: &str) -> Result<(), Fault> {
    let draft = early::of_browser(tx.conn(), browser)?.ok_or(Fault::Missing)?;
    let known = people::person_by_email(tx.conn(), &draft.email)?;
    if let Some(person) = known.filter(is_taken) {
        return tell_owner(tx, &person, &draft.next);
    }
    let mut all = waiting_all(tx.conn(), &draft.email)?.into_iter();
    match all.find(|new| new.browser == browser) {
        Some(new) => sign_up(tx, &draft.email, &new),
        None => Err(say!("accounts-sign-up-over").into()),
    }
}

/// What was written in this browser by whoever signed up with the address of this person, who signs in there, is
/// theirs.
pub fn take_over(tx: &mut Tx, browser: &str, person: &PersonRow) -> Result<(), Fault> {
    let draft = early::of_browser(tx.conn(), browser)?;
    if draft.is_some_and(|draft| draft.email == person.email) {
        early::claim(tx.conn(), &[browser.to_owned()], &person.id)?;
    }
    Ok(())
}

/// The sign-ups with an address whose links nobody followed, newest first.
fn waiting_all(conn: &mut Conn, email: &str) -> Result<Vec<NewAccount>, Fault> {
    let links = tokens::unused(conn, LinkKind::Confirm, email)?;
    let typed = links
        .iter()
        .map(|link| serde_json::from_str(&link.data).ok());
    Ok(typed.flatten().collect())
}

/// Whether the account's address was proved, or the office closed it.
fn is_taken(person: &PersonRow) -> bool {
    person.confirmed_at.is_some() || person.disabled_at.is_some()
}

/// What was typed with the link: beside it, or on the account that was made before its address was
/// proved, as sign-ups once did.
fn typed(conn: &mut Conn, link: &TokenRow) -> Result<Option<NewAccount>, Fault> {
    match &link.person_id {
        Some(id) => people::person(conn, id).map(|person| as_typed(&person)),
        None => Ok(Some(serde_json::from_str(&link.data)?)),
    }
}

fn as_typed(person: &PersonRow) -> Option<NewAccount> {
    Some(NewAccount {
        name: person.name.clone(),
        lang: person.recipient().lang,
        password_hash: person.password_hash.clone()?,
        browser: String::new(),
        next: String::new(),
    })
}

/// The sign-up behind a living link, with the address it was sent to.
pub fn behind(
    conn: &mut Conn,
    token: &str,
    now: Moment,
) -> Result<Option<(String, NewAccount)>, Fault> {
    let Some(link) = tokens::find(conn, LinkKind::Confirm, token, now)? else {
        return Ok(None);
    };
    Ok(typed(conn, &link)?.map(|new| (link.email, new)))
}

/// The last sign-up with an address that waits for its link to be followed, if no account has it.
pub fn waiting(conn: &mut Conn, email: &str) -> Result<Option<NewAccount>, Fault> {
    let known = people::person_by_email(conn, email)?;
    if known.as_ref().is_some_and(is_taken) {
        return Ok(None);
    }
    match tokens::newest(conn, LinkKind::Confirm, email)? {
        Some(link) => typed(conn, &link),
        None => Ok(known.as_ref().and_then(as_typed)),
    }
}

/// Whoever reads the address's mail followed the link, and proved that it was they who signed up
/// with `proved`: makes the account out of just that. Every other sign-up with the address is void.
pub fn confirm(tx: &mut Tx, token: &str, proved: &NewAccount) -> Result<PersonRow, Fault> {
    let now = tx.now();
    let dead = || Fault::from(say!("accounts-link-dead"));
    let (email, new) = behind(tx.conn(), token, now)?.ok_or_else(dead)?;
    let known = people::person_by_email(tx.conn(), &email)?;
    if new != *proved || known.as_ref().is_some_and(is_taken) {
        return Err(dead());
    }
    let id = match known {
        Some(person) => {
            people::set_profile(tx.conn(), &person, &new.name, new.lang.map(Lang::tag))?;
            people::set_password(tx.conn(), &person.id, &new.password_hash)?;
            people::set_confirmed(tx.conn(), &person.id, now)?;
            person.id
        }
        None => insert(tx, &email, &new)?,
    };
    // What they wrote meanwhile is theirs, in whichever browser they signed up again.
    let own = waiting_all(tx.conn(), &email)?.into_iter();
    let own = own.filter(|one| one.password_hash == new.password_hash);
    let browsers: Vec<String> = own.map(|one| one.browser).collect();
    early::claim(tx.conn(), &browsers, &id)?;
    tokens::end_all(tx, LinkKind::Confirm, &email)?;
    audit::record(tx, did(&id, "accounts.person.confirmed"))?;
    people::person(tx.conn(), &id)
}

fn insert(tx: &mut Tx, email: &str, new: &NewAccount) -> Result<PersonId, Fault> {
    let hash = Some(new.password_hash.clone());
    let row = PersonRow::new((email, &new.name), new.lang, hash, tx.now());
    people::insert(tx.conn(), &row)?;
    audit::record(
        tx,
        did(&row.id, "accounts.person.signed_up")
            .after(&serde_json::json!({ "email": email, "name": new.name })),
    )?;
    Ok(row.id)
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

/// Sets the new pass-phrase, ends every session of the account and every other way in that was begun, and
/// forgets what was guessed at it. Following the link also proves the address.
pub fn reset(tx: &mut Tx, token: &str, password_hash: &str) -> Result<(), Fault> {
    let now = tx.now();
    let link = tokens::find(tx.conn(), LinkKind::Reset, token, now)?
        .ok_or_else(|| say!("accounts-link-dead"))?;
    let id = link.person_id.clone().ok_or(Fault::Missing)?;
    let person = people::person(tx.conn(), &id)?;
    if person.disabled_at.is_some() || person.email != link.email {
        return Err(say!("accounts-link-dead").into());
    }
    tokens::use_up(tx, &link)?;
    people::set_password(tx.conn(), &id, password_hash)?;
    if person.confirmed_at.is_none() {
        people::set_confirmed(tx.conn(), &id, now)?;
    }
    tokens::void(tx, LinkKind::OF_OLD_PASSPHRASE, (&id, &person.email))?;
    sessions::delete_all(tx.conn(), &id, None)?;
    guesses::forget(tx, &person)?;
    audit::record(tx, did(&id, "accounts.passphrase.reset"))?;
    kept::notice(
        tx,
        &person,
        link.id.as_str(),
        say!("accounts-notice-passphrase"),
    )
}
