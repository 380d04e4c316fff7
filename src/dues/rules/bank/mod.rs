//! Bank statements: what stands in a file, whichever its form. A row that can't be read is an error
//! with its number, never an amount of nothing. Pure.

pub mod besides;
mod block;
pub mod camt;
pub mod camt_entry;
pub mod cells;
mod columns;
pub mod direction;
pub mod elsewhere;
pub mod exact;
pub mod filled;
pub mod heads;
pub mod kind;
pub mod layout;
pub mod mapping;
pub mod marks;
pub mod names;
pub mod read;
pub mod returned;
pub mod same;
pub mod sheet;
mod side;
pub mod state;
pub mod suggest;
mod turned;
pub mod what;
pub mod words;
pub mod xml;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use self::marks::Marks;
use self::what::What;
use crate::kernel::{Day, Fen, Say};

/// A line of a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// Its day.
    pub on: Day,
    /// When on that day, in seconds since midnight, where the bank says so.
    pub clock: Option<u32>,
    /// Positive came in, negative went out.
    pub amount: Fen,
    /// Who paid, or was paid.
    pub payer: String,
    /// From which account.
    pub payer_account: String,
    /// What was written with it.
    pub purpose: String,
    /// What the account held after it, where the file says so line by line.
    pub balance: Option<Fen>,
    /// The number that the bank gave it and to no other line: what kind of number it is, a space, the
    /// number. Empty where it has none.
    pub serial: String,
    /// Of which of the chamber's accounts it is, where the file tells of several; else empty.
    pub account: String,
    /// What it is.
    pub what: What,
    /// The references that the bank kept of it, each with its kind before it: see
    /// [`camt_entry`]. A return carries those of what it takes back.
    pub refs: Vec<String>,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Bad {
    /// Which, counted from 1 as in the file.
    pub row: usize,
    /// What is wrong.
    pub why: Say,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement {
    /// The chamber's account; empty where the file doesn't name it.
    pub account: String,
    /// What it held before.
    pub opening: Option<Fen>,
    /// What it held after.
    pub closing: Option<Fen>,
    /// Its lines, in the order of the file.
    pub lines: Vec<Line>,
    /// What could not be read.
    pub bad: Vec<Bad>,
    /// What it says of payments that no list knows, each word once: their rows are bad until somebody says that
    /// such money came.
    pub states: Vec<String>,
}

impl Statement {
    /// Takes up what another one asks about.
    pub fn ask(&mut self, states: impl IntoIterator<Item = String>) {
        for state in states {
            if !self.states.iter().any(|own| state::same(own, &state)) {
                self.states.push(state);
            }
        }
    }

    /// What its lines add up to.
    #[must_use]
    pub fn sum(&self) -> Fen {
        let amounts = self.lines.iter().map(|line| line.amount.0);
        Fen(amounts.fold(0, i64::saturating_add))
    }

    /// By how much opening and lines miss the closing balance, where the file names both.
    #[must_use]
    pub fn off_by(&self) -> Option<Fen> {
        let (opening, closing) = self.opening.zip(self.closing)?;
        let after = opening.0.saturating_add(self.sum().0);
        Some(Fen(after.saturating_sub(closing.0)))
    }

    /// Its first and last day.
    #[must_use]
    pub fn span(&self) -> Option<(Day, Day)> {
        let days = self.lines.iter().map(|l| l.on);
        days.clone().min().zip(days.max())
    }

    /// What each line was known by to earlier builds: account, day, amount, payer, purpose, and which of
    /// those that are alike on that day it is. What it is known by now: see [`same`].
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let key = |line: &Line| {
            let own = format!(
                "{}|{}|{}|{}|{}|{}",
                self.account, line.on, line.amount.0, line.payer, line.payer_account, line.purpose
            );
            let nth = seen.entry(own.clone()).or_insert(0);
            *nth += 1;
            format!("{own}|{nth}")
        };
        self.lines.iter().map(key).collect()
    }
}

/// Reads an amount of yuan as banks write it: see [`cells::figure`]. `None` if it is no amount.
#[must_use]
pub fn amount(text: &str) -> Option<Fen> {
    let unit = cells::Unit {
        currency: "CNY",
        tens: 0,
        // As ISO 20022 writes them.
        marks: Marks::Point,
    };
    cells::figure(text, unit).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(amount: i64) -> Line {
        Line {
            on: "2026-11-02".parse().unwrap(),
            amount: Fen(amount),
            payer: "A".into(),
            purpose: "dues".into(),
            ..Line::default()
        }
    }

    #[test]
    fn amounts_are_read_as_banks_write_them_and_garbled_ones_are_none() {
        assert_eq!(amount("+1,234.50"), Some(Fen(123_450)));
        assert_eq!(amount("-8"), Some(Fen(-800)));
        assert_eq!(amount("8.00-"), Some(Fen(-800)));
        assert_eq!(amount("\u{a5} ５００.5"), Some(Fen(50_050)));
        assert_eq!(amount("12.500000"), Some(Fen(1_250)));
        for bad in ["", "-", "1.234.56", "12.345", "1O0.00", "abc", "--5", "1e3"] {
            assert_eq!(amount(bad), None, "{bad}");
        }
    }

    #[test]
    fn lines_that_look_alike_are_told_apart_and_a_file_read_twice_is_not() {
        let statement = Statement {
            lines: vec![line(100), line(100), line(200)],
            opening: Some(Fen(50)),
            closing: Some(Fen(450)),
            ..Statement::default()
        };
        let keys = statement.keys();
        assert_eq!(keys, statement.keys());
        assert_ne!(keys[0], keys[1]);
        assert_eq!(statement.off_by(), Some(Fen(0)));
    }
}
