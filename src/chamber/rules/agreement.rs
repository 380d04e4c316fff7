//! The text of the membership agreement: plain paragraphs with named fields in braces.

use serde::{Deserialize, Serialize};

use crate::kernel::Moment;
use crate::kernel::brand::Trilingual;
use crate::kernel::id::Id;

/// Marker for agreement versions.
pub enum AgreementKind {}
/// Id of a version of the agreement's text.
pub type AgreementId = Id<AgreementKind>;

/// A version of the agreement's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// Its number, from 1.
    pub number: i32,
    /// The text, a paragraph a line, small Markdown with fields like `{company}`.
    pub text: Trilingual,
    /// What changed against the one before, in words.
    pub changes: String,
    /// When it was published.
    pub published_at: Moment,
    /// By whom; empty for the text every chamber starts from.
    pub published_by: String,
}

/// The fields a text can name.
pub const FIELDS: [&str; 9] = [
    "chamber",
    "company",
    "credit_code",
    "rank",
    "dues",
    "organ",
    "decided_on",
    "charter",
    "conditions",
];

/// What the fields stand for in one agreement, already written in its language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// The chamber's name.
    pub chamber: String,
    /// The company's name.
    pub company: String,
    /// Its credit code.
    pub credit_code: String,
    /// The rank.
    pub rank: String,
    /// Dues a year with the currency.
    pub dues: String,
    /// The organ that decided.
    pub organ: String,
    /// The day it decided.
    pub decided_on: String,
    /// The charter's version.
    pub charter: String,
    /// Conditions of the admission; a word like "none" where there are none.
    pub conditions: String,
}

impl Terms {
    /// Each field with what it stands for.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, &str); 9] {
        [
            ("chamber", &self.chamber),
            ("company", &self.company),
            ("credit_code", &self.credit_code),
            ("rank", &self.rank),
            ("dues", &self.dues),
            ("organ", &self.organ),
            ("decided_on", &self.decided_on),
            ("charter", &self.charter),
            ("conditions", &self.conditions),
        ]
    }
}

/// The names in braces that are no fields: typing errors in a text.
#[must_use]
pub fn unknown_fields(text: &str) -> Vec<String> {
    let names = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(n, _)| n);
    names
        .filter(|n| !FIELDS.contains(n))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_field_is_noticed() {
        assert_eq!(unknown_fields("{company} {compny} {rank}"), ["compny"]);
    }

    #[test]
    fn every_field_has_a_value() {
        assert_eq!(Terms::default().fields().map(|(name, _)| name), FIELDS);
    }
}
