//! What the clock does to ballots: closes those whose time has come, takes back those whose subject
//! ended, writes down who can no longer take part, reminds.

use crate::ballots::acts::{close, due};
use crate::ballots::subject::Subjects;
use crate::platform::rounds::Round;

/// Goes through the running ballots with which something is to be done, then through the sittings in which
/// somebody is to be reminded.
#[must_use]
pub fn round(subjects: Subjects) -> Round {
    Round::new(1, "ballots.running", "ballot worker")
        .each(
            move |conn, now| due::ballots(conn, subjects, now),
            move |tx, id| close::close_by_clock(tx, subjects, id),
        )
        .each(
            move |conn, now| due::reminders(conn, subjects, now),
            move |tx, sitting| close::remind_by_clock(tx, subjects, sitting),
        )
}
