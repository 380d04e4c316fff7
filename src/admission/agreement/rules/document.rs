//! The text of an agreement: the chamber's text with the decided terms filled in.
//!
//! It is frozen as JSON before anybody signs; its hash is of that text and is what is signed.

use serde::{Deserialize, Serialize};

use crate::chamber::rules::Terms;
use crate::dues::rules::standard::Quote;
use crate::kernel::id::CaseId;
use crate::kernel::{Day, Lang};

/// What was decided, as the agreement puts it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// The company's registered name.
    pub company: String,
    /// Its credit code.
    pub credit_code: String,
    /// The chamber's name.
    pub chamber: String,
    /// Code of the rank.
    pub rank: String,
    /// What the rank costs by the standard in force when the agreement was made.
    #[serde(flatten)]
    pub quote: Quote,
    /// The charter's version.
    pub charter: String,
    /// What admission is tied to.
    pub conditions: Vec<String>,
    /// Hash of the pack it was decided on.
    pub pack: String,
    /// The day the decision was counted.
    pub decided_on: Option<Day>,
}

/// The agreement as it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Version of this form.
    pub format: u32,
    /// The language it is written in.
    pub lang: Lang,
    /// Id of the chamber's text it was made from.
    pub template: String,
    /// That text's number.
    pub template_number: i32,
    /// The terms.
    pub decided: Decided,
    /// Its title.
    pub title: String,
    /// The text, paragraph by paragraph, without its markup.
    pub paragraphs: Vec<String>,
    /// The chamber's text with its markup and fields; empty in the first form.
    #[serde(default)]
    pub text: String,
    /// What the fields stand for.
    #[serde(default)]
    pub terms: Terms,
}

impl Document {
    /// Version of the form that is written today.
    pub const FORMAT: u32 = 2;

    /// The one text of this document: JSON without spaces, keys in order. The hash is of these bytes.
    ///
    /// # Errors
    /// If it can't be written as JSON.
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_value(self)?.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Fen;
    use proptest::prelude::*;

    fn document(company: &str, paragraphs: Vec<String>) -> Document {
        Document {
            format: Document::FORMAT,
            lang: Lang::ZhCn,
            template: "t".into(),
            template_number: 1,
            title: "Agreement".into(),
            decided: Decided {
                case: CaseId::new(),
                number: "2026-0001".into(),
                company: company.into(),
                credit_code: String::new(),
                chamber: String::new(),
                rank: "member".into(),
                quote: Quote {
                    dues: Some(Fen(500_000)),
                    ..Quote::default()
                },
                charter: "1".into(),
                conditions: vec![],
                pack: String::new(),
                decided_on: None,
            },
            paragraphs,
            text: String::new(),
            terms: Terms::default(),
        }
    }

    proptest! {
        #[test]
        fn a_document_reads_back_to_the_same_text(
            company in "(?s).{0,40}",
            text in proptest::collection::vec("(?s).{0,60}", 0..4),
        ) {
            let frozen = document(&company, text).canonical().unwrap();
            let again: Document = serde_json::from_str(&frozen).unwrap();
            prop_assert_eq!(again.canonical().unwrap(), frozen);
        }
    }
}
