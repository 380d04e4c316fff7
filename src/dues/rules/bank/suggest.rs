//! What a bank's line may pay: each open invoice in question gets a score with its reasons. A reference
//! says more than all else together, who paid more than how much: strangers owe the same sum. A name that stands
//! on the line is never outdone by an account that paid before. Pure.

use super::exact::{Doubt, Exact, Owed, exact, is_refund};
use super::what::What;
use super::{Line, names};
use crate::dues::rules::InvoiceId;
use crate::dues::rules::reference;
use crate::kernel::{Day, Fen, text};
use crate::words;

words! {
    /// Why an invoice is suggested.
    #[derive(PartialOrd, Ord)]
    pub enum Reason: key "dues-reason-" {
        /// Its reference stands in the purpose.
        Reference = "reference";
        /// Its number stands in the purpose.
        Number = "number";
        /// Exactly its open amount came.
        Amount = "amount";
        /// The company's credit code stands in the purpose.
        Code = "code";
        /// The payer has the company's name.
        Name = "name";
        /// The company paid from that account before.
        Account = "account";
        /// It was issued before the money came.
        Day = "day";
    }
}

impl Reason {
    /// What it counts: a reference more than all that isn't one, a name more than amount and day.
    #[must_use]
    pub const fn points(self) -> i64 {
        match self {
            Self::Reference => 53,
            Self::Number => 40,
            Self::Code => 14,
            Self::Name | Self::Account => 12,
            Self::Amount => 6,
            Self::Day => 3,
        }
    }

    /// Whether it says who paid or for what: an amount alone may be anybody's.
    #[must_use]
    pub const fn tells(self) -> bool {
        !matches!(self, Self::Amount | Self::Day)
    }
}

/// An open invoice as far as suggestions need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: InvoiceId,
    /// Its reference.
    pub reference: String,
    /// Its number.
    pub number: String,
    /// What is open of it.
    pub open: Fen,
    /// The company's name, that in English, and the one that it was billed under.
    pub names: [String; 3],
    /// Its credit code.
    pub code: String,
    /// When it was issued.
    pub issued_on: Day,
    /// Whether the company paid from the line's account before.
    pub known_account: bool,
    /// Whether the line names another company of here, which never paid from that account.
    pub names_other: bool,
}

impl<'a> From<&'a Candidate> for Owed<'a> {
    fn from(one: &'a Candidate) -> Self {
        Self {
            id: &one.id,
            reference: &one.reference,
            number: &one.number,
            open: one.open,
            issued_on: one.issued_on,
        }
    }
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Which invoice.
    pub id: InvoiceId,
    /// How much of the line it would take.
    pub amount: Fen,
    /// How sure, up to 100.
    pub score: i64,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What a line may pay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggested {
    /// The best first.
    pub list: Vec<Suggestion>,
    /// Invoices to be paid with it, each in full, without anybody looking: empty unless references
    /// and amount agree to the fen.
    pub exact: Vec<(InvoiceId, Fen)>,
    /// What makes somebody look at it.
    pub doubts: Vec<Doubt>,
}

impl Suggestion {
    /// Whether anything but amount and day speaks for it.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.reasons.iter().any(|reason| reason.tells())
    }

    /// Whether the purpose names it.
    #[must_use]
    pub fn is_named(&self) -> bool {
        let names = |reason: &Reason| matches!(reason, Reason::Reference | Reason::Number);
        self.reasons.iter().any(names)
    }
}

/// What a line says.
struct Said<'a> {
    line: &'a Line,
    references: Vec<String>,
    numbers: Vec<String>,
    words: String,
}

impl<'a> Said<'a> {
    fn by(line: &'a Line) -> Self {
        Self {
            references: reference::find(&line.purpose),
            numbers: reference::numbers(&line.purpose),
            words: text::fold(&line.purpose).to_uppercase(),
            line,
        }
    }

    /// Whether the company is who paid, or for whom somebody says that they did.
    fn is_of(&self, one: &Candidate) -> bool {
        let (payer, purpose) = (&self.line.payer, &self.line.purpose);
        let is_payer = |name: &String| names::same(payer, name) || names::names(purpose, name);
        one.names.iter().any(is_payer)
    }

    fn reasons(&self, one: &Candidate) -> Vec<Reason> {
        let has_code = !one.code.is_empty() && self.words.contains(&one.code);
        [
            (Reason::Reference, self.references.contains(&one.reference)),
            (Reason::Number, self.numbers.contains(&one.number)),
            (Reason::Amount, one.open == self.line.amount),
            (Reason::Code, has_code),
            (Reason::Name, self.is_of(one)),
            (Reason::Account, one.known_account),
            (Reason::Day, one.issued_on <= self.line.on),
        ]
        .into_iter()
        .filter_map(|(reason, holds)| holds.then_some(reason))
        .collect()
    }
}

/// Scores the candidates for a line: none for what is no payment.
#[must_use]
pub fn suggest(line: &Line, candidates: &[Candidate]) -> Suggested {
    if line.amount.0 <= 0 || line.what != What::Plain {
        return Suggested::default();
    }
    let said = Said::by(line);
    let named = candidates.iter().any(|c| said.is_of(c));
    let agreed = candidates.iter().any(|c| c.known_account && said.is_of(c));
    // Whose account it is says nothing against whose name stands there.
    let is_outdone = |c: &Candidate| c.known_account && !said.is_of(c) && (named || c.names_other);
    let scored = |c: &Candidate| {
        let reasons = said.reasons(c);
        let counts = |reason: &&Reason| **reason != Reason::Account || !is_outdone(c);
        let points = reasons.iter().filter(counts).map(|r| r.points());
        Suggestion {
            id: c.id.clone(),
            amount: Fen(c.open.0.min(line.amount.0)),
            score: points.sum::<i64>().min(100),
            reasons,
        }
    };
    let open = candidates.iter().filter(|c| c.open.0 > 0);
    let mut list: Vec<Suggestion> = open.map(scored).collect();
    list.retain(|s| s.reasons.iter().any(|r| *r != Reason::Day));
    // Between equals the first in question, which fell due first.
    list.sort_by_key(|one| std::cmp::Reverse(one.score));
    let is_early = |c: &Candidate| said.references.contains(&c.reference) && line.on < c.issued_on;
    let says = |s: &Suggestion| s.is_named() || s.reasons.contains(&Reason::Code);
    let outdone = candidates.iter().any(is_outdone);
    let disagree = outdone && !agreed && !list.iter().any(says);
    let doubts = [
        (Doubt::Refund, is_refund(line)),
        (Doubt::Before, candidates.iter().any(is_early)),
        (Doubt::Disagree, disagree),
    ];
    let doubts = doubts.into_iter();
    let doubts = doubts.filter_map(|(doubt, holds)| holds.then_some(doubt));
    Suggested {
        exact: match exact(line, candidates.iter().map(Owed::from), None) {
            Exact::Pays(all) => all,
            Exact::Nothing | Exact::Asks(_) => vec![],
        },
        doubts: doubts.collect(),
        list,
    }
}

#[cfg(test)]
#[path = "suggest_tests.rs"]
mod tests;
