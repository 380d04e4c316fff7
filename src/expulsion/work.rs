//! What the clock does to motions: who is waited for is reminded, and a motion ends whose member left.

use crate::ballots::Subjects;
use crate::expulsion::acts::close;
use crate::expulsion::rules::MotionId;
use crate::expulsion::store;
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::rounds::Round;

/// The running motions with which something is to be done. What can't be read is due too: its own write
/// says why.
fn due(conn: &mut Conn, now: Moment) -> Result<Vec<MotionId>, Fault> {
    let mut found = vec![];
    for motion in store::running(conn)? {
        if close::is_due(conn, &motion, now).unwrap_or(true) {
            found.push(motion.id);
        }
    }
    Ok(found)
}

/// Goes through what is due of the running motions.
#[must_use]
pub fn round(subjects: Subjects) -> Round {
    Round::new(1, "expulsion.motions", "motion worker").each(due, move |tx, id| {
        close::finish_by_clock(tx, subjects, id)?;
        close::remind_by_clock(tx, id)
    })
}
