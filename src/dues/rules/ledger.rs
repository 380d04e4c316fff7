//! Double entry: every booking's entries add up to nothing. Positive is debit. Pure.
//!
//! The accounts are those of the Chinese accounting system for non-profit organisations, with its
//! numbers; an accountant who uses others maps them by these.

use crate::kernel::id::CompanyId;
use crate::kernel::{Fen, Say};
use crate::say;
use crate::words;

words! {
    /// An account of the ledger.
    #[derive(Hash, PartialOrd, Ord)]
    pub enum Account: key "dues-account-" {
        /// Cash.
        Cash = "cash";
        /// Bank.
        Bank = "bank";
        /// What online providers hold before they pay it out.
        Provider = "provider";
        /// What members owe.
        Receivable = "receivable";
        /// What members have paid ahead.
        Prepaid = "prepaid";
        /// The surplus of closed years.
        NetAssets = "net_assets";
        /// Income from dues.
        DuesIncome = "dues_income" as "dues";
        /// Income from paid services and events.
        ServiceIncome = "service_income" as "service";
        /// Gifts of balance to members.
        Granted = "granted";
        /// Given up.
        WriteOff = "write_off";
    }
}

impl Account {
    /// Whether it begins each year at nothing: income and cost.
    #[must_use]
    pub const fn is_of_the_year(self) -> bool {
        matches!(
            self,
            Self::DuesIncome | Self::ServiceIncome | Self::Granted | Self::WriteOff
        )
    }

    /// Its number in the accounting system.
    #[must_use]
    pub const fn number(self) -> &'static str {
        match self {
            Self::Cash => "1001",
            Self::Bank => "1002",
            Self::Provider => "1009",
            Self::Receivable => "1121",
            Self::Prepaid => "2203",
            Self::NetAssets => "3101",
            Self::DuesIncome => "4201",
            Self::ServiceIncome => "4301",
            Self::Granted => "5901.01",
            Self::WriteOff => "5901.02",
        }
    }
}

words! {
    /// How money came or went.
    #[derive(Hash)]
    pub enum Method: key "dues-method-" {
        /// A transfer.
        Bank = "bank";
        /// Cash.
        Cash = "cash";
        /// A cheque, paid into the bank.
        Cheque = "cheque";
        /// An online provider.
        Online = "online";
    }
}

impl Method {
    /// Those that the treasurer writes down.
    pub const BY_HAND: [Self; 3] = [Self::Bank, Self::Cash, Self::Cheque];

    /// The account that holds it.
    #[must_use]
    pub const fn account(self) -> Account {
        match self {
            Self::Bank | Self::Cheque => Account::Bank,
            Self::Cash => Account::Cash,
            Self::Online => Account::Provider,
        }
    }
}

/// One entry of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which account.
    pub account: Account,
    /// Debit if positive.
    pub amount: Fen,
    /// Whose, on the accounts that are kept by company.
    pub company: Option<CompanyId>,
}

/// What happened, as a kind of booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// An invoice was issued.
    Invoiced(Account),
    /// Less is owed.
    Credited(Account),
    /// Money came and went to the balance; what pays an invoice is taken from there.
    Received(Method),
    /// The balance pays an invoice.
    Paid,
    /// The chamber gives balance.
    Granted,
    /// A gift expired or was taken back.
    Expired,
    /// Balance is paid back.
    Refunded(Method),
    /// Given up.
    WrittenOff,
    /// Less was owed for what was paid before there were books: it is balance.
    Balanced(Account),
}

impl Event {
    /// The word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Invoiced(_) => "invoiced",
            Self::Credited(_) => "credited",
            Self::Received(_) => "received",
            Self::Paid => "paid",
            Self::Granted => "granted",
            Self::Expired => "expired",
            Self::Refunded(_) => "refunded",
            Self::WrittenOff => "written_off",
            Self::Balanced(_) => "balanced",
        }
    }

    const fn sides(self) -> (Account, Account) {
        match self {
            Self::Invoiced(income) => (Account::Receivable, income),
            Self::Credited(income) => (income, Account::Receivable),
            Self::Received(method) => (method.account(), Account::Prepaid),
            Self::Paid => (Account::Prepaid, Account::Receivable),
            Self::Granted => (Account::Granted, Account::Prepaid),
            Self::Expired => (Account::Prepaid, Account::Granted),
            Self::Refunded(method) => (Account::Prepaid, method.account()),
            Self::WrittenOff => (Account::WriteOff, Account::Receivable),
            Self::Balanced(income) => (income, Account::Prepaid),
        }
    }

    /// The two entries of a booking of this kind. A negative amount takes one back.
    #[must_use]
    pub fn entries(self, amount: Fen, company: &CompanyId) -> Vec<Entry> {
        let (debit, credit) = self.sides();
        let entry = |account, amount| Entry {
            account,
            amount,
            company: Some(company.clone()),
        };
        vec![entry(debit, amount), entry(credit, Fen(-amount.0))]
    }
}

