//! What the clock does to ballots: closes those whose time has come, takes back those whose subject
//! ended, writes down who can no longer take part, reminds.

use crate::ballots::acts::close;
use crate::ballots::store;
use crate::ballots::subject::Subjects;
use crate::platform::rounds::Round;
use crate::voting;

/// Goes through every running ballot, then through their sittings.
#[must_use]
pub fn round(subjects: Subjects) -> Round {
    Round::new(1, "ballots.running", "ballot worker")
        .each(
            |conn, _| voting::running(conn),
            move |tx, ballot| close::close_by_clock(tx, subjects, &ballot.id),
        )
        .each(
            |conn, _| store::running(conn),
            move |tx, sitting| close::remind_by_clock(tx, subjects, sitting),
        )
}
