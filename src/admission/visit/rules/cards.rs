//! The record while it is written: cards that are saved one by one, by several people at once.
//!
//! A card is a handful of texts as typed. Who saves says which version they started from; if
//! somebody else was faster nothing is overwritten, and both texts are shown.

use std::collections::BTreeMap;

use crate::admission::review::rules::Answer;
use crate::chamber::rules::{AnswerKind, Content};
use crate::kernel::{Lang, Moment, Say};
use crate::say;

/// Most characters of one field of a card.
pub const CARD_MOST: usize = 4000;

/// A card of the record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Card {
    /// When, where, whom the visitors met.
    Meeting,
    /// What was found on a criterion, by its key.
    Finding(String),
    /// What could not be seen.
    Unseen,
    /// Where the visitors disagree.
    Disagreements,
    /// What the visitors conclude.
    Conclusion,
}

/// Texts by the name of their field.
pub type Fields = BTreeMap<String, String>;

impl Card {
    /// How many conditions a conclusion has room for.
    pub const CONDITIONS: usize = 5;

    /// All cards of a record with these criteria, in order.
    pub fn all(content: &Content) -> Vec<Self> {
        let findings = content.list.iter().map(|c| Self::Finding(c.key.clone()));
        [Self::Meeting]
            .into_iter()
            .chain(findings)
            .chain([Self::Unseen, Self::Disagreements, Self::Conclusion])
            .collect()
    }

    /// Its name in the database and in URLs.
    pub fn name(&self) -> String {
        match self {
            Self::Meeting => "meeting".into(),
            Self::Finding(key) => format!("finding-{key}"),
            Self::Unseen => "unseen".into(),
            Self::Disagreements => "disagreements".into(),
            Self::Conclusion => "conclusion".into(),
        }
    }

    /// The card of that name.
    pub fn parse(name: &str, content: &Content) -> Option<Self> {
        Self::all(content)
            .into_iter()
            .find(|card| card.name() == name)
    }

    /// Message key of its title; a finding has its criterion's text instead, see [`Card::title`].
    pub fn key(&self) -> &'static str {
        match self {
            Self::Meeting => "visit-card-meeting",
            Self::Finding(_) => "visit-sheet-findings",
            Self::Unseen => "visit-card-unseen",
            Self::Disagreements => "visit-card-disagreements",
            Self::Conclusion => "visit-card-conclusion",
        }
    }

    /// The text of a finding's criterion; empty for other cards.
    pub fn title<'a>(&self, content: &'a Content, lang: Lang) -> &'a str {
        let Self::Finding(key) = self else { return "" };
        content
            .list
            .iter()
            .find(|c| c.key == *key)
            .map_or("", |c| c.text.get(lang))
    }

    /// The names of its fields.
    pub fn fields(&self) -> Vec<String> {
        let plain = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        match self {
            Self::Meeting => plain(&["began", "ended", "address", "hosts"]),
            Self::Finding(_) => plain(&["answer", "observation", "evidence"]),
            Self::Unseen | Self::Disagreements => plain(&["text"]),
            Self::Conclusion => {
                let mut names: Vec<String> = plain(&["proposal", "statement"]);
                for n in 1..=Self::CONDITIONS {
                    names.extend([format!("condition-{n}"), format!("due-{n}")]);
                }
                names
            }
        }
    }
}

/// A card as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardState {
    /// What was typed.
    pub fields: Fields,
    /// Counts up with every save; 0 before the first.
    pub version: i64,
    /// When it was saved last.
    pub changed_at: Option<Moment>,
    /// Who saved it last.
    pub changed_by: String,
    /// Everybody who wrote in it.
    pub writers: Vec<String>,
}

impl CardState {
    /// A field's text; empty for nothing.
    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// What is written in it: message key of the label, and the text.
    pub fn shown(&self) -> Vec<(&'static str, Say)> {
        let filled = self.fields.iter().filter(|(_, text)| !text.is_empty());
        filled
            .map(|(name, text)| (label(name), said(name, text)))
            .collect()
    }
}

