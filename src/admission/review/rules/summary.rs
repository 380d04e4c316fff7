//! The review as the board reads it: criteria, answers, mean and spread, proposals, dissent, conflicts.

use serde::{Deserialize, Serialize};

use super::{Answer, Assignment, Score, Verdict, differs, dissents};
use crate::admission::stage::Proposal;
use crate::chamber::rules::{Content, Criterion};
use crate::kernel::Moment;

/// One reviewer's answer to one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBy {
    /// The reviewer's name.
    pub reviewer: String,
    /// The answer; `None` where the criterion asks for none and they gave none.
    pub answer: Option<Answer>,
    /// What it rests on.
    pub note: String,
}

/// A criterion with all answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionSummary {
    /// The criterion as it was frozen into the case.
    pub criterion: Criterion,
    /// One answer for each submitted review.
    pub answers: Vec<GivenBy>,
    /// Mean, lowest and highest, in hundredths of the best answer.
    pub score: Option<Score>,
    /// Whether the answers lie so far apart that the board should know.
    pub differs: bool,
}

/// A submitted review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneReview {
    /// The reviewer's name.
    pub reviewer: String,
    /// When it was submitted.
    pub submitted_at: Moment,
    /// What they propose and why.
    pub verdict: Verdict,
    /// Whether it stands against the majority, or there is no majority.
    pub dissents: bool,
}

/// A conflict of interest that was declared; who declared it took no part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredConflict {
    /// Who.
    pub reviewer: String,
    /// In their words.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// The review of one case. Serialisable: the board pack is frozen with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Which version of the criteria.
    pub criteria_number: i32,
    /// The criteria with their answers.
    pub criteria: Vec<CriterionSummary>,
    /// The submitted reviews.
    pub reviews: Vec<OneReview>,
    /// Mean over all scored answers, in hundredths.
    pub score: Option<Score>,
    /// Conflicts that were declared.
    pub conflicts: Vec<DeclaredConflict>,
    /// How the office concluded; `None` while the review runs.
    pub concluded: Option<Verdict>,
    /// When the office concluded.
    pub concluded_at: Option<Moment>,
}

impl Summary {
    /// Puts the reviews of a case together. Only submitted ones count.
    pub fn of(
        (number, criteria): (i32, &Content),
        assignments: &[Assignment],
        concluded: Option<(Moment, Verdict)>,
    ) -> Self {
        let counted: Vec<&Assignment> = assignments
            .iter()
            .filter(|a| a.counts(concluded.is_none()))
            .collect();
        let proposals: Vec<Proposal> = counted
            .iter()
            .filter_map(|a| a.sheet.verdict.proposal)
            .collect();
        let one = |a: &&Assignment| {
            Some(OneReview {
                reviewer: a.name.clone(),
                submitted_at: a.submitted_at?,
                dissents: dissents(a.sheet.verdict.proposal?, &proposals),
                verdict: a.sheet.verdict.clone(),
            })
        };
        let criteria: Vec<_> = criteria.list.iter().map(|c| compare(c, &counted)).collect();
        let all = criteria
            .iter()
            .flat_map(|c| &c.answers)
            .filter_map(|g| g.answer.as_ref());
        Self {
            criteria_number: number,
            score: Score::of(all),
            reviews: counted.iter().filter_map(one).collect(),
            conflicts: assignments.iter().filter_map(conflict).collect(),
            concluded_at: concluded.as_ref().map(|(at, _)| *at),
            concluded: concluded.map(|(_, verdict)| verdict),
            criteria,
        }
    }
}

fn compare(criterion: &Criterion, counted: &[&Assignment]) -> CriterionSummary {
    let by = |a: &&Assignment| {
        let given = a.sheet.of(criterion);
        GivenBy {
            reviewer: a.name.clone(),
            answer: given.answer,
            note: given.note,
        }
    };
    let answers: Vec<GivenBy> = counted.iter().map(by).collect();
    let score = Score::of(answers.iter().filter_map(|g| g.answer.as_ref()));
    CriterionSummary {
        criterion: criterion.clone(),
        answers,
        score,
        differs: differs(score),
    }
}

fn conflict(a: &Assignment) -> Option<DeclaredConflict> {
    let declared = a.declared.as_ref()?;
    Some(DeclaredConflict {
        reviewer: a.name.clone(),
        reason: declared.reason.clone()?,
        at: declared.at,
    })
}
