//! The arithmetic of a count, one step a line: as mathematics that needs no language
//! (`Y/P: 4×3 = 12 ≥ 2×6 = 12 → passed`) and as values that a page can put into words.

use super::{Op, Quorum, QuorumBase, Share, Threshold, ThresholdBase, Tie};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The chair's word on a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chair {
    /// For the motion.
    Yes,
    /// Against it.
    No,
}

/// One thing a count had to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Did enough take part?
    Quorum {
        /// Entitled seats taking part.
        present: u64,
        /// Recused seats that are there, where the rule counts them.
        recused: Option<u64>,
        /// The rule that was applied.
        rule: Quorum,
        /// How many its base came to.
        size: u64,
    },
    /// Did the fewest take part that may decide at all?
    Floor {
        /// Entitled seats taking part.
        present: u64,
        /// How many it takes.
        floor: u64,
    },
    /// Nobody voted in favour, so nothing can be carried.
    NobodyInFavour,
    /// Were enough in favour?
    Threshold {
        /// Votes in favour.
        yes: u64,
        /// The rule that was applied.
        rule: Threshold,
        /// How many its base came to.
        size: u64,
    },
    /// As many against as in favour.
    Tie {
        /// Votes on each side.
        each: u64,
        /// What the rule makes of it.
        rule: Tie,
        /// What the chair said, where the chair decides.
        chair: Option<Chair>,
    },
}

impl Step {
    /// Whether this step speaks for the motion.
    pub fn met(&self) -> bool {
        match *self {
            Self::Quorum {
                present,
                recused,
                rule,
                size,
            } => rule
                .share()
                .met_by(present.saturating_add(recused.unwrap_or(0)), size),
            Self::Floor { present, floor } => present >= floor,
            Self::NobodyInFavour => false,
            Self::Threshold { yes, rule, size } => rule.share().met_by(yes, size),
            Self::Tie { chair, .. } => chair == Some(Chair::Yes),
        }
    }

    /// The threshold that this step found not to be met.
    pub(super) fn missed_threshold(&self) -> Option<Threshold> {
        match self {
            Self::Threshold { rule, .. } if !self.met() => Some(*rule),
            _ => None,
        }
    }
}

impl Step {
    /// The numbers alone. Always a true statement: what was not met stands there with the
    /// opposite relation.
    pub fn formula(&self) -> String {
        match *self {
            Self::Quorum { rule, size: 0, .. } => format!("{} = 0", quorum_letters(rule.base)),
            Self::Quorum {
                present,
                recused,
                rule,
                size,
            } => match recused {
                Some(recused) => {
                    let x = present.saturating_add(recused);
                    let compared = compare(x, size, rule.share());
                    format!("{present}+{recused} = {x}, {compared}")
                }
                None => compare(present, size, rule.share()),
            },
            Self::Floor { present, floor } if self.met() => format!("{present} ≥ {floor}"),
            Self::Floor { present, floor } => format!("{present} < {floor}"),
            Self::NobodyInFavour => "0 < 1".to_owned(),
            Self::Threshold { yes, rule, size } => compare(yes, size, rule.share()),
            Self::Tie { each, chair, .. } => match chair {
                Some(Chair::Yes) => format!("{each} = {each}, chair: yes"),
                Some(Chair::No) => format!("{each} = {each}, chair: no"),
                None => format!("{each} = {each}"),
            },
        }
    }
}

/// The formula with the letters of what is compared.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quorum { rule, recused, .. } => {
                let part = if recused.is_some() { "(P+C)" } else { "P" };
                write!(f, "{part}/{}: ", quorum_letters(rule.base))?;
            }
            Self::Floor { .. } => write!(f, "P: ")?,
            Self::NobodyInFavour => write!(f, "Y: ")?,
            Self::Threshold { rule, .. } => write!(f, "Y/{}: ", threshold_letters(rule.base))?,
            Self::Tie { .. } => write!(f, "Y = N: ")?,
        }
        f.write_str(&self.formula())
    }
}

fn compare(x: u64, size: u64, share: Share) -> String {
    let Share { num, den, op } = share;
    let (left, right) = share.sides(x, size);
    let sign = match (op, share.met_by(x, size)) {
        (Op::AtLeast, true) => '≥',
        (Op::AtLeast, false) => '<',
        (Op::MoreThan, true) => '>',
        (Op::MoreThan, false) => '≤',
    };
    format!("{x}×{den} = {left} {sign} {num}×{size} = {right}")
}

fn quorum_letters(base: QuorumBase) -> &'static str {
    match base {
        QuorumBase::Authorised => "S",
        QuorumBase::Roster => "R",
        QuorumBase::Entitled => "E",
    }
}

fn threshold_letters(base: ThresholdBase) -> &'static str {
    match base {
        ThresholdBase::Cast => "(Y+N)",
        ThresholdBase::Valid => "(Y+N+A)",
        ThresholdBase::Returned => "(Y+N+A+B)",
        ThresholdBase::Present => "P",
        ThresholdBase::Entitled => "E",
        ThresholdBase::Roster => "R",
    }
}
