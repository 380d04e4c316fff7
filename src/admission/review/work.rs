//! What the clock does to reviews: it reminds.

use crate::admission::review::acts::nudge;
use crate::admission::review::store;
use crate::platform::rounds::Round;

/// Sends every reminder of a review that is due.
#[must_use]
pub fn round() -> Round {
    Round::new(30, "admission.reviews", "reminders")
        .each(|conn, _| store::reminded(conn), nudge::remind)
}
