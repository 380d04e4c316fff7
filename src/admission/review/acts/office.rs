//! What the office does: opens the review, asks and releases reviewers, opens a review again, concludes.

use chrono::Duration;
use serde_json::json;

use super::{lead, let_go, link};
use crate::accounts::{self, PersonRow};
use crate::admission::application;
use crate::admission::application::rules::Field;
use crate::admission::case::{self, Case, Telling};
use crate::admission::event::Event;
use crate::admission::review::letters;
use crate::admission::review::rules::{
    Assignment, Bar, Candidate, Recommender, Sheet, Standing, Verdict, bar, is_named, may_conclude,
    order,
};
use crate::admission::review::store;
use crate::chamber;
use crate::chamber::rules::Purpose;
use crate::companies;
use crate::kernel::id::{CaseId, CompanyId, Id, PersonId};
use crate::kernel::{Moment, Role, Say};
use crate::platform::audit;
use crate::platform::db::{Conn, Fault, Tx};
use crate::say;

/// Who vouches for the applicant, as the newest submission says.
pub fn recommenders(conn: &mut Conn, case: &Case) -> Result<Vec<Recommender>, Fault> {
    let Some(revision) = application::revision(conn, &case.id)? else {
        return Ok(vec![]);
    };
    let read = |(name, email): &(Field, Field)| {
        let text = |field| revision.answers.get(field).to_owned();
        Recommender {
            name: text(*name),
            email: text(*email),
        }
    };
    let named = |r: &Recommender| !r.name.is_empty() || !r.email.is_empty();
    Ok(Field::RECOMMENDERS.iter().map(read).filter(named).collect())
}

/// What stands against each of these people reviewing or visiting the company of this case, in their
/// order.
///
/// # Errors
/// If the database fails.
pub fn bars_of(
    conn: &mut Conn,
    case: &Case,
    people: &[PersonRow],
) -> Result<Vec<Option<Bar>>, Fault> {
    let ids: Vec<&PersonId> = people.iter().map(|person| &person.id).collect();
    let (firms, vouching) = (store::firms(conn, &ids)?, case::vouching(conn, &case.id)?);
    let against = |person: &PersonRow| {
        let vouches = vouching.iter().any(|one| one.person == person.id);
        bar(&own(&firms, person), case.company.as_ref(), vouches)
    };
    Ok(people.iter().map(against).collect())
}

/// The companies that a person acts for, of those of many.
fn own(firms: &[(PersonId, (CompanyId, String))], person: &PersonRow) -> Vec<(CompanyId, String)> {
    let own = firms.iter().filter(|(id, _)| *id == person.id);
    own.map(|(_, firm)| firm.clone()).collect()
}

/// Whom of these people the application may mean by a recommender, in their order.
fn named(conn: &mut Conn, case: &Case, people: &[PersonRow]) -> Result<Vec<bool>, Fault> {
    let ids: Vec<&PersonId> = people.iter().map(|person| &person.id).collect();
    let (firms, all) = (store::firms(conn, &ids)?, recommenders(conn, case)?);
    let named = |person: &PersonRow| {
        let who = (person.name.as_str(), person.email.as_str());
        is_named(who, &own(&firms, person), &all)
    };
    Ok(people.iter().map(named).collect())
}

fn bar_of(conn: &mut Conn, case: &Case, person: &PersonId) -> Result<Option<Bar>, Fault> {
    let row = accounts::person(conn, person)?;
    Ok(bars_of(conn, case, &[row])?.pop().flatten())
}

/// Who could review this case, the best choice first, with what stands against each.
///
/// # Errors
/// If the database fails.
pub fn candidates(conn: &mut Conn, case: &Case) -> Result<Vec<Candidate>, Fault> {
    let industry = match &case.company {
        Some(company) => companies::load(conn, company)?.profile.industry,
        None => String::new(),
    };
    let (loads, known) = (store::loads(conn)?, store::knowledge(conn, &industry)?);
    let of = |list: &[(PersonId, i64)], id: &PersonId| {
        list.iter()
            .find(|(person, _)| person == id)
            .map_or(0, |(_, n)| *n)
    };
    let reviewers = accounts::people_with_role(conn, Role::Reviewer)?;
    let bars = bars_of(conn, case, &reviewers)?;
    let named = named(conn, case, &reviewers)?;
    let candidate = |((person, bar), named): ((PersonRow, Option<Bar>), bool)| Candidate {
        bar,
        named,
        load: of(&loads, &person.id),
        known: of(&known, &person.id),
        name: person.name,
        person: person.id,
    };
    let mut list: Vec<Candidate> = reviewers
        .into_iter()
        .zip(bars)
        .zip(named)
        .map(candidate)
        .collect();
    order(&mut list);
    Ok(list)
}

/// Opens the review: freezes the criteria in force into the case and asks these reviewers.
///
/// # Errors
/// `Fault::Refused` if nobody was chosen, somebody may not review it, another company holds the
/// applicant's credit code, or it is not the time.
pub fn open(tx: &mut Tx, id: &CaseId, people: &[PersonId], due: Moment) -> Result<(), Fault> {
    let case = case::led(tx, id)?;
    if people.is_empty() {
        return Err(say!("review-refusal-nobody").into());
    }
    if let Some(name) = application::holder(tx.conn(), &case)? {
        return Err(say!("review-refusal-duplicate", name = name).into());
    }
    if let Some(company) = &case.company
        && let Some(bar) = application::barred(tx, id, company)?
    {
        return Err(bar.into());
    }
    let criteria = chamber::criteria_in_force(tx.conn(), Purpose::Review)?;
    let detail = json!({ "criteria": criteria.number, "due": due });
    let case = case::happen(tx, id, Telling::of(Event::ReviewOpened).with(detail))?;
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    store::open(tx.conn(), id, &criteria.id, &by, now)?;
    people
        .iter()
        .try_for_each(|person| ask(tx, &case, person, due))
}

