//! What the clock does to motions: their ballots close, and who is waited for is reminded.

use crate::expulsion::SUBJECTS;
use crate::expulsion::acts::close;
use crate::expulsion::store;
use crate::platform::rounds::Round;

/// Goes through every running motion.
#[must_use]
pub fn round() -> Round {
    Round::new(1, "expulsion.motions", "motion worker").each(
        |conn, _| store::running(conn),
        |tx, motion| {
            close::finish_by_clock(tx, SUBJECTS, &motion.id)?;
            close::remind_by_clock(tx, &motion.id)
        },
    )
}
