//! The count: rolls and votes in, outcome and the steps that led to it out. No I/O, no rounding, no overflow.

use super::{Chair, CountingRule, QuorumBase, Step, Threshold, ThresholdBase, Tie};
use crate::words;
use serde::{Deserialize, Serialize};

/// Who could take part and who did, in seats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rolls {
    /// S: seats the charter provides for, vacancies included.
    pub authorised: u64,
    /// R: seats filled when the ballot opened.
    pub roster: u64,
    /// C: seats of the roster that are kept out of this question.
    pub recused: u64,
    /// Those of C that are in the room all the same.
    pub recused_present: u64,
    /// P: entitled seats taking part.
    pub present: u64,
}

impl Rolls {
    /// E: the roster without the recused.
    pub fn entitled(&self) -> u64 {
        self.roster.saturating_sub(self.recused)
    }

    /// How many seats the quorum is a share of.
    pub fn size(&self, base: QuorumBase) -> u64 {
        match base {
            QuorumBase::Authorised => self.authorised,
            QuorumBase::Roster => self.roster,
            QuorumBase::Entitled => self.entitled(),
        }
    }

    fn check(&self) -> Result<(), Impossible> {
        let pairs = [
            ("roster", self.roster, "authorised", self.authorised),
            ("recused", self.recused, "roster", self.roster),
            (
                "recused_present",
                self.recused_present,
                "recused",
                self.recused,
            ),
            ("present", self.present, "roster - recused", self.entitled()),
        ];
        for (part, many, whole, most) in pairs {
            if many > most {
                return Err(Impossible::TooMany {
                    part,
                    many: many.into(),
                    whole,
                    most: most.into(),
                });
            }
        }
        Ok(())
    }
}

/// What the seats that took part answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Y: in favour.
    pub yes: u64,
    /// N: against.
    pub no: u64,
    /// A: abstaining.
    pub abstain: u64,
    /// B: blank or invalid.
    pub invalid: u64,
}

impl Counts {
    /// Everything that came back.
    pub fn returned(&self) -> u128 {
        [self.yes, self.no, self.abstain, self.invalid]
            .into_iter()
            .map(u128::from)
            .sum()
    }

    /// How many seats or votes a threshold is a share of. Only asked of counts that fit the rolls.
    fn size(&self, base: ThresholdBase, rolls: &Rolls) -> u64 {
        match base {
            ThresholdBase::Cast => self.yes + self.no,
            ThresholdBase::Valid => self.yes + self.no + self.abstain,
            ThresholdBase::Returned => self.yes + self.no + self.abstain + self.invalid,
            ThresholdBase::Present => rolls.present,
            ThresholdBase::Entitled => rolls.entitled(),
            ThresholdBase::Roster => rolls.roster,
        }
    }
}

words! {
    /// What a count comes to. An annulled ballot is a fact about the round, not a count.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub stored enum Outcome: key "voting-outcome-" {
        /// The motion is carried.
        Passed = "passed";
        /// It is lost.
        Rejected = "rejected";
        /// Too few took part to decide anything.
        NoQuorum = "no_quorum";
        /// As many against as in favour, and nobody has settled it yet.
        Tied = "tied";
    }
}

/// Numbers that no ballot can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// A part that is larger than its whole.
    #[error("{part} is {many}, more than {whole}, which is {most}")]
    TooMany {
        /// Name of the part.
        part: &'static str,
        /// Its size.
        many: u128,
        /// Name of the whole.
        whole: &'static str,
        /// Its size.
        most: u128,
    },
    /// A share that is not between nothing and the whole.
    #[error("{num}/{den} is not a fraction between 0 and 1")]
    NotAFraction {
        /// Numerator.
        num: u64,
        /// Denominator.
        den: u64,
    },
    /// Nothing that those in favour have to reach: a single vote would carry anything.
    #[error("no threshold that a motion could miss")]
    NoThreshold,
}

/// A finished count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What it came to.
    pub outcome: Outcome,
    /// How, in the order in which it was decided.
    pub steps: Vec<Step>,
}

impl Tally {
    /// The whole count on one line, the same in every language.
    pub fn arithmetic(&self) -> String {
        let steps: Vec<String> = self.steps.iter().map(Step::to_string).collect();
        format!("{} → {}", steps.join("; "), self.outcome.word())
    }
}

/// Counts a ballot: first the quorum, then that anybody is in favour at all, then every threshold, then a tie.
pub fn count(
    rule: &CountingRule,
    rolls: &Rolls,
    counts: &Counts,
    chair: Option<Chair>,
) -> Result<Tally, Impossible> {
    rule.check()?;
    rolls.check()?;
    if counts.returned() > u128::from(rolls.present) {
        return Err(Impossible::TooMany {
            part: "yes + no + abstain + invalid",
            many: counts.returned(),
            whole: "present",
            most: rolls.present.into(),
        });
    }
    let mut steps = quorum_steps(rule, rolls);
    if !steps.iter().all(Step::met) {
        return Ok(Tally {
            outcome: Outcome::NoQuorum,
            steps,
        });
    }
    // 0×3 ≥ 2×0 holds, and motions have been carried by nobody because of it.
    if counts.yes == 0 {
        steps.push(Step::NobodyInFavour);
        return Ok(Tally {
            outcome: Outcome::Rejected,
            steps,
        });
    }
    let measured = rule.thresholds.iter().map(|t| Step::Threshold {
        yes: counts.yes,
        rule: *t,
        size: counts.size(t.base, rolls),
    });
    steps.extend(measured);
    let outcome = verdict(rule, counts, chair, &mut steps);
    Ok(Tally { outcome, steps })
}

fn quorum_steps(rule: &CountingRule, rolls: &Rolls) -> Vec<Step> {
    let quorum = rule.quorum;
    let mut steps = vec![Step::Quorum {
        present: rolls.present,
        recused: quorum.count_recused.then_some(rolls.recused_present),
        rule: quorum,
        size: rolls.size(quorum.base),
    }];
    if quorum.floor > 0 {
        steps.push(Step::Floor {
            present: rolls.present,
            floor: quorum.floor,
        });
    }
    steps
}

fn verdict(
    rule: &CountingRule,
    counts: &Counts,
    chair: Option<Chair>,
    steps: &mut Vec<Step>,
) -> Outcome {
    let missed: Vec<Threshold> = steps.iter().filter_map(Step::missed_threshold).collect();
    if missed.is_empty() {
        return Outcome::Passed;
    }
    if counts.yes != counts.no || !missed.iter().all(|t| t.is_majority_of_cast()) {
        return Outcome::Rejected;
    }
    let chair = chair.filter(|_| rule.tie == Tie::Chair);
    steps.push(Step::Tie {
        each: counts.yes,
        rule: rule.tie,
        chair,
    });
    match (rule.tie, chair) {
        (Tie::Reject, _) | (Tie::Chair, Some(Chair::No)) => Outcome::Rejected,
        (Tie::Chair, Some(Chair::Yes)) => Outcome::Passed,
        (Tie::Chair, None) | (Tie::NewRound, _) => Outcome::Tied,
    }
}
