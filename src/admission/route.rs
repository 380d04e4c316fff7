//! The way a case goes, frozen into it when it is submitted: which steps it passes and how long each may take.
//!
//! The chamber sets a route for each rank; a change there never touches a case that is already under way.

use serde::{Deserialize, Serialize};

/// Steps and time limits of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Route {
    /// Whether every company is visited; a review can ask for a visit either way.
    pub visit: bool,
    /// How many days the public notice runs; 0 for none.
    pub notice_days: u16,
    /// Which organ decides: `board`, `standing_board`, `presidents`, ...
    pub body: String,
    /// How many members have to vouch.
    pub recommenders: u8,
    /// The papers asked for, by their kind.
    pub papers: Vec<String>,
    /// How long each step may take.
    pub limits: Limits,
}

/// Time limits in days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
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

impl Default for Route {
    fn default() -> Self {
        Self {
            visit: true,
            notice_days: 0,
            body: "board".to_owned(),
            recommenders: 0,
            papers: vec!["licence".to_owned()],
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
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
