//! Reminders: before the deadline, after it, with a copy to the office, and at last the office alone.

use super::{link, tell_office};
use crate::accounts;
use crate::admission::case;
use crate::admission::review::letters;
use crate::admission::review::rules::Nudge;
use crate::admission::review::store::{self, Task};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::outbox;

/// Sends every reminder that is due and was not sent; returns how many. Running it again does nothing.
///
/// # Errors
/// If the database fails.
pub fn remind(tx: &mut Tx) -> Result<usize, Fault> {
    let now = tx.now();
    let mut sent = 0;
    for task in store::outstanding(tx.conn())? {
        if let Some(nudge) = task.assignment.nudge(now) {
            send(tx, task, nudge)?;
            sent += 1;
        }
    }
    Ok(sent)
}

fn send(tx: &mut Tx, task: Task, nudge: Nudge) -> Result<(), Fault> {
    let mut part = task.assignment;
    part.nudged = nudge.step();
    store::save(tx.conn(), &part)?;
    let case = case::load(tx.conn(), &part.case)?;
    let url = link(tx, &part.case);
    let to = accounts::recipient(tx.conn(), &part.reviewer)?;
    outbox::post(
        tx,
        &letters::reminder(&to, &case, &part, nudge, url.clone()),
    )?;
    if nudge >= Nudge::Copied {
        tell_office(tx, |to| letters::late(to, &case, &part, nudge, url.clone()))?;
    }
    let entry = Entry::on("case", &part.case).did("admission.review.reminded");
    audit::record(
        tx,
        entry.after(&serde_json::json!({ "reviewer": part.name, "step": nudge.step() })),
    )
}
