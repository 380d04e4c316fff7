//! What the review and the visit ask, as the chamber's data in numbered versions. A case
//! keeps the version it was judged by.

use serde::{Deserialize, Serialize};

use crate::kernel::brand::Trilingual;
use crate::kernel::id::Id;
use crate::kernel::{Moment, Say};
use crate::say;
use crate::words;

/// Marker for criteria versions.
pub enum CriteriaKind {}
/// Id of a version of the criteria.
pub type CriteriaId = Id<CriteriaKind>;

/// The highest rating; the lowest is 0.
pub const RATING_MOST: u8 = 5;
/// Most questions in one list.
const MOST: usize = 40;

words! {
    /// What the criteria are for.
    #[derive(Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Purpose {
        /// The qualification review.
        Review = "review";
        /// The site visit.
        Visit = "visit";
    }
}

words! {
    /// How a criterion is answered. "Not seen" is an answer wherever something is judged.
    #[derive(Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum AnswerKind: key "chamber-answer-" {
        /// Met, partly, not, not seen.
        Met = "met";
        /// 0 to [`RATING_MOST`], or not seen.
        Rating = "rating";
        /// Yes, no, not seen.
        YesNo = "yes_no";
        /// In words.
        Text = "text";
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its key; the same question keeps it from version to version.
    pub key: String,
    /// The question.
    pub text: Trilingual,
    /// How it is answered.
    pub kind: AnswerKind,
    /// Whether an answer is needed.
    pub needed: bool,
}

/// A reason a rejection can name, tied to a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Its code; the same reason keeps it from version to version.
    pub code: String,
    /// Key of the criterion it follows from.
    pub criterion: String,
    /// The reason, as the applicant reads it.
    pub text: Trilingual,
}

/// What a version says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// The questions, in order.
    pub list: Vec<Criterion>,
    /// The reasons for a rejection, in order; for the review only.
    pub reasons: Vec<Reason>,
}

/// A published version, never changed again.
#[derive(Debug, Clone, PartialEq)]
pub struct Criteria {
    /// Its id: what a case keeps.
    pub id: CriteriaId,
    /// Of what.
    pub purpose: Purpose,
    /// Its number, from 1 for each purpose.
    pub number: i32,
    /// What it says.
    pub content: Content,
    /// What changed against the one before, in words.
    pub changes: String,
    /// When it was published.
    pub published_at: Moment,
    /// By whom; empty for the version every chamber starts from.
    pub published_by: String,
}

impl Criteria {
    /// The questions, in order.
    #[must_use]
    pub fn list(&self) -> &[Criterion] {
        &self.content.list
    }

    /// The question with this key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Criterion> {
        self.content.list.iter().find(|c| c.key == key)
    }

    /// The reasons for a rejection, in order.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.content.reasons
    }

    /// The reason with this code.
    #[must_use]
    pub fn reason(&self, code: &str) -> Option<&Reason> {
        self.content.reasons.iter().find(|r| r.code == code)
    }
}

impl Content {
    /// Whether this can be published.
    pub fn check(&self) -> Result<(), Say> {
        if self.list.is_empty() {
            return Err(say!("chamber-criteria-none"));
        }
        if self.list.len() > MOST {
            return Err(say!("chamber-criteria-many", most = MOST));
        }
        if !self.list.iter().any(|c| c.needed) {
            return Err(say!("chamber-criteria-none-needed"));
        }
        let keys: std::collections::BTreeSet<_> = self.list.iter().map(|c| &c.key).collect();
        let codes: std::collections::BTreeSet<_> = self.reasons.iter().map(|r| &r.code).collect();
        if keys.len() < self.list.len() || codes.len() < self.reasons.len() {
            return Err(say!("chamber-criteria-twice"));
        }
        match self.reasons.iter().find(|r| !keys.contains(&r.criterion)) {
            Some(loose) => Err(say!(
                "chamber-criteria-loose-reason",
                reason = loose.text.zh_cn.as_str()
            )),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn criterion(key: &str) -> Criterion {
        let text = Trilingual {
            zh_cn: key.into(),
            ..Trilingual::default()
        };
        Criterion {
            key: key.into(),
            text,
            kind: AnswerKind::Met,
            needed: true,
        }
    }

    #[test]
    fn a_reason_without_its_criterion_is_not_published() {
        let mut content = Content {
            list: vec![criterion("lawful")],
            reasons: vec![],
        };
        assert!(content.check().is_ok());
        content.reasons.push(Reason {
            code: "untrue".into(),
            criterion: "papers".into(),
            text: Trilingual::default(),
        });
        assert!(content.check().is_err());
    }

    #[test]
    fn a_list_without_a_question_that_needs_an_answer_is_not_published() {
        assert!(Content::default().check().is_err());
        let idle = Criterion {
            needed: false,
            ..criterion("remarks")
        };
        assert!(
            Content {
                list: vec![idle],
                reasons: vec![]
            }
            .check()
            .is_err()
        );
    }
}
