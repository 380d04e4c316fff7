//! The route to each rank: which steps a case passes, who decides, how long each step may take.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The way to one rank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RankRoute {
    /// Whether every company is visited.
    pub visit: bool,
    /// How many days the public notice runs; 0 for none.
    pub notice_days: u16,
    /// Which organ decides: `board`, `standing_board`, `presidents`.
    pub body: String,
    /// How many members have to vouch.
    pub recommenders: u8,
    /// The papers asked for: `licence`, `identity`, `authority`, `qualification`, `accounts`, `recommendation`.
    pub papers: Vec<String>,
}

impl Default for RankRoute {
    fn default() -> Self {
        Self {
            visit: true,
            notice_days: 0,
            body: "board".into(),
            recommenders: 0,
            papers: vec!["licence".into()],
        }
    }
}

/// The routes by rank; a rank without one takes the default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Routes {
    /// By the rank's code.
    pub by_rank: BTreeMap<String, RankRoute>,
}

impl Routes {
    /// The route to a rank.
    #[must_use]
    pub fn of(&self, rank: &str) -> RankRoute {
        self.by_rank.get(rank).cloned().unwrap_or_default()
    }
}

/// How long each step may take, in days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimeLimits {
    /// The office answers a submission; silence counts as acceptance.
    pub answer: u16,
    /// The applicant answers a correction list.
    pub correction: u16,
    /// After an unanswered deadline, until the case expires.
    pub grace: u16,
    /// Reviewers are assigned.
    pub assign: u16,
    /// The review is closed.
    pub review: u16,
    /// The visit is planned and made.
    pub visit: u16,
    /// The secretariat lays the case before the board.
    pub recommend: u16,
    /// The ballot opens.
    pub ballot: u16,
    /// The agreement goes out, and membership begins after signing.
    pub agreement: u16,
    /// The company signs.
    pub sign: u16,
    /// The chamber countersigns.
    pub countersign: u16,
    /// A rejected company may object.
    pub appeal: u16,
    /// A rejected company waits before it applies again.
    pub cooling_off: u16,
}

impl Default for TimeLimits {
    fn default() -> Self {
        Self {
            answer: 5,
            correction: 15,
            grace: 30,
            assign: 5,
            review: 10,
            visit: 20,
            recommend: 10,
            ballot: 15,
            agreement: 7,
            sign: 30,
            countersign: 7,
            appeal: 15,
            cooling_off: 180,
        }
    }
}
