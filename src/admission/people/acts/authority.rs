//! Written authorities: handed in by the company, accepted or refused by the office.

use super::{on, own};
use crate::accounts;
use crate::admission::case::{self, Case};
use crate::admission::people::letters;
use crate::admission::people::rules::{Authority, AuthorityId, AuthorityState};
use crate::admission::people::store;
use crate::kernel::Day;
use crate::kernel::id::{CaseId, PersonId};
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::say;

/// Authorities that a case may have been handed in at most, whatever became of them.
const MOST: usize = 20;

/// Hands in the company's authority in writing for one of its people to sign: `until` is its last day, the paper
/// lies in the store as `file`. The office is told.
///
/// # Errors
/// `Fault::Refused` if that day is past, the person doesn't act for the company, or the case came to nothing.
pub fn file(
    tx: &mut Tx,
    id: &CaseId,
    (person, until): (&PersonId, Day),
    file: &NewFile,
) -> Result<AuthorityId, Fault> {
    let case = own(tx, id)?;
    if until < tx.today()? {
        return Err(say!("people-refused-past").into());
    }
    let company = case.company.clone().ok_or(Fault::Missing)?;
    let people = accounts::colleagues(tx.conn(), &company)?;
    let theirs = |c: &accounts::Colleague| c.person.id == *person && c.person.disabled_at.is_none();
    let Some(holder) = people.into_iter().find(theirs) else {
        return Err(say!("people-refused-stranger").into());
    };
    if store::authorities(tx.conn(), id)?.len() >= MOST {
        return Err(say!("people-refused-many", most = MOST).into());
    }
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    let authority = Authority {
        id: AuthorityId::new(),
        case: id.clone(),
        person: person.clone(),
        valid_until: until,
        file: files::keep(tx, file, case::KIND, id)?,
        sha256: file.sha256.clone(),
        state: AuthorityState::Filed,
        filed_at: now,
        filed_by: by,
        decided_at: None,
        decided_by: None,
        reason: String::new(),
    };
    store::add_authority(tx.conn(), &authority)?;
    record(tx, &authority, ("admission.authority.filed", "applicant"))?;
    let line = say!("people-record-filed", name = &holder.person.name);
    let case = case::note(tx, id, line, true)?;
    letters::filed(tx, &case, &authority, &holder.person.name)?;
    Ok(authority.id)
}

fn record(
    tx: &mut Tx,
    authority: &Authority,
    (act, side): (&'static str, &'static str),
) -> Result<(), Fault> {
    let what = serde_json::json!({
        "authority": authority.id, "person": authority.person, "until": authority.valid_until,
        "sha256": authority.sha256,
    });
    let entry = case::did(&authority.case, act).acting_as(side);
    audit::record(tx, entry.after(&what).why(&authority.reason))
}

fn open(tx: &mut Tx, case: &Case, id: &AuthorityId) -> Result<Authority, Fault> {
    let authority = store::authority(tx.conn(), &case.id, id)?;
    match authority.is_open() {
        true => Ok(authority),
        false => Err(say!("people-refused-decided").into()),
    }
}

fn decide(tx: &mut Tx, authority: &Authority, state: AuthorityState) -> Result<(), Fault> {
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    let what = (state, authority.reason.as_str());
    store::decide(tx.conn(), &authority.id, what, &by, now)
}

/// The company takes an authority back: nobody signs by it any more.
///
/// # Errors
/// `Fault::Missing` if it isn't theirs, `Fault::Refused` if it was refused or taken back.
pub fn withdraw(tx: &mut Tx, id: &CaseId, authority: &AuthorityId) -> Result<(), Fault> {
    let case = own(tx, id)?;
    let authority = open(tx, &case, authority)?;
    decide(tx, &authority, AuthorityState::Withdrawn)?;
    record(
        tx,
        &authority,
        ("admission.authority.withdrawn", "applicant"),
    )?;
    case::note(tx, id, say!("people-record-taken-back"), true)?;
    Ok(())
}

/// The office accepts an authority: from now to its last day its holder may be chosen to sign.
///
/// # Errors
/// `Fault::Missing` for who doesn't lead the case, `Fault::Refused` if it was decided or its last day is past.
pub fn accept(tx: &mut Tx, id: &CaseId, authority: &AuthorityId) -> Result<(), Fault> {
    let case = case::led(tx, id)?;
    let case = on(tx, case)?;
    let authority = open(tx, &case, authority)?;
    if authority.state == AuthorityState::Accepted {
        return Err(say!("people-refused-decided").into());
    }
    if authority.valid_until < tx.today()? {
        return Err(say!("people-refused-past").into());
    }
    decide(tx, &authority, AuthorityState::Accepted)?;
    record(tx, &authority, ("admission.authority.accepted", "chamber"))?;
    let case = case::note(tx, id, say!("people-record-accepted"), true)?;
    letters::decided(tx, &case, &authority, true)
}

/// The office refuses an authority, also one that it accepted before, with its reason.
///
/// # Errors
/// `Fault::Missing` for who doesn't lead the case, `Fault::Refused` if it was refused or taken back.
pub fn refuse(tx: &mut Tx, id: &CaseId, authority: &AuthorityId, why: &str) -> Result<(), Fault> {
    let case = case::led(tx, id)?;
    let mut authority = open(tx, &case, authority)?;
    why.clone_into(&mut authority.reason);
    decide(tx, &authority, AuthorityState::Refused)?;
    record(tx, &authority, ("admission.authority.refused", "chamber"))?;
    let case = case::note(tx, id, say!("people-record-refused"), true)?;
    letters::decided(tx, &case, &authority, false)
}
