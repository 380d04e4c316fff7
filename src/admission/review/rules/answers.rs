//! What a reviewer says of each criterion, what they propose, and what a review still lacks.
//!
//! "Not seen" is an answer like any other: a blank means that nobody has answered yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::admission::stage::Proposal;
use crate::chamber::rules::{AnswerKind, Content, Criterion};
use crate::kernel::Say;
use crate::say;

/// An answer to one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The criterion is met.
    Met,
    /// Met in part.
    Partly,
    /// Not met.
    Not,
    /// 0 to 5.
    Rating(u8),
    /// Yes.
    Yes,
    /// No.
    No,
    /// Words.
    Text(String),
    /// There was no way to tell.
    NotSeen,
}

impl Answer {
    /// The highest rating.
    pub const FULL: u8 = 5;

    /// Reads what a form posts for a criterion of this kind; `None` for nothing or nonsense.
    pub fn read(kind: AnswerKind, typed: &str) -> Option<Self> {
        let typed = typed.trim();
        match (kind, typed) {
            (_, "") => None,
            (_, "not_seen") => Some(Self::NotSeen),
            (AnswerKind::Met, "met") => Some(Self::Met),
            (AnswerKind::Met, "partly") => Some(Self::Partly),
            (AnswerKind::Met, "not") => Some(Self::Not),
            (AnswerKind::YesNo, "yes") => Some(Self::Yes),
            (AnswerKind::YesNo, "no") => Some(Self::No),
            (AnswerKind::Rating, digits) => {
                let n: u8 = digits.parse().ok()?;
                (n <= Self::FULL).then_some(Self::Rating(n))
            }
            (AnswerKind::Text, words) => Some(Self::Text(words.to_owned())),
            _ => None,
        }
    }

    /// What a form posts for it.
    pub fn word(&self) -> String {
        match self {
            Self::Met => "met".into(),
            Self::Partly => "partly".into(),
            Self::Not => "not".into(),
            Self::Rating(n) => n.to_string(),
            Self::Yes => "yes".into(),
            Self::No => "no".into(),
            Self::Text(words) => words.clone(),
            Self::NotSeen => "not_seen".into(),
        }
    }

    /// The answers one can choose from for a criterion of this kind; for words there is no choice.
    pub fn choices(kind: AnswerKind) -> Vec<Self> {
        match kind {
            AnswerKind::Met => vec![Self::Met, Self::Partly, Self::Not, Self::NotSeen],
            AnswerKind::YesNo => vec![Self::Yes, Self::No, Self::NotSeen],
            AnswerKind::Rating => {
                let ratings = (0..=Self::FULL).rev().map(Self::Rating);
                ratings.chain([Self::NotSeen]).collect()
            }
            AnswerKind::Text => vec![],
        }
    }

    /// In words.
    pub fn say(&self) -> Say {
        match self {
            Self::Met => say!("review-answer-met"),
            Self::Partly => say!("review-answer-partly"),
            Self::Not => say!("review-answer-not"),
            Self::Rating(n) => say!("review-answer-rating", n = i32::from(*n)),
            Self::Yes => say!("review-answer-yes"),
            Self::No => say!("review-answer-no"),
            Self::Text(words) => say!("review-plain", text = words),
            Self::NotSeen => say!("review-answer-not-seen"),
        }
    }

    /// In hundredths of the best answer; `None` where nothing was seen or words don't count.
    pub fn score(&self) -> Option<i64> {
        match self {
            Self::Met | Self::Yes => Some(100),
            Self::Partly => Some(50),
            Self::Not | Self::No => Some(0),
            Self::Rating(n) => Some(i64::from(*n) * 100 / i64::from(Self::FULL)),
            Self::Text(_) | Self::NotSeen => None,
        }
    }

