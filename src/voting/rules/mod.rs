//! What a charter says about counting, as data: shares, what they are shares of, and what follows from a tie.
//! Integers only. The counting itself is in `count`, its written-out arithmetic in `arithmetic`,
//! a ballot as a state in `ballot`; nothing here knows what is voted on or what time it is.
//!
//! Civil Code art. 1259: 以上 includes the number (`>=`), 超过 and 过 exclude it (`>`). So a share
//! is never a percentage but a numerator, a denominator and an operator.

#[cfg(test)]
mod always;
mod arithmetic;
mod ballot;
mod count;
mod manner;
mod needed;
mod opening;
#[cfg(test)]
mod states;
#[cfg(test)]
mod vectors;
mod words;

pub use arithmetic::{Chair, Step};
pub use ballot::{
    Annulment, Ballot, BallotId, Choice, Closed, MyVote, NamedVote, Phase, Recusal, RecusedAs, Seat,
};
pub use count::{Counts, Impossible, Outcome, Rolls, Tally, count};
pub use manner::{Method, Secrecy};
pub use needed::{Needed, needed};
pub use opening::{MOST_DAYS, NewSeat, Opening, next_round};

use crate::words;
use serde::{Deserialize, Serialize};

words! {
    /// How a number is compared with its share.
    #[derive(Serialize, Deserialize)]
    pub enum Op {
        /// 以上: the number itself is enough.
        #[serde(rename = ">=")]
        AtLeast = ">=";
        /// 超过, 过: the number itself is not enough.
        #[serde(rename = ">")]
        MoreThan = ">";
    }
}

/// `op num/den`, as in "at least 2/3".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Numerator.
    pub num: u64,
    /// Denominator, never zero in a rule that was checked.
    pub den: u64,
    /// Whether the share itself is enough.
    pub op: Op,
}

impl Share {
    /// A share lies between nothing and the whole.
    pub fn is_fraction(self) -> bool {
        self.den > 0 && self.num <= self.den
    }

    /// Exactly one half, however it is written.
    pub fn is_half(self) -> bool {
        u128::from(self.num) * 2 == u128::from(self.den)
    }

    /// Whether `x` is at least, or more than, this share of `size`. Nothing is a share of an empty base.
    pub fn met_by(self, x: u64, size: u64) -> bool {
        let (left, right) = self.sides(x, size);
        size > 0
            && match self.op {
                Op::AtLeast => left >= right,
                Op::MoreThan => left > right,
            }
    }

    /// The two products that are compared: `x·den` and `num·size`. They can't overflow.
    pub fn sides(self, x: u64, size: u64) -> (u128, u128) {
        (
            u128::from(x) * u128::from(self.den),
            u128::from(self.num) * u128::from(size),
        )
    }

    /// The smallest number that meets this share of `size`, if any does without exceeding `size`.
    pub fn least(self, size: u64) -> Option<u64> {
        if size == 0 || self.den == 0 {
            return None;
        }
        let (_, right) = self.sides(0, size);
        let den = u128::from(self.den);
        let least = match self.op {
            Op::AtLeast => right.div_ceil(den),
            Op::MoreThan => right / den + 1,
        };
        u64::try_from(least).ok().filter(|n| *n <= size)
    }
}

words! {
    /// What a quorum is a share of.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum QuorumBase: key "voting-base-" {
        /// The roster without the recused.
        Entitled = "entitled";
        /// The seats filled when the ballot opened.
        Roster = "roster";
        /// Every seat the charter provides for, vacancies included.
        Authorised = "authorised";
    }
}

words! {
    /// What the votes in favour are a share of.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ThresholdBase: key "voting-base-" {
        /// The entitled seats taking part.
        Present = "present";
        /// In favour and against.
        Cast = "cast";
        /// In favour, against and abstaining.
        Valid = "valid";
        /// Everything that came back, blank and invalid too.
        Returned = "returned";
        /// The roster without the recused.
        Entitled = "entitled";
        /// The seats filled when the ballot opened.
        Roster = "roster";
    }
}

/// How many have to take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// Numerator.
    pub num: u64,
    /// Denominator.
    pub den: u64,
    /// Whether the share itself is enough.
    pub op: Op,
    /// Share of what.
    pub base: QuorumBase,
    /// Whether recused seats that are there count as there.
    pub count_recused: bool,
    /// Fewer entitled seats than this can't decide, whatever the share.
    pub floor: u64,
}

impl Quorum {
    /// The share alone.
    pub fn share(self) -> Share {
        Share {
            num: self.num,
            den: self.den,
            op: self.op,
        }
    }
}

/// How many have to be in favour. A rule may hold several; each must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Numerator.
    pub num: u64,
    /// Denominator.
    pub den: u64,
    /// Whether the share itself is enough.
    pub op: Op,
    /// Share of what.
    pub base: ThresholdBase,
}

impl Threshold {
    /// The share alone.
    pub fn share(self) -> Share {
        Share {
            num: self.num,
            den: self.den,
            op: self.op,
        }
    }

    /// "More than half of the votes cast": the only threshold that a tie just misses.
    pub fn is_majority_of_cast(self) -> bool {
        self.base == ThresholdBase::Cast && self.op == Op::MoreThan && self.share().is_half()
    }
}

words! {
    /// What follows when as many are against as in favour.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Tie: key "voting-rule-tie-" {
        /// The motion is lost.
        Reject = "reject";
        /// The chair decides; only a named ballot has one.
        Chair = "chair";
        /// It stays tied and is put again.
        NewRound = "new_round";
    }
}

/// One body's way of counting, frozen into every ballot it opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountingRule {
    /// How many have to take part.
    pub quorum: Quorum,
    /// How many have to be in favour, all of them.
    pub thresholds: Vec<Threshold>,
    /// What follows from a tie.
    pub tie: Tie,
}

impl CountingRule {
    /// Every fraction is one.
    pub fn check(&self) -> Result<(), Impossible> {
        let shares = self.thresholds.iter().map(|t| t.share());
        match shares
            .chain([self.quorum.share()])
            .find(|s| !s.is_fraction())
        {
            Some(bad) => Err(Impossible::NotAFraction {
                num: bad.num,
                den: bad.den,
            }),
            None => Ok(()),
        }
    }

    /// Every fraction is one, and there is a threshold that a motion could miss: "at least 0" is none.
    pub fn decides(&self) -> Result<(), Impossible> {
        self.check()?;
        match self
            .thresholds
            .iter()
            .all(|t| t.op == Op::AtLeast && t.num == 0)
        {
            true => Err(Impossible::NoThreshold),
            false => Ok(()),
        }
    }
}

/// Admission as most charters have it: two thirds of the entitled seats take part, at least three of
/// them, and two thirds of those taking part are in favour.
impl Default for CountingRule {
    fn default() -> Self {
        Self {
            quorum: Quorum {
                num: 2,
                den: 3,
                op: Op::AtLeast,
                base: QuorumBase::Entitled,
                count_recused: false,
                floor: 3,
            },
            thresholds: vec![Threshold {
                num: 2,
                den: 3,
                op: Op::AtLeast,
                base: ThresholdBase::Present,
            }],
            tie: Tie::Reject,
        }
    }
}
