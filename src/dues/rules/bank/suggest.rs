//! What a bank's line may pay: each open invoice in question gets a score with its reasons. A reference
//! says more than all else together, who paid more than how much: strangers owe the same sum. Exact is
//! what carries the reference and the amount: only that is booked by the dozen. Pure.

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
    /// The company's name, and the one that it was billed under.
    pub names: [String; 2],
    /// Its credit code.
    pub code: String,
    /// When it was issued.
    pub issued_on: Day,
    /// Whether the company paid from the line's account before.
    pub known_account: bool,
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
}

impl Suggestion {
    /// Whether anything but amount and day speaks for it.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.reasons.iter().any(|reason| reason.tells())
    }
}

/// Which of these invoices with what is open of each a line pays in full, without anybody looking:
/// those whose references it carries, if together they are its amount to the fen. What a bank took
/// back, or sent back to us, pays nothing.
#[must_use]
pub fn exact<'a>(
    line: &Line,
    invoices: impl Iterator<Item = (&'a InvoiceId, &'a str, Fen)>,
) -> Vec<(InvoiceId, Fen)> {
    let references = reference::find(&line.purpose);
    let named = invoices
        .filter(|(_, reference, open)| open.0 > 0 && references.iter().any(|one| one == reference));
    let named: Vec<_> = named.map(|(id, _, open)| (id.clone(), open)).collect();
    let fits = named.iter().map(|(_, open)| open.0).sum::<i64>() == line.amount.0;
    match fits && line.amount.0 > 0 && line.what == What::Plain {
        true => named,
        false => vec![],
    }
}

