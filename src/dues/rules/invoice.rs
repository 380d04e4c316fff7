//! An invoice: what was issued, what followed, what is open, and how it stands on a day. Pure.

use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen};
use crate::membership::rules::period::Span;
use crate::membership::rules::{MembershipId, PeriodId};

use super::ledger::Account;
use super::{InvoiceId, StandardId};
use crate::words;

words! {
    /// What an invoice is for.
    #[derive(Hash)]
    pub enum Kind: key "dues-kind-" {
        /// A period of membership.
        Dues = "dues";
        /// A higher rank for the rest of a period.
        Rank = "rank";
        /// A paid service or event: for a tax invoice, never for a dues receipt.
        Service = "service";
    }
}

impl Kind {
    /// The letter its numbers begin with: dues and what belongs to them are one series.
    #[must_use]
    pub const fn series(self) -> (char, u8) {
        match self {
            Self::Dues | Self::Rank => ('D', 1),
            Self::Service => ('S', 2),
        }
    }

    /// The account its income goes to.
    #[must_use]
    pub const fn income(self) -> Account {
        match self {
            Self::Dues | Self::Rank => Account::DuesIncome,
            Self::Service => Account::ServiceIncome,
        }
    }

    /// Whether a fiscal dues receipt may be given for it.
    #[must_use]
    pub const fn is_dues(self) -> bool {
        matches!(self, Self::Dues | Self::Rank)
    }
}

words! {
    /// How an invoice stands.
    #[derive(Hash)]
    pub enum State: key "dues-state-", tone {
        /// Nothing paid, not late.
        Issued = "issued", "blue";
        /// Something paid, not late.
        PartlyPaid = "partly", "ochre";
        /// Something that is open is late.
        Overdue = "overdue", "red";
        /// Nothing is open.
        Paid = "paid", "jade";
        /// More came than was owed.
        Overpaid = "overpaid", "ochre";
        /// Taken back by a credit note.
        Cancelled = "cancelled", "ink";
        /// Given up.
        WrittenOff = "written_off", "ink";
    }
}

/// The amounts of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// As issued.
    pub total: Fen,
    /// Less by credit notes.
    pub credited: Fen,
    /// Given up.
    pub written_off: Fen,
    /// What came.
    pub paid: Fen,
}

impl Sums {
    /// What is owed after credit notes.
    #[must_use]
    pub fn billed(self) -> Fen {
        Fen(self.total.0 - self.credited.0)
    }

    /// What is still open; negative where more came than was owed.
    #[must_use]
    pub fn open(self) -> Fen {
        Fen(self.billed().0 - self.written_off.0 - self.paid.0)
    }

    /// How it stands; `next_due` is the day the next open part falls due. The first that fits.
    #[must_use]
    pub fn state(self, next_due: Day, today: Day) -> State {
        let open = self.open().0;
        match self {
            _ if open < 0 => State::Overpaid,
            _ if open > 0 && today > next_due => State::Overdue,
            _ if open > 0 && self.paid.0 > 0 => State::PartlyPaid,
            _ if open > 0 => State::Issued,
            _ if self.written_off.0 > 0 => State::WrittenOff,
            _ if self.paid.0 == 0 && self.credited.0 > 0 => State::Cancelled,
            _ => State::Paid,
        }
    }
}

/// An instalment as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// When it falls due.
    pub due: Day,
    /// How much it is.
    pub amount: Fen,
    /// How much of it is open.
    pub open: Fen,
}

/// The instalments of an invoice as they stand: parts are paid in order, and what is open of them is what is
/// open of the invoice. What came before they were agreed on and went back since is owed with the first.
#[must_use]
pub fn plan(parts: &[(Day, Fen)], open: Fen) -> Vec<Part> {
    let all: i64 = parts.iter().map(|(_, fen)| fen.0).sum();
    let mut paid = all - open.0;
    let part = |(due, fen): &(Day, Fen)| {
        let amount = fen.0 - paid.min(0);
        let here = paid.clamp(0, amount);
        paid = paid.max(0) - here;
        Part {
            due: *due,
            amount: Fen(amount),
            open: Fen(amount - here),
        }
    };
    parts.iter().map(part).collect()
}

