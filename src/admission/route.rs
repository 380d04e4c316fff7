//! The way a case goes, frozen into it when it is submitted: which steps it passes and how long each may take.
//!
//! The chamber sets a route for each rank; a change there never touches a case that is already under way.

use crate::chamber::rules::{RankRoute, TimeLimits};
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
    pub limits: TimeLimits,
}

impl Route {
    /// The route a chamber sets, with its time limits as they are now.
    pub fn of(rank: RankRoute, limits: TimeLimits) -> Self {
        Self {
            visit: rank.visit,
            notice_days: rank.notice_days,
            body: rank.body,
            recommenders: rank.recommenders,
            papers: rank.papers,
            limits,
        }
    }
}

impl Default for Route {
    fn default() -> Self {
        Self::of(RankRoute::default(), TimeLimits::default())
    }
}
