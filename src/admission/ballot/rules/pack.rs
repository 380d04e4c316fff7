//! The board pack: everything a director reads before voting on one case, on one page.
//!
//! It is frozen when the ballot opens; its text and the SHA-256 of that text never change again. It
//! holds codes and people's own words, so that each director reads it in their language.

use serde::{Deserialize, Serialize};

use crate::admission::application::rules::{Field, Paper, PaperKind, Requirement};
use crate::admission::review;
use crate::admission::stage::Proposal;
use crate::admission::visit;
use crate::companies::rules::{Currency, Industry, LegalForm, RevenueBand, StaffBand};
use crate::dues::rules::standard::Quote;
use crate::kernel::brand::Trilingual;
use crate::kernel::id::CaseId;
use crate::kernel::{Day, Moment, Say};
use crate::say;

/// The papers of one case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// Version of this form.
    pub format: u32,
    /// What is decided.
    pub subject: Subject,
    /// The company and its application, field by field.
    pub facts: Vec<PackFact>,
    /// The papers that were sent in.
    pub papers: Vec<PackPaper>,
    /// The completeness check.
    pub checklist: Vec<CheckLine>,
    /// Whether it was accepted because the office let its time pass.
    pub deemed: bool,
    /// How many correction lists there were.
    pub corrections: u32,
    /// The qualification review; none if the route has none.
    pub review: Option<review::rules::Summary>,
    /// The site visit; none if there was none.
    pub visit: Option<visit::rules::Summary>,
    /// Conflicts of interest that reviewers, visitors and directors are known to have.
    pub interests: Vec<Interest>,
    /// What the secretariat proposes.
    pub recommendation: Recommendation,
    /// What the office adds for this round.
    pub note: String,
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// The company's registered name.
    pub company: String,
    /// Code of the rank applied for.
    pub rank: String,
    /// Its name.
    pub rank_name: Trilingual,
    /// What the rank costs by the standard in force when the pack is frozen.
    #[serde(flatten)]
    pub quote: Quote,
    /// What the applicant was told on sending, where that was another figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Quote>,
    /// The charter's version the company accepted.
    pub charter: String,
    /// When the application was first sent.
    pub sent_at: Option<Moment>,
}

impl Subject {
    /// What the applicant was told the rank costs, where that was another figure.
    #[must_use]
    pub fn told_in_words(&self) -> Option<Say> {
        let told = self.told?;
        Some(say!("ballot-pack-told", dues = told.in_words()))
    }

    /// What the rank costs, and what the applicant was told, in one sentence.
    #[must_use]
    pub fn dues_in_words(&self) -> Say {
        let dues = self.quote.whole();
        match self.told_in_words() {
            Some(told) => say!("dues-quote-whole", dues = dues, first = told),
            None => dues,
        }
    }
}

/// One field of the application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFact {
    /// The field's code.
    pub field: String,
    /// What it says.
    pub text: String,
}

/// One paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackPaper {
    /// Its kind.
    pub kind: String,
    /// The name it was uploaded under.
    pub name: String,
    /// Its hash.
    pub sha256: String,
}

/// One line of the completeness check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLine {
    /// The requirement's code.
    pub requirement: String,
    /// Whether it was found in order; `None` if it was never looked at.
    pub fine: Option<bool>,
}

/// A conflict of interest that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interest {
    /// Whose.
    pub name: String,
    /// Where it was declared: `review`, `visit`, `ballot`.
    pub step: String,
    /// What it is.
    pub text: String,
}

/// What the secretariat proposes to the board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Admit, admit with conditions, don't admit.
    pub proposal: Proposal,
    /// Why.
    pub summary: String,
    /// What admission is tied to.
    pub conditions: Vec<String>,
    /// Who laid the case before the board.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl Pack {
    /// Version of the form that is written today.
    pub const FORMAT: u32 = 1;

    /// The one text of this pack: JSON without spaces, keys in order. The hash is of these bytes.
    ///
    /// # Errors
    /// If it can't be written as JSON, which no pack that was read can't.
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_value(self)?.to_string())
    }
}

impl Pack {
    /// How the completeness check came out as a whole: tone and message key.
    pub fn checked(&self) -> (&'static str, &'static str) {
        let all = || self.checklist.iter().map(|line| line.fine);
        let missing = all().find(|fine| *fine == Some(false));
        found(
            missing
                .or_else(|| all().find(Option::is_none))
                .unwrap_or(Some(true)),
        )
    }

