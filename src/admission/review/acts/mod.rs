//! What people do in a review, each in one write; and the reminders that a worker sends.

pub mod nudge;
pub mod office;
pub mod reviewer;

use crate::admission::case::{self, Case};
use crate::admission::office as bureau;
use crate::admission::review::rules::Review;
use crate::admission::review::store;
use crate::kernel::id::CaseId;
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::outbox;

/// Case and review, or nothing there.
fn load(tx: &mut Tx, id: &CaseId) -> Result<(Case, Review), Fault> {
    let case = case::load(tx.conn(), id)?;
    let review = store::load(tx.conn(), id)?.ok_or(Fault::Missing)?;
    Ok((case, review))
}

/// Where a review is done: the one link in every mail of it.
fn link(tx: &Tx, id: &CaseId) -> String {
    tx.link(&format!("/desk/cases/{id}/review"))
}

/// Posts a letter to everybody in the office.
fn tell_office(tx: &mut Tx, letter: impl Fn(&Recipient) -> Letter) -> Result<(), Fault> {
    for to in bureau::recipients(tx.conn())? {
        outbox::post(tx, &letter(&to))?;
    }
    Ok(())
}