/// Whether the entries add up to nothing.
#[must_use]
pub fn balances(entries: &[Entry]) -> bool {
    entries.iter().map(|e| i128::from(e.amount.0)).sum::<i128>() == 0
}

/// What is known of a year that somebody wants to close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// Which.
    pub year: i32,
    /// How many bookings it has.
    pub bookings: i64,
    /// How many lines of bank statements up to its end nobody has dealt with.
    pub lines: i64,
    /// The first year with bookings that isn't closed.
    pub first_open: Option<i32>,
}

impl Closing {
    /// What whoever closes it has to say yes to; nothing for a year like any other.
    #[must_use]
    pub fn doubts(&self) -> Vec<Say> {
        let earlier = self.first_open.filter(|first| *first < self.year);
        let all = [
            (self.bookings == 0).then(|| say!("dues-close-empty", year = self.year.to_string())),
            (self.lines > 0).then(|| say!("dues-close-lines", n = self.lines)),
            earlier.map(|first| say!("dues-close-earlier", year = first.to_string())),
        ];
        all.into_iter().flatten().collect()
    }
}

/// The entries that close a year: income and cost go to net assets. Gives the surplus too.
#[must_use]
pub fn closing(sums: &[(Account, Fen)]) -> (Vec<Entry>, Fen) {
    let of_year = sums
        .iter()
        .filter(|(account, sum)| account.is_of_the_year() && sum.0 != 0);
    let mut entries: Vec<Entry> = of_year
        .map(|(account, sum)| Entry {
            account: *account,
            amount: Fen(-sum.0),
            company: None,
        })
        .collect();
    // Income stands on the credit side: turned round, it is what was earned.
    let surplus = Fen(entries.iter().map(|e| e.amount.0).sum());
    if !entries.is_empty() {
        entries.push(Entry {
            account: Account::NetAssets,
            amount: Fen(-surplus.0),
            company: None,
        });
    }
    (entries, surplus)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn events() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Invoiced(Account::DuesIncome)),
            Just(Event::Invoiced(Account::ServiceIncome)),
            Just(Event::Credited(Account::DuesIncome)),
            Just(Event::Credited(Account::ServiceIncome)),
            Just(Event::Received(Method::Bank)),
            Just(Event::Received(Method::Cash)),
            Just(Event::Received(Method::Cheque)),
            Just(Event::Received(Method::Online)),
            Just(Event::Paid),
            Just(Event::Granted),
            Just(Event::Expired),
            Just(Event::Refunded(Method::Cheque)),
            Just(Event::WrittenOff),
            Just(Event::Balanced(Account::DuesIncome)),
        ]
    }

    proptest! {
        #[test]
        fn every_booking_balances_and_so_does_the_year_when_it_is_closed(
            all in proptest::collection::vec((events(), -1_000_000i64..1_000_000), 0..60)
        ) {
            let company = CompanyId::new();
            let mut sums: BTreeMap<Account, i64> = BTreeMap::new();
            for (event, amount) in all {
                let entries = event.entries(Fen(amount), &company);
                prop_assert!(balances(&entries));
                for entry in entries {
                    *sums.entry(entry.account).or_default() += entry.amount.0;
                }
            }
            let list: Vec<_> = sums.iter().map(|(a, n)| (*a, Fen(*n))).collect();
            let (entries, surplus) = closing(&list);
            prop_assert!(balances(&entries));
            for entry in entries {
                *sums.entry(entry.account).or_default() += entry.amount.0;
            }
            prop_assert_eq!(sums.values().sum::<i64>(), 0);
            prop_assert!(sums.iter().all(|(a, n)| !a.is_of_the_year() || *n == 0));
            prop_assert_eq!(sums.get(&Account::NetAssets).copied().unwrap_or(0), -surplus.0);
        }
    }

    #[test]
    fn what_is_odd_about_closing_a_year_is_said_before() {
        let keys = |year, bookings, lines, first_open| {
            let closing = Closing {
                year,
                bookings,
                lines,
                first_open,
            };
            let doubts = closing.doubts();
            doubts
                .iter()
                .map(|say| say.key.to_string())
                .collect::<Vec<_>>()
        };
        let none: [&str; 0] = [];
        assert_eq!(keys(2026, 9, 0, Some(2026)), none);
        assert_eq!(keys(2026, 0, 0, None), ["dues-close-empty"]);
        assert_eq!(keys(2026, 0, 0, Some(2027)), ["dues-close-empty"]);
        assert_eq!(
            keys(2026, 9, 2, Some(2024)),
            ["dues-close-lines", "dues-close-earlier"]
        );
    }

    #[test]
    fn words_and_accounts_belong_together() {
        for account in Account::ALL {
            assert_eq!(Account::from_word(account.word()), Some(account));
        }
    }
}
