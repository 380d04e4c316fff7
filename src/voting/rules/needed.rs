//! What a rule asks for, in numbers of seats: "of 9 seats 6 must take part; of these 6, 4 must be in favour".
//! A preview for whoever writes a rule or is about to vote; the count itself never uses it.

use super::{CountingRule, ThresholdBase};

/// What it takes to carry a motion, where nobody is recused, no seat is vacant and nobody abstains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Seats there are.
    pub seats: u64,
    /// How many have to take part. `None`: the rule can't be met by so few seats.
    pub take_part: Option<u64>,
    /// How many of those have to be in favour when just that many take part.
    pub favour: Option<u64>,
    /// How many have to be in favour when every seat takes part.
    pub favour_of_all: Option<u64>,
}

/// What `rule` asks of a body with `seats` entitled seats.
pub fn needed(rule: &CountingRule, seats: u64) -> Needed {
    let take_part = rule
        .quorum
        .share()
        .least(seats)
        .map(|n| n.max(rule.quorum.floor))
        .filter(|n| *n <= seats);
    Needed {
        seats,
        take_part,
        favour: take_part.and_then(|present| favour(rule, present, seats)),
        favour_of_all: take_part.and_then(|_| favour(rule, seats, seats)),
    }
}

fn favour(rule: &CountingRule, present: u64, seats: u64) -> Option<u64> {
    let mut most = 1;
    for threshold in &rule.thresholds {
        let size = match threshold.base {
            ThresholdBase::Entitled | ThresholdBase::Roster => seats,
            ThresholdBase::Cast
            | ThresholdBase::Valid
            | ThresholdBase::Returned
            | ThresholdBase::Present => present,
        };
        most = threshold.share().least(size)?.max(most);
    }
    Some(most).filter(|n| *n <= present)
}