/// The instalments after so much less is owed: the last are lowered first.
#[must_use]
pub fn lowered(parts: &[(Day, Fen)], by: Fen) -> Vec<(Day, Fen)> {
    let mut by = by.0;
    let lower = |(due, fen): &(Day, Fen)| {
        let less = fen.0.min(by);
        by -= less;
        (fen.0 > less).then_some((*due, Fen(fen.0 - less)))
    };
    let mut left: Vec<_> = parts.iter().rev().filter_map(lower).collect();
    left.reverse();
    left
}

/// The day on which the next part of what is open falls due: the first instalment that what was paid
/// doesn't reach. Without instalments the day of the invoice.
#[must_use]
pub fn next_due(due_on: Day, parts: &[(Day, Fen)], open: Fen) -> Day {
    let mut plan = plan(parts, open).into_iter();
    let first = plan.find(|part| part.open.0 > 0).map(|part| part.due);
    first
        .or(parts.last().map(|(day, _)| *day))
        .unwrap_or(due_on)
}

/// The day on which something falls due first, and how much is due by then, or by today if that day is over:
/// of what is open, each with its day.
#[must_use]
pub fn due_first(open: &[(Day, Fen)], today: Day) -> Option<(Day, Fen)> {
    let owed = || open.iter().filter(|(_, fen)| fen.0 > 0);
    let first = owed().map(|(day, _)| *day).min()?;
    let by = first.max(today);
    let due = owed().filter(|(day, _)| *day <= by);
    Some((first, Fen(due.map(|(_, fen)| fen.0).sum())))
}

/// The day an invoice is booked on: no income of a period before it begins.
#[must_use]
pub fn booked_on(issued_on: Day, span: Option<Span>) -> Day {
    span.map_or(issued_on, |span| issued_on.max(span.first))
}

/// An invoice as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Its id.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// What for.
    pub kind: Kind,
    /// Who owes.
    pub company: CompanyId,
    /// For which membership.
    pub membership: Option<MembershipId>,
    /// The period it pays for.
    pub period: Option<PeriodId>,
    /// The standard it was priced by.
    pub standard: Option<StandardId>,
    /// The company's name when it was issued.
    pub bill_to: String,
    /// The rank it was priced by.
    pub rank: String,
    /// The days it is for.
    pub span: Option<Span>,
    /// When it was issued.
    pub issued_on: Day,
    /// When it falls due.
    pub due_on: Day,
    /// When the next open part falls due.
    pub next_due: Day,
    /// Its amounts.
    pub sums: Sums,
    /// The day it was paid in full.
    pub settled_on: Option<Day>,
    /// What a transfer is to carry.
    pub reference: String,
}

impl Invoice {
    /// What is still open.
    #[must_use]
    pub fn open(&self) -> Fen {
        self.sums.open()
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self, today: Day) -> State {
        self.sums.state(self.next_due, today)
    }

    /// Days since the open part fell due; 0 if it is not late.
    #[must_use]
    pub fn days_late(&self, today: Day) -> i64 {
        if self.open().0 <= 0 {
            return 0;
        }
        (today - self.next_due).num_days().max(0)
    }
}

/// Key of the name of an invoice's line; nothing for a text of its own.
#[must_use]
pub fn line_key(what: &str) -> Option<&'static str> {
    match what {
        "fee" => Some("dues-line-fee"),
        "joining" => Some("dues-line-joining"),
        "rank" => Some("dues-line-rank"),
        _ => None,
    }
}

