//! Bank statements: what stands in a file, whichever its form. A row that can't be read is an error
//! with its number, never an amount of nothing. Pure.

pub mod camt;
pub mod direction;
pub mod layout;
pub mod sheet;
pub mod suggest;
pub mod words;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::kernel::{Day, Fen, Say};

/// A line of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its day.
    pub on: Day,
    /// Positive came in, negative went out.
    pub amount: Fen,
    /// Who paid, or was paid.
    pub payer: String,
    /// From which account.
    pub payer_account: String,
    /// What was written with it.
    pub purpose: String,
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
}

impl Statement {
    /// What its lines add up to.
    #[must_use]
    pub fn sum(&self) -> Fen {
        Fen(self.lines.iter().map(|l| l.amount.0).sum())
    }

    /// By how much opening and lines miss the closing balance, where the file names both.
    #[must_use]
    pub fn off_by(&self) -> Option<Fen> {
        let (opening, closing) = self.opening.zip(self.closing)?;
        Some(Fen(opening.0 + self.sum().0 - closing.0))
    }

    /// Its first and last day.
    #[must_use]
    pub fn span(&self) -> Option<(Day, Day)> {
        let days = self.lines.iter().map(|l| l.on);
        days.clone().min().zip(days.max())
    }

    /// What each line is known by: account, day, amount, payer, purpose, and which of those that are
    /// alike on that day it is. A file read twice gives the same keys; two real payments that look
    /// alike give two.
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

/// Reads an amount as banks write it: a sign before or after, a currency mark, commas. `None` if it
/// is no amount, so that nothing garbled becomes 0.00.
#[must_use]
pub fn amount(text: &str) -> Option<Fen> {
    let plain: String = text
        .trim()
        .chars()
        .map(crate::kernel::text::half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{a5}' | '\u{5143}'))
        .collect();
    let (negative, digits) = match plain.strip_prefix('-').or(plain.strip_suffix('-')) {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    // Spreadsheets may hold 12.5 or 12.500000.
    let digits = match digits.split_once('.') {
        Some((units, cents)) if cents.is_ascii() && cents.len() > 2 => match cents.split_at(2) {
            (fen, rest) if rest.bytes().all(|b| b == b'0') => format!("{units}.{fen}"),
            _ => digits.to_owned(),
        },
        _ => digits.to_owned(),
    };
    let fen = Fen::parse(&digits)?;
    Some(if negative { Fen(-fen.0) } else { fen })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(amount: i64) -> Line {
        Line {
            on: "2026-11-02".parse().unwrap(),
            amount: Fen(amount),
            payer: "A".into(),
            payer_account: String::new(),
            purpose: "dues".into(),
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
