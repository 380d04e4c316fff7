//! The text of the membership agreement: plain paragraphs with named fields in braces.

use crate::kernel::brand::Trilingual;
use crate::kernel::id::Id;
use crate::kernel::{Lang, Moment};

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
    /// The text, a paragraph a line, with fields like `{company}`.
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
    fn get(&self, field: &str) -> Option<&str> {
        Some(match field {
            "chamber" => &self.chamber,
            "company" => &self.company,
            "credit_code" => &self.credit_code,
            "rank" => &self.rank,
            "dues" => &self.dues,
            "organ" => &self.organ,
            "decided_on" => &self.decided_on,
            "charter" => &self.charter,
            "conditions" => &self.conditions,
            _ => return None,
        })
    }
}

impl Agreement {
    /// The paragraphs in `lang` with the fields filled in. A brace that opens no field stays as
    /// it is, and what is filled in is never looked through for fields again.
    #[must_use]
    pub fn filled(&self, lang: Lang, terms: &Terms) -> Vec<String> {
        let text = self.text.get(lang);
        text.lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .map(|l| fill(l, terms))
            .collect()
    }
}

fn fill(line: &str, terms: &Terms) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        out += before;
        match after
            .split_once('}')
            .and_then(|(name, tail)| Some((terms.get(name)?, tail)))
        {
            Some((value, tail)) => {
                out += value;
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
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
    use proptest::prelude::*;

    fn terms() -> Terms {
        Terms {
            company: "{rank} 公司".into(),
            rank: "会员".into(),
            ..Terms::default()
        }
    }

    #[test]
    fn fields_are_filled_once_and_a_companys_name_is_never_read_as_one() {
        assert_eq!(
            fill("乙方：{company}，{rank}。{x} {", &terms()),
            "乙方：{rank} 公司，会员。{x} {"
        );
        assert_eq!(unknown_fields("{company} {compny} {rank}"), ["compny"]);
    }

    #[test]
    fn every_field_has_a_value() {
        assert!(FIELDS.iter().all(|f| Terms::default().get(f).is_some()));
    }

    proptest! {
        #[test]
        fn a_text_without_braces_stays_as_it_is(text in "[^{}]{0,80}") {
            prop_assert_eq!(fill(&text, &terms()), text);
        }
    }
}
