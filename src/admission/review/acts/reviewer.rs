//! What a reviewer does: declares, writes, submits.

use serde_json::json;

use super::{check_running, link, load, tell_office};
use crate::admission::case;
use crate::admission::review::letters;
use crate::admission::review::policy::{DeclareConflict, WriteReview};
use crate::admission::review::rules::{Assignment, Conflict, Review, Sheet};
use crate::admission::review::store;
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Can};
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};

/// The part of whoever acts, if they may do `A` to it and the review still runs.
fn mine<A: Act<On = Assignment>>(tx: &mut Tx, id: &CaseId) -> Result<(Review, Assignment), Fault> {
    let (case, review) = load(tx, id)?;
    let part = review.of(&tx.actor()?.id).cloned().ok_or(Fault::Missing)?;
    Can::<A>::check(tx.actor()?, &part)?;
    check_running(tx, &case, &review)?;
    Ok((review, part))
}

/// Declares a conflict of interest, or that there is none. With one the reviewer is out and the
/// office is told.
///
/// # Errors
/// `Fault::Missing` if they declared before or were never asked.
pub fn declare(tx: &mut Tx, id: &CaseId, conflict: Option<&str>) -> Result<(), Fault> {
    let (_, mut part) = mine::<DeclareConflict>(tx, id)?;
    let reason = conflict.map(str::to_owned);
    part.declared = Some(Conflict {
        at: tx.now(),
        reason,
    });
    store::save(tx.conn(), &part)?;
    let entry = case::did(id, "admission.review.declared").acting_as("reviewer");
    audit::record(tx, entry.after(&part.declared))?;
    let Some(why) = conflict else { return Ok(()) };
    let (case, review) = load(tx, id)?;
    let url = link(tx, id);
    tell_office(tx, &case, &letters::conflict(&case, &part, why, url))?;
    tell_if_all_in(tx, &review)
}

/// Keeps what was written so far.
///
/// # Errors
/// `Fault::Missing` if the review is not theirs to write.
pub fn save_draft(tx: &mut Tx, id: &CaseId, sheet: &Sheet) -> Result<(), Fault> {
    let (review, mut part) = mine::<WriteReview>(tx, id)?;
    part.sheet = sheet.clone();
    part.sheet
        .given
        .retain(|key, _| review.criteria.find(key).is_some());
    part.saved_at = Some(tx.now());
    store::save(tx.conn(), &part)
}

/// Submits the review.
///
/// # Errors
/// `Fault::Refused` if something is missing.
pub fn submit(tx: &mut Tx, id: &CaseId, sheet: &Sheet) -> Result<(), Fault> {
    let (review, mut part) = mine::<WriteReview>(tx, id)?;
    let sheet = sheet.clone().pruned(review.content());
    if let Some((_, lack)) = sheet.lacks(review.content()).into_iter().next() {
        return Err(lack.into());
    }
    let now = tx.now();
    part.sheet = sheet;
    part.saved_at = Some(now);
    part.submitted_at = Some(now);
    store::save(tx.conn(), &part)?;
    store::keep_submission(tx.conn(), &part, now)?;
    let after = json!({ "reviewer": part.name, "sheet": part.sheet });
    let entry = case::did(id, "admission.review.submitted").acting_as("reviewer");
    audit::record(tx, entry.after(&after))?;
    let (_, review) = load(tx, id)?;
    tell_if_all_in(tx, &review)
}

fn tell_if_all_in(tx: &mut Tx, review: &Review) -> Result<(), Fault> {
    if !review.is_all_in() {
        return Ok(());
    }
    let (case, _) = load(tx, &review.case)?;
    let (url, now) = (link(tx, &review.case), tx.now());
    tell_office(tx, &case, &letters::all_in(&case, now, url))
}
