//! What the clock does to motions: who is waited for is reminded, and a motion ends whose member left.

use crate::expulsion::acts::{self, close};
use crate::expulsion::rules::MotionId;
use crate::expulsion::store;
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::rounds::Round;

/// The motions that wait for their member, and those whose member left.
fn due(conn: &mut Conn, now: Moment) -> Result<Vec<MotionId>, Fault> {
    let mut found = vec![];
    for motion in store::running(conn)? {
        if motion.answer.is_none() || !acts::member_runs(conn, &motion, now)? {
            found.push(motion.id);
        }
    }
    Ok(found)
}

/// Goes through what is due of the running motions.
#[must_use]
pub fn round() -> Round {
    Round::new(1, "expulsion.motions", "motion worker").each(due, |tx, id| {
        close::finish_by_clock(tx, id)?;
        close::remind_by_clock(tx, id)
    })
}
