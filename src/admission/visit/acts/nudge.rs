//! What a worker does about visits: reminders, and calling off what a case that ended had planned.

use super::plan::call_off;
use super::{office, send, visitors};
use crate::admission::case;
use crate::admission::visit::rules::{Nudge, Visit};
use crate::admission::visit::store::visits;
use crate::platform::db::{Fault, Tx};

/// Sends every reminder that is due and was not sent, and calls off visits of cases that ended.
/// Returns how many; running it again does nothing.
///
/// # Errors
/// If the database fails.
pub fn remind(tx: &mut Tx) -> Result<usize, Fault> {
    let now = tx.now();
    let mut done = 0;
    for (visit, stage) in visits::open(tx.conn())? {
        if stage.is_none_or(|s| !s.is_open()) {
            let case = case::load(tx.conn(), &visit.case)?;
            call_off(tx, &case, visit, "")?;
            done += 1;
        } else if let Some(nudge) = visit.nudge(now) {
            tell(tx, visit, nudge)?;
            done += 1;
        }
    }
    Ok(done)
}

fn tell(tx: &mut Tx, mut visit: Visit, nudge: Nudge) -> Result<(), Fault> {
    visit.nudged = nudge.step();
    visits::save(tx.conn(), &visit)?;
    let case = case::load(tx.conn(), &visit.case)?;
    let party = visitors(tx, &visit)?;
    let inside = if nudge == Nudge::Office {
        office(tx)?
    } else {
        vec![]
    };
    send(tx, (&case, &visit), |post| {
        let party = party.iter().map(|to| post.reminder(to, nudge));
        party.chain(inside.iter().map(|to| post.late(to))).collect()
    })
}
