//! What the clock has to do, found by reading: where nothing is due nothing is written.

use crate::ballots::acts::close::open_in;
use crate::ballots::known::Known;
use crate::ballots::letters::REMINDER;
use crate::ballots::rules::reminder;
use crate::ballots::store::{self, SittingId};
use crate::ballots::subject::Subjects;
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::outbox;
use crate::voting;
use crate::voting::rules::{BallotId, Phase};

/// The running ballots whose time has come, whose subject ended another way, or to which somebody is tied
/// of whom nothing was written down. What can't be read is due too: its own write says why.
///
/// # Errors
/// If the database fails.
pub fn ballots(conn: &mut Conn, subjects: Subjects, now: Moment) -> Result<Vec<BallotId>, Fault> {
    let mut found = vec![];
    for ballot in voting::running(conn)? {
        let id = ballot.id.clone();
        let known = subjects
            .of(&ballot.subject_kind)
            .and_then(|subject| Known::with(conn, subject, ballot, now));
        let due = |known: &Known| {
            known.ballot.phase(now) == Phase::Ended
                || known.about.ended.is_some()
                || !known.arisen.is_empty()
                || !known.untold.is_empty()
        };
        if known.as_ref().map_or(true, due) {
            found.push(id);
        }
    }
    Ok(found)
}

/// The sittings in which a reminder is due that nobody got yet.
///
/// # Errors
/// If the database fails.
pub fn reminders(
    conn: &mut Conn,
    subjects: Subjects,
    now: Moment,
) -> Result<Vec<SittingId>, Fault> {
    let mut found = vec![];
    for sitting in store::running(conn)? {
        let Ok(open) = open_in(conn, subjects, &sitting, now) else {
            found.push(sitting);
            continue;
        };
        let first = open.first().map(|known| &known.ballot);
        let step = first.and_then(|ballot| reminder(ballot.opens_at, ballot.closes_at, now));
        let waits = |known: &Known| known.ballot.entitled().any(|seat| !seat.voted);
        if let Some(step) = step
            && open.iter().any(waits)
            && !outbox::was_posted(conn, REMINDER, sitting.as_str(), &step.to_string())?
        {
            found.push(sitting);
        }
    }
    Ok(found)
}
