//! The site visit as the board reads it.

use serde::{Deserialize, Serialize};

use crate::admission::stage::Proposal;
use crate::kernel::brand::Trilingual;
use crate::kernel::{Day, Moment};

/// What the visitors found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visited {
    /// When it began.
    pub at: Option<Moment>,
    /// Where.
    pub address: String,
    /// Who went.
    pub visitors: Vec<String>,
    /// What they conclude.
    pub conclusion: Option<Proposal>,
    /// Their summary.
    pub summary: String,
    /// Criterion by criterion.
    pub findings: Vec<Finding>,
    /// What they ask the company to do.
    pub conditions: Vec<Condition>,
    /// What could not be seen.
    pub unseen: String,
    /// What they don't agree about.
    pub disagreement: String,
    /// The hash every visitor signed.
    pub sha256: String,
}

/// One finding of the visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The criterion.
    pub title: Trilingual,
    /// The answer given, in hundredths of the best; `None` where nothing was seen.
    pub score: Option<i64>,
    /// What was seen.
    pub text: String,
}

/// Something the company has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// What.
    pub text: String,
    /// Until when.
    pub due: Option<Day>,
}
