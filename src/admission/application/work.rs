//! What the clock does to applications and to every step that has no reminders of its own.

use chrono::TimeDelta;

use crate::admission::application::acts::clock;
use crate::admission::case;
use crate::admission::journey::Journey;
use crate::admission::stage::Stage;
use crate::platform::rounds::Round;

/// No reminder comes longer before its deadline.
const AHEAD: TimeDelta = TimeDelta::days(2);

/// Goes through every case whose deadline passed or is near.
#[must_use]
pub fn round() -> Round {
    let stages = [&Journey::REMINDED[..], &[Stage::AgreementSent]].concat();
    Round::new(15, "admission.applications", "deadlines")
        .each(case::lapsed, clock::lapse)
        .each(
            move |conn, now| case::due_before(conn, &stages, now + AHEAD),
            clock::remind,
        )
}
