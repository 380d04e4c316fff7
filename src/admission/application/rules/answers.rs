//! What was filled in so far, what it still lacks, and what changed from one revision to the next.

use super::field::{Field, Kind, Step, Wrong};
use super::paper::{Paper, PaperKind};
use crate::kernel::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The texts of an application, as typed while it is a draft and in their one form once it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers(BTreeMap<String, String>);

/// What the chamber asks for, for the rank applied for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Codes of the ranks one can apply for.
    pub ranks: Vec<String>,
    /// How many recommenders.
    pub recommenders: u8,
    /// Which papers.
    pub papers: Vec<PaperKind>,
    /// The charter's version in force.
    pub charter: String,
}

/// One thing a step still lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A field, and what is wrong with it.
    Field(Field, Wrong),
    /// A paper that is asked for.
    Paper(PaperKind),
}

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which step.
    pub step: Step,
    /// What it lacks, in the order of the form.
    pub lacks: Vec<Lack>,
    /// Whether anything was filled in yet.
    pub begun: bool,
}

/// What changed in one place between two revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A field's text.
    Text {
        /// Which field.
        field: Field,
        /// What it said; empty for nothing.
        before: String,
        /// What it says now; empty for nothing.
        after: String,
    },
    /// A paper came.
    Added(Paper),
    /// A paper went.
    Removed(Paper),
}

impl Ask {
    /// How many recommenders the form asks for: one may always be named.
    pub fn offers(&self) -> usize {
        usize::from(self.recommenders).max(1)
    }

    /// Whether a field belongs to a recommender that the form doesn't ask for.
    fn leaves_out(&self, field: Field) -> bool {
        let mut beyond = Field::RECOMMENDERS.iter().skip(self.offers());
        beyond.any(|(name, email)| *name == field || *email == field)
    }
}

impl Answers {
    /// The answers without what the form doesn't ask for: as many recommenders as are asked for, and no more.
    pub fn as_asked(mut self, ask: &Ask) -> Self {
        for field in Field::ALL.iter().filter(|field| ask.leaves_out(**field)) {
            self.set(*field, "");
        }
        self
    }

    /// What a field says; empty for nothing.
    pub fn get(&self, field: Field) -> &str {
        self.0
            .get(field.as_str())
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// Writes a field; an empty text takes it out.
    pub fn set(&mut self, field: Field, text: &str) {
        if text.trim().is_empty() {
            self.0.remove(field.as_str());
        } else {
            self.0.insert(field.as_str().to_owned(), text.to_owned());
        }
    }

    /// Whether nothing was filled in.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a tick is set.
    pub fn ticked(&self, field: Field) -> bool {
        !self.get(field).is_empty()
    }

    /// Every field that says something, in the order of the form.
    pub fn filled(&self) -> impl Iterator<Item = (Field, &str)> {
        Field::ALL
            .iter()
            .map(|field| (*field, self.get(*field)))
            .filter(|(_, text)| !text.is_empty())
    }

    /// What is wrong with a field, the chamber's demands included.
    pub fn wrong(&self, field: Field, ask: &Ask, today: Day) -> Option<Wrong> {
        let text = self.get(field);
        match field.kind() {
            Kind::Rank if !text.is_empty() && !ask.ranks.iter().any(|rank| rank == text) => {
                Some(Wrong::Odd(crate::companies::rules::Odd::Choice))
            }
            Kind::Charter => (text.is_empty() || text != ask.charter).then_some(Wrong::Missing),
            _ if ask.leaves_out(field) => None,
            _ if text.trim().is_empty() && is_asked_recommender(field, ask) => Some(Wrong::Missing),
            _ => field.read(text, today).err(),
        }
    }

    /// The answers in their one form, once nothing is wrong with them; what can't be read is left as typed.
    pub fn in_one_form(&self, today: Day) -> Self {
        let mut all = Self::default();
        for (field, text) in self.filled() {
            match field.read(text, today) {
                Ok(Some(read)) => all.set(field, &read),
                _ => all.set(field, text),
            }
        }
        all
    }
}

/// Whether a field belongs to one of the recommenders the route asks for.
fn is_asked_recommender(field: Field, ask: &Ask) -> bool {
    let asked = Field::RECOMMENDERS
        .iter()
        .take(usize::from(ask.recommenders));
    asked
        .into_iter()
        .any(|(name, email)| *name == field || *email == field)
}

/// How far each step is.
pub fn progress(answers: &Answers, papers: &[Paper], ask: &Ask, today: Day) -> [Progress; 5] {
    Step::ALL.map(|step| {
        let fields = step.fields();
        let wrong = fields.filter_map(|f| {
            answers
                .wrong(f, ask, today)
                .map(|wrong| Lack::Field(f, wrong))
        });
        let mut lacks: Vec<Lack> = wrong.collect();
        if step == Step::Papers {
            let has = |kind: &PaperKind| papers.iter().any(|paper| paper.kind == *kind);
            lacks.extend(
                ask.papers
                    .iter()
                    .filter(|kind| !has(kind))
                    .copied()
                    .map(Lack::Paper),
            );
        }
        let begun = match step {
            Step::Papers => !papers.is_empty(),
            _ => step.fields().any(|field| !answers.get(field).is_empty()),
        };
        Progress { step, lacks, begun }
    })
}

impl Progress {
    /// Whether nothing is lacking.
    pub fn is_done(&self) -> bool {
        self.lacks.is_empty()
    }
}

/// What changed from one revision to the next, in the order of the form, papers last.
pub fn differences(before: (&Answers, &[Paper]), after: (&Answers, &[Paper])) -> Vec<Change> {
    let texts = Field::ALL
        .iter()
        .filter(|f| before.0.get(**f) != after.0.get(**f))
        .map(|f| Change::Text {
            field: *f,
            before: before.0.get(*f).to_owned(),
            after: after.0.get(*f).to_owned(),
        });
    let lacks = |papers: &[Paper], paper: &Paper| {
        !papers
            .iter()
            .any(|p| p.sha256 == paper.sha256 && p.kind == paper.kind)
    };
    let added = after
        .1
        .iter()
        .filter(|p| lacks(before.1, p))
        .cloned()
        .map(Change::Added);
    let removed = before
        .1
        .iter()
        .filter(|p| lacks(after.1, p))
        .cloned()
        .map(Change::Removed);
    texts.chain(added).chain(removed).collect()
}

#[cfg(test)]
#[path = "answers_tests.rs"]
mod tests;
