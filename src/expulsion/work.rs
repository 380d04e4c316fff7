//! What the clock does to motions: who is waited for is reminded, and a motion ends whose member left.

use crate::ballots::Subjects;
use crate::expulsion::acts::{self, close};
use crate::expulsion::rules::MotionId;
use crate::expulsion::store;
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::rounds::Round;
use crate::voting::rules::Phase;

/// The motions that wait for their member, those that were counted, and those whose member left.
fn due(conn: &mut Conn, now: Moment) -> Result<Vec<MotionId>, Fault> {
    let mut found = vec![];
    for motion in store::running(conn)? {
        let last = close::last(conn, &motion.id)?;
        let counted = last.is_some_and(|ballot| ballot.phase(now) == Phase::Closed);
        if counted || motion.answer.is_none() || !acts::member_runs(conn, &motion, now)? {
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