/// Scores the candidates for a line: none for what is no payment.
#[must_use]
pub fn suggest(line: &Line, candidates: &[Candidate]) -> Suggested {
    if line.amount.0 <= 0 || line.what != What::Plain {
        return Suggested::default();
    }
    let references = reference::find(&line.purpose);
    let words: String = text::fold(&line.purpose).to_uppercase();
    let numbers = reference::numbers(&line.purpose);
    // Who paid, or for whom somebody says that they did.
    let is_payer =
        |name: &String| names::same(&line.payer, name) || names::names(&line.purpose, name);
    let is_named = |c: &Candidate| c.names.iter().any(is_payer);
    let mut list: Vec<Suggestion> = candidates
        .iter()
        .filter(|c| c.open.0 > 0)
        .map(|c| {
            let reasons: Vec<Reason> = [
                (Reason::Reference, references.contains(&c.reference)),
                (Reason::Number, numbers.contains(&c.number)),
                (Reason::Amount, c.open == line.amount),
                (Reason::Code, !c.code.is_empty() && words.contains(&c.code)),
                (Reason::Name, is_named(c)),
                (Reason::Account, c.known_account),
                (Reason::Day, c.issued_on <= line.on),
            ]
            .into_iter()
            .filter_map(|(reason, holds)| holds.then_some(reason))
            .collect();
            let score = reasons.iter().map(|r| r.points()).sum::<i64>().min(100);
            let amount = Fen(c.open.0.min(line.amount.0));
            Suggestion {
                id: c.id.clone(),
                amount,
                score,
                reasons,
            }
        })
        .filter(|s| s.reasons.iter().any(|r| *r != Reason::Day))
        .collect();
    // Between equals the first in question, which fell due first.
    list.sort_by_key(|one| std::cmp::Reverse(one.score));
    let known = candidates.iter();
    let exact = exact(line, known.map(|c| (&c.id, c.reference.as_str(), c.open)));
    Suggested { list, exact }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(seq: i64, open: i64) -> Candidate {
        Candidate {
            id: InvoiceId::new(),
            reference: reference::make(2026, 1, seq),
            number: format!("D2026-{seq:05}"),
            open: Fen(open),
            names: [format!("Company {seq} Ltd."), format!("Old {seq}")],
            code: String::new(),
            issued_on: "2026-01-01".parse().unwrap(),
            known_account: false,
        }
    }

    fn line(amount: i64, payer: &str, purpose: String) -> Line {
        Line {
            on: "2026-11-02".parse().unwrap(),
            amount: Fen(amount),
            payer: payer.into(),
            purpose,
            ..Line::default()
        }
    }

    #[test]
    fn reference_and_amount_are_exact_and_an_o_for_a_nought_is_read() {
        let all = [candidate(1, 500_000), candidate(2, 500_000)];
        let typed = all[1].reference.replace('0', "O");
        let found = suggest(&line(500_000, "somebody", typed), &all);
        assert_eq!(found.exact, [(all[1].id.clone(), Fen(500_000))]);
        assert_eq!(found.list[0].id, all[1].id);
        assert_eq!(
            found.list[0].reasons,
            [Reason::Reference, Reason::Amount, Reason::Day]
        );
        assert_eq!(found.list[0].score, 62);
    }

    #[test]
    fn several_references_are_split_only_if_the_sum_fits() {
        let all = [candidate(1, 300), candidate(2, 200)];
        let both = format!("{} {}", all[0].reference, all[1].reference);
        let exact = |amount| suggest(&line(amount, "", both.clone()), &all).exact.len();
        assert_eq!(
            (exact(500), exact(499), exact(501), exact(300)),
            (2, 0, 0, 0)
        );
    }

    #[test]
    fn name_and_amount_alone_are_a_suggestion_and_never_exact() {
        let all = [candidate(7, 500), candidate(8, 900)];
        let found = suggest(&line(500, "COMPANY 7 LTD", "dues".into()), &all);
        assert!(found.exact.is_empty());
        assert_eq!(found.list.len(), 1);
        assert_eq!(
            found.list[0].reasons,
            [Reason::Amount, Reason::Name, Reason::Day]
        );
    }

    #[test]
    fn a_reference_goes_before_whoever_paid_and_that_before_how_much() {
        let mut all = [1, 2, 3].map(|seq| candidate(seq, 500));
        all[1].known_account = true;
        all[1].code = "91440300MA5EXAMPL0".into();
        let purpose = format!("{} {}", all[2].reference, all[1].code);
        let found = suggest(&line(500, "company 2 ltd", purpose), &all);
        let order: Vec<&InvoiceId> = found.list.iter().map(|s| &s.id).collect();
        assert_eq!(order, [&all[2].id, &all[1].id, &all[0].id]);
        // Three owe what came; the one that is named goes first, though it owes another amount.
        all[1] = Candidate {
            open: Fen(900),
            ..candidate(2, 900)
        };
        let found = suggest(&line(500, "old 2", "dues".into()), &all);
        assert_eq!(found.list[0].id, all[1].id);
        assert_eq!(found.list.iter().filter(|s| s.is_told()).count(), 1);
    }

    #[test]
    fn who_owes_the_same_sum_by_chance_is_told_by_nothing() {
        let all = [1, 2].map(|seq| candidate(seq, 500));
        let found = suggest(&line(500, "a stranger", "dues".into()), &all);
        assert_eq!(found.list.len(), 2);
        assert!(found.list.iter().all(|s| !s.is_told() && s.score < 10));
    }

    #[test]
    fn a_reference_in_what_the_bank_took_back_pays_nothing() {
        let all = [candidate(1, 500)];
        let mut back = line(500, "", all[0].reference.clone());
        assert_eq!(suggest(&back, &all).exact.len(), 1);
        for what in [What::Return, What::Charge] {
            back.what = what;
            assert_eq!(suggest(&back, &all), Suggested::default());
        }
    }

    #[test]
    fn a_number_or_a_firm_that_is_written_comes_before_an_equal_amount() {
        let all = [candidate(1, 500), candidate(2, 900), candidate(3, 700)];
        let found = suggest(&line(500, "somebody", "dues d2026-00002".to_owned()), &all);
        assert_eq!(found.list[0].id, all[1].id);
        assert!(found.list[0].is_told() && found.exact.is_empty());
        let found = suggest(
            &line(500, "somebody", "for company 3 ltd.".to_owned()),
            &all,
        );
        assert_eq!(found.list[0].id, all[2].id);
        assert!(found.list[0].reasons.contains(&Reason::Name));
    }

    proptest! {
        #[test]
        fn what_is_exact_takes_the_whole_line_and_no_more_than_is_open(
            opens in proptest::collection::vec(0i64..1000, 1..6), amount in -100i64..3000, named in 0usize..6
        ) {
            let all: Vec<Candidate> = (1i64..).zip(&opens).map(|(n, open)| candidate(n, *open)).collect();
            let purpose: Vec<String> = all.iter().take(named).map(|c| c.reference.clone()).collect();
            let found = suggest(&line(amount, "", purpose.join(" ")), &all);
            for (id, fen) in &found.exact {
                let one = all.iter().find(|c| c.id == *id).unwrap();
                prop_assert_eq!(*fen, one.open);
            }
            if !found.exact.is_empty() {
                prop_assert_eq!(found.exact.iter().map(|(_, f)| f.0).sum::<i64>(), amount);
            }
        }
    }
}
