//! What the clock does to reviews: it reminds.

use crate::admission::review::acts::nudge;
use crate::admission::review::store;
use crate::platform::rounds::Round;

/// Writes down the ties of reviewers that arose: soon, since nothing is to be concluded from what they wrote.
#[must_use]
pub fn ties() -> Round {
    Round::new(1, "admission.review_ties", "ties").each(|conn, _| store::tied(conn), nudge::tie)
}

/// Sends every reminder of a review that is due, and tells those who are asked for one that the case has ended.
#[must_use]
pub fn round() -> Round {
    Round::new(30, "admission.reviews", "reminders")
        .each(|conn, _| store::reminded(conn), nudge::remind)
        .each(store::over, nudge::over)
}
