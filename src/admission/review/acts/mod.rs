//! What people do in a review, each in one write; and the reminders that a worker sends.

pub mod nudge;
pub mod office;
pub mod reviewer;

use crate::accounts;
use crate::admission::case::{self, Case};
use crate::admission::office as bureau;
use crate::admission::review::letters;
use crate::admission::review::rules::{Assignment, Release, Review};
use crate::admission::review::store;
use crate::admission::stage::Stage;
use crate::kernel::id::CaseId;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Letter;
use crate::say;

/// Case and review, or nothing there.
fn load(tx: &mut Tx, id: &CaseId) -> Result<(Case, Review), Fault> {
    let case = case::load(tx.conn(), id)?;
    let review = store::load(tx.conn(), id)?.ok_or(Fault::Missing)?;
    Ok((case, review))
}

/// The same for the office, while the review runs.
fn lead(tx: &mut Tx, id: &CaseId) -> Result<(Case, Review), Fault> {
    let case = case::led(tx, id)?;
    let review = store::load(tx.conn(), id)?.ok_or(Fault::Missing)?;
    check_running(tx, &case, &review)?;
    Ok((case, review))
}

/// Refuses what comes too late: the office has concluded, or the case has ended another way.
fn check_running(tx: &Tx, case: &Case, review: &Review) -> Result<(), Fault> {
    review.check_running()?;
    if case.stage(tx.now()) != Stage::UnderReview {
        return Err(say!("review-refusal-concluded").into());
    }
    Ok(())
}

/// Where a review is done: the one link in every mail of it.
fn link(tx: &Tx, id: &CaseId) -> String {
    tx.link(&format!("/desk/cases/{id}/review"))
}

/// Posts a letter about the case to everybody in the office.
fn tell_office(tx: &mut Tx, case: &Case, letter: &Letter) -> Result<(), Fault> {
    let people = bureau::recipients(tx.conn(), case)?;
    tx.post_each(&people, letter)
}

/// Lets a reviewer go whose review is awaited no more, and tells them why.
fn let_go(tx: &mut Tx, case: &Case, part: &mut Assignment, why: &str) -> Result<(), Fault> {
    part.released = Some(Release {
        at: tx.now(),
        reason: why.to_owned(),
    });
    store::save(tx.conn(), part)?;
    let entry = case::did(&case.id, "admission.review.released");
    audit::record(tx, entry.after(&part.name).why(why))?;
    let to = accounts::recipient(tx.conn(), &part.reviewer)?;
    tx.post_each(&[to], &letters::released(case, part, why))
}