    /// How it is coloured: done, waiting, refused or plain.
    pub fn tone(&self) -> &'static str {
        match self.score() {
            Some(80..) => "jade",
            Some(40..80) => "ochre",
            Some(_) => "red",
            None => "ink",
        }
    }

    /// Whether it can't stand without a word of explanation.
    fn wants_note(&self) -> bool {
        matches!(self, Self::Not | Self::No | Self::NotSeen) || matches!(self, Self::Rating(0 | 1))
    }
}

/// An answer with its note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Given {
    /// The answer; none yet if `None`.
    pub answer: Option<Answer>,
    /// What it rests on.
    pub note: String,
}

/// What is proposed, with conditions, reasons and an opinion in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Verdict {
    /// The proposal; none yet if `None`.
    pub proposal: Option<Proposal>,
    /// Under which conditions.
    pub conditions: String,
    /// Codes of the published reasons a rejection rests on.
    pub reasons: Vec<String>,
    /// In words.
    pub opinion: String,
}

impl Verdict {
    /// What it lacks, each with the field it belongs to.
    pub fn lacks(&self, criteria: &Content) -> Vec<(String, Say)> {
        let mut lacks = Vec::new();
        let mut lack = |field: &str, say| lacks.push((field.to_owned(), say));
        match self.proposal {
            None => lack("proposal", say!("review-lack-proposal")),
            Some(Proposal::Conditions) if self.conditions.is_empty() => {
                lack("conditions", say!("review-lack-conditions"));
            }
            Some(Proposal::Reject) => {
                let known = |code: &String| criteria.reasons.iter().any(|r| r.code == *code);
                if self.reasons.is_empty() || !self.reasons.iter().all(known) {
                    lack("reasons", say!("review-lack-reasons"));
                }
            }
            Some(_) => {}
        }
        let plain = matches!(
            self.proposal,
            None | Some(Proposal::Pass | Proposal::Conditions)
        );
        if !plain && self.opinion.is_empty() {
            lack("opinion", say!("review-lack-opinion"));
        }
        lacks
    }

    /// Without what doesn't go with the proposal.
    pub fn pruned(mut self) -> Self {
        if self.proposal != Some(Proposal::Conditions) {
            self.conditions.clear();
        }
        if self.proposal != Some(Proposal::Reject) {
            self.reasons.clear();
        }
        self
    }
}

/// A review as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    /// The answers by the criterion's key.
    pub given: BTreeMap<String, Given>,
    /// What the reviewer proposes.
    pub verdict: Verdict,
}

impl Sheet {
    /// What was said of a criterion.
    pub fn of(&self, criterion: &Criterion) -> Given {
        self.given.get(&criterion.key).cloned().unwrap_or_default()
    }

    /// How many criteria have an answer.
    pub fn answered(&self, criteria: &Content) -> usize {
        criteria
            .list
            .iter()
            .filter(|c| self.of(c).answer.is_some())
            .count()
    }

    /// What it lacks before it can be submitted, each with the field it belongs to.
    pub fn lacks(&self, criteria: &Content) -> Vec<(String, Say)> {
        let mut lacks = Vec::new();
        for criterion in &criteria.list {
            let given = self.of(criterion);
            match &given.answer {
                None if criterion.needed => {
                    lacks.push((format!("a-{}", criterion.key), say!("review-lack-answer")));
                }
                Some(answer) if answer.wants_note() && given.note.is_empty() => {
                    lacks.push((format!("n-{}", criterion.key), say!("review-lack-note")));
                }
                _ => {}
            }
        }
        lacks.extend(self.verdict.lacks(criteria));
        lacks
    }

    /// Without what doesn't go with the proposal, and without criteria that don't exist.
    pub fn pruned(mut self, criteria: &Content) -> Self {
        self.given
            .retain(|key, _| criteria.list.iter().any(|c| c.key == *key));
        self.verdict = self.verdict.pruned();
        self
    }
}

#[cfg(test)]
#[path = "answers_tests.rs"]
mod tests;
