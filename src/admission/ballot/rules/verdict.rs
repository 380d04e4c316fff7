//! What follows for the case from a ballot, and the reasons a rejection is given with.

use serde::{Deserialize, Serialize};

use crate::admission::stage::{Decision, Proposal};
use crate::kernel::brand::Trilingual;
use crate::voting::rules::{Closed, Outcome};

/// The most reasons a rejection is given with.
pub const MOST_REASONS: usize = 12;

/// What the secretariat proposes.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// Admit, admit with conditions, don't admit.
    pub proposal: Proposal,
    /// Why.
    pub summary: String,
    /// What admission is tied to.
    pub conditions: Vec<String>,
}

/// Why a company was turned down: a criterion, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The criterion's code.
    pub code: String,
    /// The criterion, as it stood in the case.
    pub title: Trilingual,
    /// What the office adds; may be empty.
    pub text: String,
}

/// What a count decides about the case. `None`: nothing yet, the chair has the word.
pub fn decision(closed: &Closed) -> Option<Decision> {
    if closed.waits_for_chair() {
        return None;
    }
    Some(match closed.verdict() {
        Some(Outcome::Passed) => Decision::Admitted,
        Some(Outcome::Rejected) => Decision::Rejected,
        Some(Outcome::NoQuorum) => Decision::NoQuorum,
        Some(Outcome::Tied) | None => Decision::Deferred,
    })
}
