//! The chamber's door to a case: who of its people sees it from within, and who leads it.
//!
//! Whoever acts for the applying company is its applicant and reads the case as such, whatever they do
//! for the chamber besides. Whoever stepped back from a case, or was kept out of it while they reviewed,
//! visited or voted, learns no more of it: that stays with the case, also after the tie ended. A tie by
//! account of which nothing was written down in the case ends when they act for the company no more. Whoever
//! vouches for the applicant is kept out like who stepped back, for as long as they do.

use diesel::prelude::*;

use crate::accounts;
use crate::admission::case::KIND;
use crate::admission::case::part;
use crate::admission::case::policy::{LeadCase, SeeCase, SubmitCase, Ties};
use crate::admission::case::rules::Case;
use crate::admission::case::store;
use crate::admission::case::vouching;
use crate::kernel::id::{CaseId, CompanyId, PersonId};
use crate::kernel::{Act, Actor, Can, Moment, Say};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::say;
use crate::schema::{cases, company_people};
use crate::voting;

/// The cases that this person stepped back from or was kept out of: by their seat, as reviewer, as visitor;
/// and those whose applicant they vouch for.
fn stepped_back(conn: &mut Conn, who: &PersonId) -> Result<Vec<CaseId>, Fault> {
    let recused = voting::recused_from(conn, KIND, who)?;
    let mut all: Vec<CaseId> = recused.iter().filter_map(|id| id.parse().ok()).collect();
    all.extend(part::declared_against(conn, who)?);
    all.extend(vouching::vouched_by(conn, who)?);
    Ok(all)
}

fn ties(conn: &mut Conn, who: &Actor, case: &Case) -> Result<Ties, Fault> {
    Ok(Ties {
        own: case.is_of(who),
        stepped_back: stepped_back(conn, &who.id)?.contains(&case.id),
    })
}

/// Whether whatever is in the case is kept from this person, be they who they may in the chamber.
///
/// # Errors
/// If the database fails.
pub fn is_kept_from(conn: &mut Conn, who: &Actor, case: &Case) -> Result<bool, Fault> {
    Ok(!ties(conn, who, case)?.are_none())
}

/// From whom a case is kept: who acts for its company or vouches for it, and who stepped back.
///
/// # Errors
/// If the database fails.
pub fn kept_out(conn: &mut Conn, case: &CaseId) -> Result<Vec<PersonId>, Fault> {
    let mut all = tied(conn, case)?;
    all.extend(voting::recused_in(conn, KIND, case.as_str())?);
    all.extend(part::declared_in(conn, case)?);
    Ok(all)
}

/// Whether this person sees the case from within.
///
/// # Errors
/// If the database fails.
pub fn sees(conn: &mut Conn, who: &Actor, case: &Case) -> Result<bool, Fault> {
    let ties = ties(conn, who, case)?;
    Ok(SeeCase::allows(who, &ties))
}

/// The same for a page.
///
/// # Errors
/// If the database fails.
pub async fn may_see(db: &Db, who: &Actor, case: &Case) -> Result<bool, Fault> {
    let (who, case) = (who.clone(), case.clone());
    db.read(move |conn| sees(conn, &who, &case)).await
}

/// Refuses whoever may not work on an application for its company: before a file of theirs is read.
///
/// # Errors
/// `Fault::Missing` if there is no such case, or they may not.
pub async fn may_submit(db: &Db, who: &Actor, id: &CaseId) -> Result<(), Fault> {
    let (who, id) = (who.clone(), id.clone());
    db.read(move |conn| {
        let case = store::load(conn, &id)?;
        Can::<SubmitCase>::check(&who, &case)?;
        Ok(())
    })
    .await
}

/// The case for somebody who sees it from within. A draft, which was never sent, doesn't exist for them.
///
/// # Errors
/// `Fault::Missing` if there is none, it was never sent, or they may not see it.
pub fn seen(conn: &mut Conn, who: &Actor, id: &CaseId) -> Result<Case, Fault> {
    let case = store::load_sent(conn, id)?;
    let ties = ties(conn, who, &case)?;
    Can::<SeeCase>::check(who, &ties)?;
    Ok(case)
}

/// Whether this person leads the case.
///
/// # Errors
/// If the database fails.
pub fn leads(conn: &mut Conn, who: &Actor, case: &Case) -> Result<bool, Fault> {
    let ties = ties(conn, who, case)?;
    Ok(LeadCase::allows(who, &ties))
}

/// The case for the acting person to lead.
///
/// # Errors
/// `Fault::Missing` if there is none, it was never sent, or they may not lead it.
pub fn led(tx: &mut Tx, id: &CaseId) -> Result<Case, Fault> {
    let who = tx.actor()?.clone();
    let case = store::load_sent(tx.conn(), id)?;
    let ties = ties(tx.conn(), &who, &case)?;
    Can::<LeadCase>::check(&who, &ties)?;
    Ok(case)
}

/// Who is on the applicant's side of a case, and since when.
///
/// # Errors
/// If the database fails.
pub fn own_side(conn: &mut Conn, case: &Case) -> Result<Vec<(PersonId, Moment)>, Fault> {
    let Some(company) = &case.company else {
        return Ok(vec![(case.opened_by.clone(), case.opened_at)]);
    };
    let people = accounts::colleagues(conn, company)?.into_iter();
    Ok(people.map(|one| (one.person.id, one.since)).collect())
}

/// Who acts for the company of a case.
///
/// # Errors
/// If the database fails.
pub fn people(conn: &mut Conn, case: &CaseId) -> Result<Vec<PersonId>, Fault> {
    let of = cases::company_id.eq(company_people::company_id.nullable());
    Ok(company_people::table
        .inner_join(cases::table.on(of))
        .filter(cases::id.eq(case))
        .select(company_people::person_id)
        .load(conn)?)
}

/// Whose account ties them to a case: who acts for its company, and who vouches for it.
///
/// # Errors
/// If the database fails.
pub fn tied(conn: &mut Conn, case: &CaseId) -> Result<Vec<PersonId>, Fault> {
    let mut all = people(conn, case)?;
    let vouching = vouching::vouching(conn, case)?.into_iter();
    all.extend(vouching.map(|one| one.person));
    Ok(all)
}

/// What ties somebody of [`tied`] to a case, as it is written down.
///
/// # Errors
/// If the database fails.
pub fn tie_of(conn: &mut Conn, case: &CaseId, person: &PersonId) -> Result<Say, Fault> {
    let mut vouching = vouching::vouching(conn, case)?.into_iter();
    let mut own = people(conn, case)?.into_iter();
    let vouches = vouching.rfind(|one| one.person == *person);
    Ok(match vouches.filter(|_| !own.any(|one| one == *person)) {
        Some(one) => one.why(),
        None => say!("ballot-conflict-applicant"),
    })
}

/// The cases that lists leave out for this person.
///
/// # Errors
/// If the database fails.
pub fn kept_from(conn: &mut Conn, who: &Actor) -> Result<Vec<CaseId>, Fault> {
    let firms: Vec<CompanyId> = who.firms.iter().map(|(id, _)| id.clone()).collect();
    let theirs = cases::company_id.assume_not_null().eq_any(firms);
    // Who applies for a company that isn't known yet is its whole side.
    let alone = cases::company_id
        .is_null()
        .and(cases::opened_by.eq(&who.id));
    let mut kept: Vec<CaseId> = cases::table
        .filter(theirs.or(alone))
        .select(cases::id)
        .load(conn)?;
    kept.extend(stepped_back(conn, &who.id)?);
    Ok(kept)
}