    /// What the review came to; none before it was concluded.
    pub fn reviewed(&self) -> Option<Proposal> {
        self.review.as_ref()?.concluded.as_ref()?.proposal
    }

    /// How many reviews stand against the others.
    pub fn dissents(&self) -> usize {
        let reviews = self.review.iter().flat_map(|review| &review.reviews);
        reviews.filter(|review| review.dissents).count()
    }
}

/// Tone and message key of what the completeness check found.
fn found(fine: Option<bool>) -> (&'static str, &'static str) {
    match fine {
        Some(true) => ("jade", "ballot-pack-fine"),
        Some(false) => ("red", "ballot-pack-missing"),
        None => ("ink", "ballot-pack-unmarked"),
    }
}

impl PackPaper {
    /// How the pack names a paper of the application.
    pub fn of(paper: &Paper) -> Self {
        Self {
            kind: paper.kind.word().to_owned(),
            name: paper.name.clone(),
            sha256: paper.sha256.clone(),
        }
    }

    /// Whether the board opens it. What proves who somebody is stays with the office, which looked at it:
    /// the number of an identity card and where its holder lives decide nothing.
    pub fn opens(&self) -> bool {
        PaperKind::from_word(&self.kind).is_some_and(|kind| kind != PaperKind::Identity)
    }

    /// Message key of its kind.
    pub fn key(&self) -> &'static str {
        PaperKind::from_word(&self.kind)
            .unwrap_or(PaperKind::Other)
            .key()
    }
}

impl CheckLine {
    /// What was found: tone and message key.
    pub fn found(&self) -> (&'static str, &'static str) {
        found(self.fine)
    }

    /// Message key of the requirement.
    pub fn key(&self) -> &'static str {
        let paper = self.requirement.strip_prefix("paper_");
        if let Some(kind) = paper.and_then(PaperKind::from_word) {
            return kind.key();
        }
        let plain = [
            Requirement::Identity,
            Requirement::Company,
            Requirement::People,
            Requirement::Recommenders,
            Requirement::Reasons,
        ];
        let found = plain.into_iter().find(|r| r.code() == self.requirement);
        found.unwrap_or(Requirement::Other).key()
    }
}

impl Interest {
    /// Message key of the step it was declared in.
    pub fn step_key(&self) -> &'static str {
        match self.step.as_str() {
            "review" => "ballot-interest-review",
            "visit" => "ballot-interest-visit",
            _ => "ballot-interest-board",
        }
    }
}

impl PackFact {
    /// The fields of an application that the board reads: no phone numbers, no addresses of people.
    pub const SHOWN: [Field; 20] = [
        Field::Name,
        Field::NameEn,
        Field::CreditCode,
        Field::LegalForm,
        Field::FoundedOn,
        Field::Capital,
        Field::Currency,
        Field::Industry,
        Field::Staff,
        Field::Revenue,
        Field::Address,
        Field::Website,
        Field::LegalName,
        Field::RepName,
        Field::RepPost,
        Field::Recommender1,
        Field::Recommender2,
        Field::Recommender3,
        Field::Introduction,
        Field::Why,
    ];

    /// Message key of its label; `None` for a field this version doesn't know.
    pub fn label(&self) -> Option<&'static str> {
        Field::parse(&self.field).map(Field::key)
    }

    /// Whether it is long text that stands by itself.
    pub fn is_long(&self) -> bool {
        matches!(
            Field::parse(&self.field),
            Some(Field::Introduction | Field::Why)
        )
    }

    /// Message key of a value that is one of a fixed list.
    pub fn value_key(&self) -> Option<&'static str> {
        let text = self.text.as_str();
        match Field::parse(&self.field)? {
            Field::LegalForm => LegalForm::from_word(text).map(LegalForm::key),
            Field::Industry => Industry::from_word(text).map(Industry::key),
            Field::Staff => StaffBand::from_word(text).map(StaffBand::key),
            Field::Revenue => RevenueBand::from_word(text).map(RevenueBand::key),
            Field::Currency => Currency::from_word(text).map(Currency::key),
            _ => None,
        }
    }

    /// The day, where it is one.
    pub fn day(&self) -> Option<Day> {
        let is_day = Field::parse(&self.field) == Some(Field::FoundedOn);
        is_day.then(|| self.text.parse().ok()).flatten()
    }
}

#[cfg(test)]
#[path = "pack_tests.rs"]
mod tests;
