//! Several reviews side by side: mean, spread, majority and dissent. Integers only.

use serde::{Deserialize, Serialize};

use super::Answer;
use crate::admission::stage::Proposal;

/// How several answers to one criterion compare, in hundredths of the best answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The mean, rounded half up.
    pub mean: i64,
    /// The lowest.
    pub lowest: i64,
    /// The highest.
    pub highest: i64,
}

/// From how far apart answers count as a difference of opinion.
const APART: i64 = 50;

impl Score {
    /// Of the answers that can be scored; `None` if there is none.
    pub fn of<'a>(answers: impl IntoIterator<Item = &'a Answer>) -> Option<Self> {
        let scores: Vec<i64> = answers.into_iter().filter_map(Answer::score).collect();
        let n = i64::try_from(scores.len()).ok()?;
        let sum: i64 = scores.iter().sum();
        Some(Self {
            mean: (2 * sum + n) / (2 * n).max(1),
            lowest: *scores.iter().min()?,
            highest: *scores.iter().max()?,
        })
    }

    /// How far the answers lie apart.
    pub fn spread(&self) -> i64 {
        self.highest - self.lowest
    }
}

/// Whether answers to one criterion differ so much that the board should know.
pub fn differs(score: Option<Score>) -> bool {
    score.is_some_and(|s| s.spread() >= APART)
}

/// What more than half of the reviewers propose.
pub fn majority(proposals: &[Proposal]) -> Option<Proposal> {
    let count = |wanted: &Proposal| proposals.iter().filter(|p| *p == wanted).count();
    proposals
        .iter()
        .copied()
        .find(|p| 2 * count(p) > proposals.len())
}

/// Whether this proposal stands against the others: not what the majority proposes, or there is none.
pub fn dissents(proposal: Proposal, all: &[Proposal]) -> bool {
    all.len() > 1 && majority(all) != Some(proposal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mean_and_spread_are_of_what_was_seen() {
        let answers = [
            Answer::Met,
            Answer::Partly,
            Answer::NotSeen,
            Answer::Rating(0),
        ];
        let score = Score::of(&answers).unwrap();
        assert_eq!((score.mean, score.lowest, score.highest), (50, 0, 100));
        assert!(differs(Some(score)));
        assert_eq!(
            Score::of(&[Answer::NotSeen, Answer::Text("x".into())]),
            None
        );
    }

    #[test]
    fn two_reviewers_who_differ_have_no_majority_and_both_dissent() {
        let split = [Proposal::Pass, Proposal::Reject];
        assert_eq!(majority(&split), None);
        assert!(dissents(Proposal::Pass, &split) && dissents(Proposal::Reject, &split));
        let two_of_three = [Proposal::Pass, Proposal::Reject, Proposal::Pass];
        assert_eq!(majority(&two_of_three), Some(Proposal::Pass));
        assert!(dissents(Proposal::Reject, &two_of_three));
        assert!(!dissents(Proposal::Pass, &two_of_three));
        assert!(!dissents(Proposal::Reject, &[Proposal::Reject]));
    }

    proptest! {
        #[test]
        fn the_mean_lies_between_lowest_and_highest(ratings in proptest::collection::vec(0u8..=5, 1..9)) {
            let answers: Vec<Answer> = ratings.into_iter().map(Answer::Rating).collect();
            let score = Score::of(&answers).unwrap();
            prop_assert!(score.lowest <= score.mean && score.mean <= score.highest);
        }
    }
}
