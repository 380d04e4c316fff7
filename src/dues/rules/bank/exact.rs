//! Which lines are booked by the dozen, without anybody looking: those that carry the references of what they
//! pay, to the fen, and about which nothing is in doubt. Pure.

use super::Line;
use super::what::What;
use super::words::REFUND;
use crate::dues::rules::InvoiceId;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::reference;
use crate::kernel::{Day, Fen, Say, text};
use crate::say;
use crate::words;

words! {
    /// What makes somebody look at a line.
    pub enum Doubt: key "dues-doubt-" {
        /// Its purpose says that it gives something back.
        Refund = "refund";
        /// It came before the invoice that it names was issued.
        Before = "before";
        /// Its name is one company's, its account another's.
        Disagree = "disagree";
    }
}

impl Doubt {
    /// Whether nothing is proposed while it stands: what the line names may not be what it pays.
    #[must_use]
    pub const fn stops(self) -> bool {
        !matches!(self, Self::Before)
    }
}

/// An invoice that a line may name.
#[derive(Debug, Clone, Copy)]
pub struct Owed<'a> {
    /// Its id.
    pub id: &'a InvoiceId,
    /// Its reference.
    pub reference: &'a str,
    /// Its number.
    pub number: &'a str,
    /// What is open of it.
    pub open: Fen,
    /// When it was issued.
    pub issued_on: Day,
}

impl<'a> From<&'a Invoice> for Owed<'a> {
    fn from(invoice: &'a Invoice) -> Self {
        Self {
            id: &invoice.id,
            reference: &invoice.reference,
            number: &invoice.number,
            open: invoice.open(),
            issued_on: invoice.issued_on,
        }
    }
}

/// What is done with a line without anybody looking.
#[derive(Debug, Clone, PartialEq)]
pub enum Exact {
    /// Nothing: it isn't exact.
    Nothing,
    /// It pays these in full.
    Pays(Vec<(InvoiceId, Fen)>),
    /// Nothing, though its reference would do: somebody has to look, and why.
    Asks(Say),
}

/// How many days may lie between a transfer as somebody wrote it down and as the bank did.
pub const NEAR: i64 = 5;

/// Whether a transfer that was written down under one day may be a line of the other.
#[must_use]
pub fn is_near(one: Day, other: Day) -> bool {
    (one - other).num_days().abs() <= NEAR
}

/// Whether money that came in says that it gives something back.
#[must_use]
pub fn is_refund(line: &Line) -> bool {
    let said = text::fold(&line.purpose);
    let mut refunds = REFUND.split_whitespace();
    line.amount.0 > 0 && refunds.any(|word| said.contains(word))
}

/// Which of these invoices a line pays in full, without anybody looking: those whose references it carries, if
/// together they are its amount to the fen. What a bank took back, or sent back to us, pays nothing. `entered` is
/// the receipt of a payment like it that was written down by hand and that no line shows.
#[must_use]
pub fn exact<'a>(
    line: &Line,
    invoices: impl Iterator<Item = Owed<'a>>,
    entered: Option<&str>,
) -> Exact {
    if line.amount.0 <= 0 || line.what != What::Plain {
        return Exact::Nothing;
    }
    let references = reference::find(&line.purpose);
    let named = invoices.filter(|one| references.iter().any(|known| known == one.reference));
    let named: Vec<Owed> = named.collect();
    let open: Vec<&Owed> = named.iter().filter(|one| one.open.0 > 0).collect();
    let Some(first) = named.first() else {
        return Exact::Nothing;
    };
    if !open.is_empty() && open.iter().map(|one| one.open.0).sum::<i64>() != line.amount.0 {
        return Exact::Nothing;
    }
    if let Some(receipt) = entered {
        return Exact::Asks(say!("dues-doubt-entered", receipt = receipt));
    }
    if open.is_empty() {
        return Exact::Asks(say!("dues-doubt-settled", number = first.number));
    }
    if is_refund(line) {
        return Exact::Asks(Doubt::Refund.in_words());
    }
    if open.iter().any(|one| line.on < one.issued_on) {
        return Exact::Asks(Doubt::Before.in_words());
    }
    let pays = open.iter().map(|one| (one.id.clone(), one.open));
    Exact::Pays(pays.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is done with a line of this day that names an invoice of 1 January over 500 fen, of which so much is open.
    fn done(on: &str, said: &str, open: i64, entered: Option<&str>) -> Exact {
        let (id, reference) = (InvoiceId::new(), reference::make(2026, 1, 7));
        let line = Line {
            on: on.parse().unwrap(),
            amount: Fen(500),
            purpose: format!("{reference} {said}"),
            ..Line::default()
        };
        let invoice = Owed {
            id: &id,
            reference: &reference,
            number: "D2026-00007",
            open: Fen(open),
            issued_on: "2026-01-01".parse().unwrap(),
        };
        match exact(&line, std::iter::once(invoice), entered) {
            Exact::Pays(all) => {
                assert_eq!(all, [(id, Fen(500))]);
                Exact::Pays(vec![])
            }
            other => other,
        }
    }

    fn asks(key: &str, done: Exact) {
        match done {
            Exact::Asks(why) => assert_eq!(why.key, key),
            other => panic!("{key}: {other:?}"),
        }
    }

    #[test]
    fn a_reference_with_its_amount_is_paid_from_the_day_of_the_invoice_on() {
        for on in ["2026-01-01", "2026-11-02"] {
            assert_eq!(done(on, "dues", 500, None), Exact::Pays(vec![]), "{on}");
        }
        assert_eq!(done("2026-01-01", "", 499, None), Exact::Nothing);
        for on in ["2025-12-31", "2025-01-01"] {
            asks("dues-doubt-before", done(on, "", 500, None));
        }
    }

    #[test]
    fn money_that_gives_something_back_is_looked_at_wherever_it_says_so() {
        let day = "2026-02-01";
        for word in REFUND.split_whitespace() {
            for said in [format!("{word} x"), format!("x{word}"), word.to_uppercase()] {
                asks("dues-doubt-refund", done(day, &said, 500, None));
            }
        }
        assert_eq!(done(day, "turned", 500, None), Exact::Pays(vec![]));
    }

    #[test]
    fn what_was_written_down_by_hand_or_is_settled_is_said_and_booked_by_nobody_else() {
        let day = "2026-02-01";
        asks(
            "dues-doubt-entered",
            done(day, "", 500, Some("R2026-00047")),
        );
        asks("dues-doubt-entered", done(day, "", 0, Some("R2026-00047")));
        asks("dues-doubt-settled", done(day, "", 0, None));
    }

    #[test]
    fn a_transfer_is_written_down_within_some_days_of_the_banks() {
        let near = |one: &str, other: &str| is_near(one.parse().unwrap(), other.parse().unwrap());
        assert!(near("2026-11-26", "2026-11-26") && near("2026-11-26", "2026-12-01"));
        assert!(near("2026-12-01", "2026-11-26") && !near("2026-11-26", "2026-12-02"));
    }
}
