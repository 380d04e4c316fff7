//! What a bank's line may pay: each open invoice in question gets a score with its reasons. Exact is
//! what carries the reference and the amount: only that is booked by the dozen. Pure.

use super::Line;
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
    /// What it counts.
    #[must_use]
    pub const fn points(self) -> i64 {
        match self {
            Self::Reference => 60,
            Self::Amount => 20,
            Self::Code => 20,
            Self::Name | Self::Account => 15,
            Self::Day => 5,
        }
    }
}

/// An open invoice as far as suggestions need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: InvoiceId,
    /// Its reference.
    pub reference: String,
    /// What is open of it.
    pub open: Fen,
    /// The company's name.
    pub name: String,
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

fn same_name(payer: &str, name: &str) -> bool {
    let bare = |s: &str| -> String {
        text::fold(s)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let payer = bare(payer);
    !payer.is_empty() && payer == bare(name)
}

/// Scores the candidates for a line.
#[must_use]
pub fn suggest(line: &Line, candidates: &[Candidate]) -> Suggested {
    if line.amount.0 <= 0 {
        return Suggested::default();
    }
    let references = reference::find(&line.purpose);
    let words: String = text::fold(&line.purpose).to_uppercase();
    let mut list: Vec<Suggestion> = candidates
        .iter()
        .filter(|c| c.open.0 > 0)
        .map(|c| {
            let reasons: Vec<Reason> = [
                (Reason::Reference, references.contains(&c.reference)),
                (Reason::Amount, c.open == line.amount),
                (Reason::Code, !c.code.is_empty() && words.contains(&c.code)),
                (Reason::Name, same_name(&line.payer, &c.name)),
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
    list.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
    let named: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| c.open.0 > 0 && references.contains(&c.reference))
        .collect();
    let fits = !named.is_empty() && named.iter().map(|c| c.open.0).sum::<i64>() == line.amount.0;
    let exact = if fits {
        named.iter().map(|c| (c.id.clone(), c.open)).collect()
    } else {
        vec![]
    };
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
            open: Fen(open),
            name: format!("Company {seq} Ltd."),
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
        assert_eq!(found.list[0].score, 85);
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
