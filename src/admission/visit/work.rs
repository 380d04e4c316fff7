//! What the clock does to visits: it reminds, and calls off what a case that ended had planned.

use crate::admission::visit::acts::nudge;
use crate::admission::visit::store::visits;
use crate::platform::rounds::Round;

/// Writes down the ties of visitors that arose: soon, since the visit has to find somebody else.
#[must_use]
pub fn ties() -> Round {
    Round::new(1, "admission.visit_ties", "ties").each(|conn, _| visits::tied(conn), nudge::tie)
}

/// Goes through every visit that is open.
#[must_use]
pub fn round() -> Round {
    Round::new(30, "admission.visits", "reminders")
        .each(|conn, _| visits::open(conn), nudge::remind)
}
