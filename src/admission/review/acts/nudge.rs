//! Reminders: before the deadline, after it, with a copy to the office; then the review goes to somebody
//! else, and at last those above the office are told.

use chrono::Duration;

use super::office::{ask, candidates};
use super::{let_go, link, tell_office};
use crate::accounts;
use crate::admission::case::{self, Case};
use crate::admission::office as bureau;
use crate::admission::review::letters;
use crate::admission::review::rules::{
    Assignment, AssignmentMark, BEFORE_BALLOT, Candidate, Conflict, Nudge,
};
use crate::admission::review::store;
use crate::admission::stage::Stage;
use crate::ballots::in_the_chambers_words;
use crate::kernel::id::Id;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Sends the reminder of one review that is due and was not sent; whether there was one. Running it
/// again does nothing.
///
/// # Errors
/// If the database fails.
pub fn remind(tx: &mut Tx, id: &Id<AssignmentMark>) -> Result<bool, Fault> {
    let now = tx.now();
    let mut part = store::assignment(tx.conn(), id)?;
    let case = case::load(tx.conn(), &part.case)?;
    if case.stage(now) != Stage::UnderReview {
        return Ok(false);
    }
    if part.out && part.submitted_at.is_none() && part.released.is_none() {
        return keep_out(tx, &case, part).map(|()| false);
    }
    let Some(nudge) = part.nudge(now) else {
        return Ok(false);
    };
    part.nudged = nudge.step();
    store::save(tx.conn(), &part)?;
    let entry = case::did(&part.case, "admission.review.reminded");
    audit::record(
        tx,
        entry.after(&serde_json::json!({ "reviewer": part.name, "step": nudge.step() })),
    )?;
    let awaited = part.is_outstanding();
    let next = match awaited && nudge >= Nudge::Reassign {
        true => pass_on(tx, &case, &mut part)?,
        false => None,
    };
    let url = link(tx, &part.case);
    if awaited && next.is_none() {
        let to = accounts::recipient(tx.conn(), &part.reviewer)?;
        let letter = letters::reminder(&case, &part, nudge, url.clone());
        tx.post_each(&[to], &letter)?;
    }
    let how = (nudge, next.as_deref());
    if nudge == Nudge::Copied || awaited && nudge > Nudge::Copied {
        tell_office(tx, &case, &letters::late(&case, &part, how, url.clone()))?;
    }
    if nudge == Nudge::Above {
        let above = bureau::above(tx.conn(), &case)?;
        tx.post_each(&above, &letters::above(&case, &part, url))?;
    }
    Ok(true)
}

/// Writes down the tie of a reviewer who came to act for the company before the vote, whether their review was in
/// or not; whoever leads the case is told. Running it again does nothing.
///
/// # Errors
/// If the database fails.
pub fn tie(tx: &mut Tx, id: &Id<AssignmentMark>) -> Result<(), Fault> {
    let part = store::assignment(tx.conn(), id)?;
    let case = case::load(tx.conn(), &part.case)?;
    let written = part.declared.as_ref().is_some_and(|d| d.reason.is_some());
    let over = written || part.released.is_some() || !part.bound;
    match over || !BEFORE_BALLOT.contains(&case.stage(tx.now())) {
        true => Ok(()),
        false => keep_out(tx, &case, part),
    }
}

/// Writes down that a reviewer is out who came to act or vouch for the company, or stepped back from the case
/// elsewhere; the office is told.
fn keep_out(tx: &mut Tx, case: &Case, mut part: Assignment) -> Result<(), Fault> {
    let why = match part.bound {
        true => case::tie_of(tx.conn(), &case.id, &part.reviewer)?,
        false => say!("ballot-conflict-earlier"),
    };
    let why = in_the_chambers_words(tx.conn(), &why)?;
    part.declared = Some(Conflict {
        at: tx.now(),
        reason: Some(why.clone()),
    });
    store::save(tx.conn(), &part)?;
    let entry = case::did(&case.id, "admission.review.declared");
    audit::record(tx, entry.after(&part.declared))?;
    let url = link(tx, &case.id);
    tell_office(tx, case, &letters::conflict(case, &part, &why, url))
}

/// Tells a reviewer who is still asked that the case has ended. Running it again does nothing.
///
/// # Errors
/// If the database fails.
pub fn over(tx: &mut Tx, id: &Id<AssignmentMark>) -> Result<(), Fault> {
    let mut part = store::assignment(tx.conn(), id)?;
    let case = case::load(tx.conn(), &part.case)?;
    if case.stage(tx.now()).is_open() || !part.is_outstanding() {
        return Ok(());
    }
    let why = in_the_chambers_words(tx.conn(), &say!("review-reason-over"))?;
    let_go(tx, &case, &mut part, &why)
}

/// Gives a late review to the best of those who could do it and were not asked; gives their name.
fn pass_on(tx: &mut Tx, case: &Case, part: &mut Assignment) -> Result<Option<String>, Fault> {
    let review = store::load(tx.conn(), &case.id)?.ok_or(Fault::Missing)?;
    let others = candidates(tx.conn(), case)?;
    let free = |who: &&Candidate| who.bar.is_none() && review.of(&who.person).is_none();
    let Some(next) = others.iter().find(free) else {
        return Ok(None);
    };
    let why = in_the_chambers_words(tx.conn(), &say!("review-reason-late"))?;
    let_go(tx, case, part, &why)?;
    let days = i64::from(case.written.route.limits.review);
    let due = tx.now() + Duration::days(days);
    ask(tx, case, &next.person, due)?;
    Ok(Some(next.name.clone()))
}
