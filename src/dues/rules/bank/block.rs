//! Further tables below the first of a bank's file: of the same account, or of another one, whose lines are
//! none of the first. Pure.

use super::cells::{Unit, bare, figure};
use super::columns::{Columns, cell};
use super::direction::is_another;
use super::heads::{account_in, squeezed, titles};
use super::marks::Marks;
use super::{same, words};
use crate::kernel::Say;
use crate::kernel::sheet::day;
use crate::say;

/// The table that rows belong to.
pub(super) struct Block<'a> {
    /// The account of the first one, where titles name it.
    account: Option<String>,
    /// The chamber's.
    currency: &'a str,
    /// Why rows are not read, if it is another account's.
    pub(super) other: Option<Say>,
}

impl<'a> Block<'a> {
    /// The first one, with these titles above.
    pub(super) fn of(above: &[Vec<String>], currency: &'a str) -> Self {
        let mut above = above.iter();
        Self {
            account: above.find_map(|row| account_in(row)),
            currency,
            other: None,
        }
    }

    /// Whether a row is a title of another table, or its heads, and no line: rows below are that one's.
    pub(super) fn begins(&mut self, row: &[String], columns: &Columns) -> bool {
        let when = cell(row, columns.when);
        if day(when).is_some() {
            return false;
        }
        let unit = Unit {
            currency: self.currency,
            tens: 0,
            marks: Marks::Unsettled,
        };
        let first = row.iter().map(|one| bare(one)).find(|one| !one.is_empty());
        let first = first.map(squeezed).unwrap_or_default();
        let label = words::has(words::OWN_ACCOUNT, first.trim_end_matches(':'));
        let mut money = columns.money.iter();
        if !label && money.any(|at| matches!(figure(cell(row, *at), unit), Ok(Some(_)))) {
            return false;
        }
        let (account, coin) = (account_in(row), titles(&[row.to_vec()]).1);
        if account.is_none() && coin.is_none() {
            return false;
        }
        if let Some(named) = &account {
            let own = self.account.as_deref().map(same::account);
            let differs = own.is_none_or(|own| own != same::account(named));
            self.other =
                differs.then(|| say!("dues-bank-another-account", account = named.as_str()));
        }
        if let Some(coin) = coin.filter(|coin| is_another(coin, self.currency)) {
            self.other = Some(say!("dues-bank-bad-currency", currency = coin));
        }
        true
    }
}
