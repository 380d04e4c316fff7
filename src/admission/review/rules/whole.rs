//! The review of one case as a whole: by which criteria, by whom, and how it ended.

use super::{Assignment, Summary, Verdict};
use crate::admission::stage::Proposal;
use crate::chamber::rules::{Content, Criteria};
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::{Moment, Say};
use crate::say;

/// How the office concluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// When.
    pub at: Moment,
    /// By whom; empty if nobody is known any more.
    pub by: String,
    /// What is proposed.
    pub verdict: Verdict,
}

/// The review of one case.
#[derive(Clone, Debug)]
pub struct Review {
    /// The case.
    pub case: CaseId,
    /// The criteria frozen into it.
    pub criteria: Criteria,
    /// When it opened.
    pub opened_at: Moment,
    /// How it ended, if it did.
    pub conclusion: Option<Conclusion>,
    /// The reviewers, in the order they were asked.
    pub assignments: Vec<Assignment>,
}

impl Review {
    /// What is asked.
    pub fn content(&self) -> &Content {
        &self.criteria.content
    }

    /// This person's part, if they have one.
    pub fn of(&self, person: &PersonId) -> Option<&Assignment> {
        self.assignments.iter().find(|a| a.reviewer == *person)
    }

    /// How many reviews are in, and how many are still awaited.
    pub fn progress(&self) -> (usize, usize) {
        let running = self.conclusion.is_none();
        let counts = |a: &&Assignment| a.counts(running);
        let done = self.assignments.iter().filter(counts).count();
        (
            done,
            self.assignments
                .iter()
                .filter(|a| a.is_outstanding())
                .count(),
        )
    }

    /// Whether every review that was not called off is in, and there is one.
    pub fn is_all_in(&self) -> bool {
        let (done, awaited) = self.progress();
        done > 0 && awaited == 0
    }

    /// As the board reads it.
    pub fn summary(&self) -> Summary {
        Summary::of(
            (self.criteria.number, self.content()),
            &self.assignments,
            self.conclusion.as_ref().map(|c| (c.at, c.verdict.clone())),
        )
    }

    /// What each review proposes.
    fn proposals(&self) -> Vec<Proposal> {
        let reviews = self.summary().reviews;
        reviews.iter().filter_map(|r| r.verdict.proposal).collect()
    }

    /// What the reviews propose, for the office to start from.
    pub fn proposed(&self) -> Option<Proposal> {
        super::majority(&self.proposals())
    }

    /// What a conclusion lacks, each with the field it belongs to: one that no reviewer proposed says why, for
    /// the board and for the record.
    pub fn lacks(&self, verdict: &Verdict) -> Vec<(String, Say)> {
        let mut lacks = verdict.lacks(self.content());
        let proposals = self.proposals();
        let against = verdict.proposal.filter(|own| !proposals.contains(own));
        if against.is_some() && verdict.opinion.is_empty() {
            lacks.retain(|(field, _)| field != "opinion");
            lacks.push(("opinion".to_owned(), say!("review-lack-against")));
        }
        lacks
    }

    /// Whether it may still change.
    ///
    /// # Errors
    /// A refusal once the office has concluded.
    pub fn check_running(&self) -> Result<(), Say> {
        match self.conclusion {
            None => Ok(()),
            Some(_) => Err(say!("review-refusal-concluded")),
        }
    }
}
