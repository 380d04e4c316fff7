//! What a worker does about visits: reminders, and calling off what a case that ended had planned.

use super::plan::{call_off, keep_out};
use super::{load, office, send, visitors};
use crate::admission::case::Case;
use crate::admission::visit::rules::{Nudge, Visit};
use crate::admission::visit::store::visits;
use crate::kernel::id::CaseId;
use crate::platform::db::{Fault, Tx};

/// Sends the reminder of a case's visit that is due and was not sent, or calls the visit off because
/// the case has ended. Running it again does nothing.
///
/// # Errors
/// If the database fails.
pub fn remind(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let now = tx.now();
    let (case, visit) = load(tx, id)?;
    if visit.done.is_some() || visit.cancelled.is_some() {
        return Ok(());
    }
    if !case.written.stage.is_open() {
        return call_off(tx, &case, visit, "");
    }
    if keep_out(tx, &case, &visit)? {
        return Ok(());
    }
    match visit.nudge(now) {
        Some(nudge) => tell(tx, &case, visit, nudge),
        None => Ok(()),
    }
}

/// Writes down the ties of visitors that arose; the office is told. Running it again does nothing.
///
/// # Errors
/// If the database fails.
pub fn tie(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let (case, visit) = load(tx, id)?;
    let over = visit.done.is_some() || visit.cancelled.is_some();
    match over || !case.written.stage.is_open() {
        true => Ok(()),
        false => keep_out(tx, &case, &visit).map(drop),
    }
}

fn tell(tx: &mut Tx, case: &Case, mut visit: Visit, nudge: Nudge) -> Result<(), Fault> {
    visit.nudged = nudge.step();
    visits::save(tx.conn(), &visit)?;
    let party = visitors(tx, &visit)?;
    let inside = if nudge == Nudge::Office {
        office(tx, case)?
    } else {
        vec![]
    };
    send(tx, (case, &visit), |post| {
        let party = party.iter().map(|to| post.reminder(to, nudge));
        party.chain(inside.iter().map(|to| post.late(to))).collect()
    })
}