/// Message key of a field's label.
fn label(field: &str) -> &'static str {
    match field {
        "began" => "visit-card-began",
        "ended" => "visit-card-ended",
        "address" => "visit-address",
        "hosts" => "visit-sheet-hosts",
        "answer" => "visit-card-answer",
        "observation" => "visit-card-observation",
        "evidence" => "visit-card-evidence",
        "proposal" => "visit-card-proposal",
        "statement" => "visit-card-statement",
        "text" => "visit-card-text",
        _ => "visit-card-conditions",
    }
}

/// A field's text in words: choices are posted as codes.
fn said(field: &str, text: &str) -> Say {
    let chosen = |kind| Answer::read(kind, text).map(|answer| answer.say());
    match (field, text) {
        ("answer", _) => chosen(AnswerKind::Met)
            .or_else(|| chosen(AnswerKind::YesNo))
            .or_else(|| chosen(AnswerKind::Rating))
            .unwrap_or_else(|| say!("review-plain", text = text)),
        ("proposal", "pass") => say!("visit-conclusion-pass"),
        ("proposal", "conditions") => say!("visit-conclusion-conditions"),
        ("proposal", "reject") => say!("visit-conclusion-reject"),
        _ => say!("review-plain", text = text),
    }
}

/// What becomes of texts that were typed on top of some version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// It says so already: nothing to do. A phone that lost the answer sends again.
    Same,
    /// Goes on top.
    Save,
    /// Somebody else was faster.
    Clash,
}

/// Whether `typed`, written on top of version `base`, may be saved over `stored`.
pub fn merge(stored: &CardState, base: i64, typed: &Fields) -> Merge {
    let full = |fields: &Fields| -> Fields {
        let filled = fields.iter().filter(|(_, text)| !text.is_empty());
        filled
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect()
    };
    if full(&stored.fields) == full(typed) {
        Merge::Same
    } else if base == stored.version {
        Merge::Save
    } else {
        Merge::Clash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(text: &str) -> Fields {
        [("text".to_owned(), text.to_owned())].into()
    }

    fn state(text: &str, version: i64) -> CardState {
        CardState {
            fields: fields(text),
            version,
            ..CardState::default()
        }
    }

    #[test]
    fn what_somebody_else_wrote_meanwhile_is_never_overwritten() {
        assert_eq!(merge(&state("theirs", 2), 1, &fields("mine")), Merge::Clash);
        assert_eq!(merge(&state("theirs", 2), 2, &fields("mine")), Merge::Save);
    }

    #[test]
    fn sending_the_same_again_is_no_clash() {
        assert_eq!(merge(&state("mine", 2), 1, &fields("mine")), Merge::Same);
        assert_eq!(merge(&CardState::default(), 0, &fields("")), Merge::Same);
    }

    proptest! {
        /// Two phones that save in any order, each from the version it saw last.
        #[test]
        fn no_text_is_lost_without_its_writer_knowing(saves in proptest::collection::vec((any::<bool>(), any::<bool>()), 1..40)) {
            let mut stored = CardState::default();
            let mut seen = [0i64, 0];
            let mut told = 0;
            let mut kept = 0;
            for (n, (second, looks)) in saves.iter().enumerate() {
                let who = usize::from(*second);
                if *looks {
                    seen[who] = stored.version;
                }
                match merge(&stored, seen[who], &fields(&n.to_string())) {
                    Merge::Save => {
                        prop_assert_eq!(seen[who], stored.version);
                        stored = state(&n.to_string(), stored.version + 1);
                        seen[who] = stored.version;
                        kept += 1;
                    }
                    Merge::Clash => told += 1,
                    Merge::Same => prop_assert!(false),
                }
            }
            prop_assert_eq!(kept + told, saves.len());
            prop_assert_eq!(usize::try_from(stored.version).unwrap(), kept);
        }
    }
}
