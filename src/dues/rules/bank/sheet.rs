//! Statements as tables: CSV in UTF-8 or GBK, XLS and XLSX. Which column is what is said once for each
//! bank and kept. Pure.

use serde::{Deserialize, Serialize};

use super::{Bad, Line, Statement, amount, words};
pub use crate::kernel::sheet::{Rows, decode, rows, widest};
use crate::kernel::sheet::{day, plain};
use crate::kernel::{Fen, Say};
use crate::say;

/// Which column is what, by the words at its head. Empty: there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// The day.
    pub day: String,
    /// Signed amounts.
    pub amount: String,
    /// What came in.
    pub credit: String,
    /// What went out.
    pub debit: String,
    /// The other side's name.
    pub payer: String,
    /// The other side's account.
    pub account: String,
    /// What was written with it; may be two columns.
    pub purpose: String,
    /// More of that.
    pub purpose_too: String,
    /// The balance afterwards.
    pub balance: String,
}

/// Mappings kept for the banks a chamber has, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mappings {
    /// Name and mapping.
    pub list: Vec<(String, Mapping)>,
}

impl crate::platform::settings::Setting for Mappings {
    const KEY: &'static str = "bank_mappings";
}

/// The row of heads: the first with a day and an amount among them.
#[must_use]
pub fn head(rows: &Rows) -> Option<usize> {
    let has = |row: &Vec<String>, known: &[&str]| {
        row.iter()
            .any(|cell| known.iter().any(|k| plain(cell) == plain(k)))
    };
    rows.iter().take(60).position(|row| {
        let money = [words::AMOUNT, words::CREDIT, words::DEBIT];
        has(row, words::DAY) && money.iter().any(|known| has(row, known))
    })
}

/// Guesses which column is what from the words banks use.
#[must_use]
pub fn guess(heads: &[String]) -> Mapping {
    let find = |known: &[&str]| {
        known
            .iter()
            .find_map(|k| heads.iter().find(|h| plain(h) == plain(k)))
            .cloned()
            .unwrap_or_default()
    };
    let (credit, debit) = (find(words::CREDIT), find(words::DEBIT));
    let purposes: Vec<&String> = heads
        .iter()
        .filter(|h| words::PURPOSE.iter().any(|k| plain(k) == plain(h)))
        .collect();
    Mapping {
        day: find(words::DAY),
        amount: if credit.is_empty() {
            find(words::AMOUNT)
        } else {
            String::new()
        },
        credit,
        debit,
        payer: find(words::PAYER),
        account: find(words::ACCOUNT),
        purpose: purposes.first().map(|h| (*h).clone()).unwrap_or_default(),
        purpose_too: purposes.get(1).map(|h| (*h).clone()).unwrap_or_default(),
        balance: find(words::BALANCE),
    }
}

/// Reads the lines below the row of heads.
///
/// # Errors
/// If the table has no such row, or the mapping names no day and no amount.
pub fn read(rows: &Rows, mapping: &Mapping) -> Result<Statement, Say> {
    let column = |row: &[String], name: &str| {
        (!name.is_empty())
            .then(|| row.iter().position(|h| h == name))
            .flatten()
    };
    let at = rows
        .iter()
        .take(60)
        .position(|row| column(row, &mapping.day).is_some())
        .ok_or_else(|| say!("dues-bank-no-day"))?;
    let heads = rows.get(at).ok_or_else(|| say!("dues-bank-no-day"))?;
    let of = |name: &str| column(heads, name);
    let (signed, credit, debit) = (of(&mapping.amount), of(&mapping.credit), of(&mapping.debit));
    if signed.is_none() && credit.is_none() {
        return Err(say!("dues-bank-no-amount"));
    }
    let (when, balance) = (of(&mapping.day), of(&mapping.balance));
    let words = [of(&mapping.purpose), of(&mapping.purpose_too)];
    let (payer, account) = (of(&mapping.payer), of(&mapping.account));
    let mut found = Statement::default();
    let mut balances = vec![];
    for (n, row) in rows.iter().enumerate().skip(at + 1) {
        let cell = |at: Option<usize>| at.and_then(|i| row.get(i)).map_or("", |c| c.trim());
        let money = [signed, credit, debit].map(cell);
        if row.iter().all(|c| c.trim().is_empty())
            || (cell(when).is_empty() && money.iter().all(|m| m.is_empty()))
        {
            continue;
        }
        let read = || -> Result<Line, Say> {
            let on = day(cell(when)).ok_or_else(|| say!("dues-bank-bad-day", text = cell(when)))?;
            Ok(Line {
                on,
                amount: sum(money)?,
                payer: cell(payer).to_owned(),
                payer_account: cell(account).to_owned(),
                purpose: words.map(cell).join(" ").trim().to_owned(),
            })
        };
        match read() {
            Ok(line) => {
                balances.push((amount(cell(balance)), line.amount));
                found.lines.push(line);
            }
            Err(why) => found.bad.push(Bad { row: n + 1, why }),
        }
    }
    (found.opening, found.closing) = ends(&balances);
    Ok(found)
}

/// What came in less what went out; one of the columns has to hold an amount.
fn sum([signed, credit, debit]: [&str; 3]) -> Result<Fen, Say> {
    let read = |text: &str| match text {
        "" | "-" | "--" => Ok(None),
        text => amount(text)
            .map(Some)
            .ok_or_else(|| say!("dues-bank-bad-amount", text = text)),
    };
    let (signed, credit, debit) = (read(signed)?, read(credit)?, read(debit)?);
    let all = [signed, credit, debit.map(|fen| Fen(-fen.0.abs()))];
    if all.iter().all(Option::is_none) {
        return Err(say!("dues-bank-bad-amount", text = ""));
    }
    Ok(Fen(all.into_iter().flatten().map(|fen| fen.0).sum()))
}

/// Opening and closing balance from the balances beside the lines, whichever end the file begins at.
fn ends(all: &[(Option<Fen>, Fen)]) -> (Option<Fen>, Option<Fen>) {
    let whole: Option<Vec<(i64, i64)>> = all.iter().map(|(b, a)| b.map(|b| (b.0, a.0))).collect();
    let Some(whole) = whole.filter(|w| !w.is_empty()) else {
        return (None, None);
    };
    let (Some(first), Some(last)) = (whole.first(), whole.last()) else {
        return (None, None);
    };
    let upwards = whole.windows(2).all(|w| w[0].0 + w[1].1 == w[1].0);
    let downwards = whole.windows(2).all(|w| w[1].0 + w[0].1 == w[0].0);
    if downwards && !upwards {
        (Some(Fen(last.0 - last.1)), Some(Fen(first.0)))
    } else {
        (Some(Fen(first.0 - first.1)), Some(Fen(last.0)))
    }
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