/// Key of why a credit note was written.
#[must_use]
pub fn note_key(kind: &str) -> &'static str {
    match kind {
        "cancel" => "dues-note-cancel",
        "waive" => "dues-note-waive",
        "rank" => "dues-note-rank",
        _ => "dues-note-write-off",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dues::rules::amount::monthly;
    use proptest::prelude::*;

    fn day(n: i64) -> Day {
        Day::from_ymd_opt(2027, 1, 1).unwrap() + chrono::TimeDelta::days(n)
    }

    fn sums(total: i64, credited: i64, written_off: i64, paid: i64) -> Sums {
        Sums {
            total: Fen(total),
            credited: Fen(credited),
            written_off: Fen(written_off),
            paid: Fen(paid),
        }
    }

    #[test]
    fn an_invoice_stands_as_its_amounts_say() {
        let at = |s: Sums, n| s.state(day(30), day(n));
        assert_eq!(at(sums(500, 0, 0, 0), 30), State::Issued);
        assert_eq!(at(sums(500, 0, 0, 0), 31), State::Overdue);
        assert_eq!(at(sums(500, 0, 0, 200), 30), State::PartlyPaid);
        assert_eq!(at(sums(500, 0, 0, 500), 99), State::Paid);
        assert_eq!(at(sums(500, 0, 0, 501), 99), State::Overpaid);
        assert_eq!(at(sums(500, 500, 0, 0), 99), State::Cancelled);
        assert_eq!(at(sums(500, 0, 300, 200), 99), State::WrittenOff);
        assert_eq!(at(sums(500, 100, 0, 400), 99), State::Paid);
    }

    #[test]
    fn with_instalments_the_next_unpaid_part_says_when_it_is_late() {
        let parts = monthly(Fen(300), 3, day(0));
        let due = |open| next_due(day(0), &parts, Fen(open));
        assert_eq!(due(300), parts[0].0);
        assert_eq!(due(201), parts[0].0);
        assert_eq!(due(200), parts[1].0);
        assert_eq!(due(100), parts[2].0);
        assert_eq!(due(0), parts[2].0);
        assert_eq!(next_due(day(9), &[], Fen(5)), day(9));
    }

    #[test]
    fn a_plan_shows_what_is_open_of_each_part_and_a_waiver_lowers_the_last() {
        let parts = monthly(Fen(500_000), 12, day(0));
        let open = |parts: &[(Day, Fen)], left| -> Vec<i64> {
            plan(parts, Fen(left)).iter().map(|p| p.open.0).collect()
        };
        // A twelfth is paid, then a tenth less is owed.
        let paid = 500_000 - parts[0].1.0;
        let left = open(&parts, paid);
        assert_eq!((left[0], left.iter().sum::<i64>()), (0, paid));
        let less = lowered(&parts, Fen(50_000));
        assert_eq!(
            (less.len(), less[..10].to_vec()),
            (11, parts[..10].to_vec())
        );
        assert_eq!(
            open(&less, paid - 50_000).iter().sum::<i64>(),
            paid - 50_000
        );
        assert_eq!(next_due(day(0), &less, Fen(paid - 50_000)), parts[1].0);
        assert_eq!(lowered(&parts, Fen(500_000)), []);
        // What was paid before the parts were agreed on went back.
        let back = plan(&parts, Fen(500_100));
        assert_eq!(back[0].open, Fen(parts[0].1.0 + 100));
        assert_eq!(back.iter().map(|p| p.open.0).sum::<i64>(), 500_100);
    }

    #[test]
    fn what_falls_due_first_is_told_with_its_own_sum() {
        let open = [
            (day(9), Fen(300)),
            (day(2), Fen(50)),
            (day(2), Fen(7)),
            (day(1), Fen(0)),
        ];
        assert_eq!(due_first(&open, day(0)), Some((day(2), Fen(57))));
        assert_eq!(due_first(&open, day(5)), Some((day(2), Fen(57))));
        assert_eq!(due_first(&open, day(10)), Some((day(2), Fen(357))));
        assert_eq!(due_first(&[], day(0)), None);
    }

    proptest! {
        #[test]
        fn paid_and_open_are_what_was_billed(total in 0i64..9_000_000, c in 0i64..100, w in 0i64..100, p in 0i64..100, today in 0i64..99) {
            let credited = total * c / 100;
            let written_off = (total - credited) * w / 100;
            let paid = (total - credited - written_off) * p / 100;
            let s = sums(total, credited, written_off, paid);
            prop_assert_eq!(s.paid.0 + s.written_off.0 + s.open().0, s.billed().0);
            let state = s.state(day(30), day(today));
            prop_assert_eq!(s.open().0 > 0, matches!(state, State::Issued | State::PartlyPaid | State::Overdue));
        }
    }
}