/// Asks one more reviewer.
///
/// # Errors
/// `Fault::Refused` if they may not review it or are asked already.
pub fn assign(tx: &mut Tx, id: &CaseId, person: &PersonId, due: Moment) -> Result<(), Fault> {
    let (case, review) = lead(tx, id)?;
    if review.of(person).is_some() {
        return Err(say!("review-refusal-asked").into());
    }
    ask(tx, &case, person, due)
}

/// Asks a reviewer, or gives the reason why they may not.
pub(super) fn ask(tx: &mut Tx, case: &Case, person: &PersonId, due: Moment) -> Result<(), Fault> {
    let now = tx.now();
    check_due(due, now)?;
    let reviewers = accounts::people_with_role(tx.conn(), Role::Reviewer)?;
    let reviewer = reviewers
        .into_iter()
        .find(|p| p.id == *person)
        .ok_or(Fault::Missing)?;
    if let Some(bar) = bar_of(tx.conn(), case, person)? {
        return Err(bar.refusal(&reviewer.name).into());
    }
    let assignment = Assignment {
        id: Id::new(),
        case: case.id.clone(),
        reviewer: reviewer.id.clone(),
        name: reviewer.name.clone(),
        assigned_at: now,
        due_at: due,
        declared: None,
        released: None,
        submitted_at: None,
        reopened: None,
        saved_at: None,
        sheet: Sheet::default(),
        nudged: 0,
        bound: false,
        out: false,
    };
    let by = tx.who().actor.as_ref().map(|actor| actor.id.to_string());
    store::assign(tx.conn(), &assignment, by.as_deref().unwrap_or("system"))?;
    let after = json!({ "reviewer": reviewer.name, "due": due });
    audit::record(
        tx,
        case::did(&case.id, "admission.review.asked").after(&after),
    )?;
    let url = link(tx, &case.id);
    let letter = letters::asked(case, &assignment, url);
    tx.post_each(&[reviewer.recipient()], &letter)
}

fn check_due(due: Moment, now: Moment) -> Result<(), Say> {
    if due <= now {
        return Err(say!("review-refusal-due-past"));
    }
    if due > now + Duration::days(365) {
        return Err(say!("review-refusal-due-far"));
    }
    Ok(())
}

/// Lets a reviewer go whose review is still awaited.
///
/// # Errors
/// `Fault::Missing` if nothing is awaited from them.
pub fn release(tx: &mut Tx, id: &CaseId, person: &PersonId, why: &str) -> Result<(), Fault> {
    let (case, review) = lead(tx, id)?;
    let awaited = review.of(person).filter(|a| a.is_outstanding());
    let mut part = awaited.cloned().ok_or(Fault::Missing)?;
    let_go(tx, &case, &mut part, why)
}

/// Opens a submitted review again, with a new deadline; what was submitted is kept.
///
/// # Errors
/// `Fault::Missing` if nothing was submitted.
pub fn reopen(
    tx: &mut Tx,
    id: &CaseId,
    person: &PersonId,
    (why, due): (&str, Moment),
) -> Result<(), Fault> {
    let (case, review) = lead(tx, id)?;
    check_due(due, tx.now())?;
    let submitted = review
        .of(person)
        .filter(|a| a.standing() == Standing::Submitted);
    let before = submitted.cloned().ok_or(Fault::Missing)?;
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    store::note_reopening(tx.conn(), &before, (&by, why), now)?;
    let mut part = before.clone();
    part.submitted_at = None;
    part.reopened = Some(why.to_owned());
    part.due_at = due;
    part.nudged = 0;
    store::save(tx.conn(), &part)?;
    let entry = case::did(id, "admission.review.reopened").before(&before.sheet);
    audit::record(tx, entry.after(&part.name).why(why))?;
    let to = accounts::recipient(tx.conn(), person)?;
    let url = link(tx, id);
    let part = Assignment {
        due_at: due,
        ..before
    };
    tx.post_each(&[to], &letters::reopened(&case, &part, why, url))
}

/// Concludes the review with what the office makes of it; the case goes on by its route.
///
/// # Errors
/// `Fault::Refused` while a review is awaited or something is missing from the conclusion.
pub fn conclude(tx: &mut Tx, id: &CaseId, verdict: &Verdict) -> Result<(), Fault> {
    let (_, review) = lead(tx, id)?;
    may_conclude(&review.assignments)?;
    let verdict = verdict.clone().pruned();
    if let Some((_, lack)) = review.lacks(&verdict).into_iter().next() {
        return Err(lack.into());
    }
    let proposal = verdict.proposal.ok_or(Fault::Missing)?;
    let (now, by) = (tx.now(), tx.actor()?.name.clone());
    store::conclude(tx.conn(), id, &verdict, &by, now)?;
    let telling = Telling::of(Event::ReviewClosed { proposal }).with(json!({
        "reviews": review.progress().0,
        "verdict": verdict,
    }));
    case::happen(tx, id, telling)?;
    Ok(())
}
