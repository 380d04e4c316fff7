//! The completeness check and the one correction list that can come of it.
//!
//! Everything that is missing is named at once, numbered, each with its reason, under one deadline;
//! the applicant sees exactly that list and answers item by item.

use super::answers::Ask;
use super::field::Step;
use super::paper::PaperKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing the office checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Name and credit code are those of the licence.
    Identity,
    /// The company's particulars are complete and make sense.
    Company,
    /// The people can be reached and may act for the company.
    People,
    /// The recommenders the route asks for are members and vouch.
    Recommenders,
    /// A paper is there, legible and in force.
    Paper(PaperKind),
    /// Reasons are given, the charter accepted.
    Reasons,
    /// Anything else.
    Other,
}

/// What the office found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// There and in order.
    Fine,
    /// Missing or not in order, and why.
    Missing(String),
}

/// The check as far as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// The marks made so far.
    pub marks: BTreeMap<Requirement, Mark>,
}

/// A mark as somebody made it: `None` takes it away.
pub type Marked = (Requirement, Option<Mark>);

/// One item of a correction list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number, from 1.
    pub number: u32,
    /// What is missing.
    pub requirement: Requirement,
    /// Why it is needed, in the office's words.
    pub reason: String,
    /// What the applicant answered; empty until then.
    #[serde(default)]
    pub answer: String,
}

/// What comes of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Some requirements have no mark yet.
    Unfinished(Vec<Requirement>),
    /// Something is marked missing without a reason.
    Unreasoned(Vec<Requirement>),
    /// Everything is there.
    Complete,
    /// These items are missing: all of them, once.
    Incomplete(Vec<Item>),
}

/// What the office checks for an application: `Other` comes last and needs no mark.
pub fn requirements(ask: &Ask) -> Vec<Requirement> {
    let mut list = vec![
        Requirement::Identity,
        Requirement::Company,
        Requirement::People,
    ];
    if ask.recommenders > 0 {
        list.push(Requirement::Recommenders);
    }
    list.extend(ask.papers.iter().copied().map(Requirement::Paper));
    list.extend([Requirement::Reasons, Requirement::Other]);
    list
}

impl Check {
    /// The mark of a requirement.
    pub fn mark(&self, requirement: Requirement) -> Option<&Mark> {
        self.marks.get(&requirement)
    }

    /// The check with these marks over those that stand: two people may mark at once.
    pub fn with(mut self, marked: &[Marked]) -> Self {
        for (requirement, mark) in marked {
            match mark {
                Some(mark) => self.marks.insert(*requirement, mark.clone()),
                None => self.marks.remove(requirement),
            };
        }
        self
    }

    /// What comes of the check, given what is to be checked.
    pub fn verdict(&self, required: &[Requirement]) -> Verdict {
        let open = |r: &&Requirement| **r != Requirement::Other && self.mark(**r).is_none();
        let unfinished: Vec<Requirement> = required.iter().filter(open).copied().collect();
        if !unfinished.is_empty() {
            return Verdict::Unfinished(unfinished);
        }
        let missing: Vec<(Requirement, &str)> = required
            .iter()
            .filter_map(|r| match self.mark(*r) {
                Some(Mark::Missing(reason)) => Some((*r, reason.trim())),
                _ => None,
            })
            .collect();
        let unreasoned: Vec<Requirement> = missing
            .iter()
            .filter(|(_, why)| why.is_empty())
            .map(|(r, _)| *r)
            .collect();
        if !unreasoned.is_empty() {
            return Verdict::Unreasoned(unreasoned);
        }
        if missing.is_empty() {
            return Verdict::Complete;
        }
        let item = |(number, (requirement, reason)): (u32, (Requirement, &str))| Item {
            number,
            requirement,
            reason: reason.to_owned(),
            answer: String::new(),
        };
        Verdict::Incomplete((1..).zip(missing).map(item).collect())
    }
}

/// The numbers of the items that have no answer yet.
pub fn unanswered(items: &[Item]) -> Vec<u32> {
    items
        .iter()
        .filter(|item| item.answer.trim().is_empty())
        .map(|item| item.number)
        .collect()
}

impl Requirement {
    /// Its name in forms and the database.
    pub fn code(self) -> String {
        match self {
            Self::Identity => "identity".to_owned(),
            Self::Company => "company".to_owned(),
            Self::People => "people".to_owned(),
            Self::Recommenders => "recommenders".to_owned(),
            Self::Paper(kind) => format!("paper_{}", kind.word()),
            Self::Reasons => "reasons".to_owned(),
            Self::Other => "other".to_owned(),
        }
    }

    /// The step of the form where the applicant can put it right.
    pub fn step(self) -> Option<Step> {
        match self {
            Self::Identity | Self::Company => Some(Step::Company),
            Self::People => Some(Step::People),
            Self::Recommenders => Some(Step::Rank),
            Self::Paper(_) => Some(Step::Papers),
            Self::Reasons => Some(Step::Reasons),
            Self::Other => None,
        }
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Identity => "application-requirement-identity",
            Self::Company => "application-requirement-company",
            Self::People => "application-requirement-people",
            Self::Recommenders => "application-requirement-recommenders",
            Self::Paper(kind) => kind.key(),
            Self::Reasons => "application-requirement-reasons",
            Self::Other => "application-requirement-other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn required() -> Vec<Requirement> {
        let papers = vec![PaperKind::Licence, PaperKind::Authority];
        requirements(&Ask {
            papers,
            recommenders: 2,
            ..Ask::default()
        })
    }

    #[test]
    fn a_check_is_unfinished_until_everything_is_marked() {
        assert!(
            matches!(Check::default().verdict(&required()), Verdict::Unfinished(open) if open.len() == 7)
        );
    }

    #[test]
    fn nothing_is_sent_back_without_a_reason() {
        let mut check = Check::default();
        for r in required() {
            check.marks.insert(r, Mark::Fine);
        }
        assert_eq!(check.verdict(&required()), Verdict::Complete);
        check
            .marks
            .insert(Requirement::People, Mark::Missing("  ".to_owned()));
        assert_eq!(
            check.verdict(&required()),
            Verdict::Unreasoned(vec![Requirement::People])
        );
    }

    #[test]
    fn every_requirement_has_its_own_code() {
        let codes: std::collections::BTreeSet<String> =
            required().into_iter().map(Requirement::code).collect();
        assert_eq!(codes.len(), required().len());
    }

    proptest! {
        #[test]
        fn all_missing_items_are_named_once_and_numbered(missing in proptest::collection::vec(any::<bool>(), 8)) {
            let mut check = Check::default();
            for (r, is_missing) in required().into_iter().zip(&missing) {
                let mark = if *is_missing { Mark::Missing("why".to_owned()) } else { Mark::Fine };
                check.marks.insert(r, mark);
            }
            let expected = missing.iter().filter(|m| **m).count();
            match check.verdict(&required()) {
                Verdict::Complete => prop_assert_eq!(expected, 0),
                Verdict::Incomplete(items) => {
                    prop_assert_eq!(items.len(), expected);
                    let numbers: Vec<u32> = items.iter().map(|i| i.number).collect();
                    prop_assert_eq!(unanswered(&items), numbers.clone());
                    prop_assert_eq!(numbers, (1..).take(expected).collect::<Vec<u32>>());
                }
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
