//! Statements as tables: CSV in UTF-8 or GBK, XLS and XLSX. Which column is what is said once for each
//! bank and kept. Pure.

use std::io::Cursor;

use calamine::{Data, Reader};
use encoding_rs::GB18030;
use serde::{Deserialize, Serialize};

use super::{Bad, Line, Statement, amount, words};
use crate::kernel::{Day, Fen, Say, text};
use crate::say;

/// Most rows of a file.
const MOST: usize = 100_000;

/// A table: rows of cells as text.
pub type Rows = Vec<Vec<String>>;

/// The text of a file: UTF-8, else GBK (as GB 18030, which contains it).
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => GB18030.decode(bytes).0.into_owned(),
    }
}

/// Reads a spreadsheet or a CSV file.
///
/// # Errors
/// If it is neither, or too long.
pub fn rows(bytes: &[u8]) -> Result<Rows, Say> {
    let spreadsheet = bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let found = if spreadsheet {
        workbook(bytes)?
    } else {
        csv(&decode(bytes))?
    };
    if found.len() > MOST {
        return Err(say!("dues-bank-too-long", most = MOST));
    }
    Ok(found)
}

fn workbook(bytes: &[u8]) -> Result<Rows, Say> {
    let broken = || say!("dues-bank-sheet-broken");
    let mut book =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes.to_vec())).map_err(|_| broken())?;
    let range = book
        .worksheet_range_at(0)
        .ok_or_else(broken)?
        .map_err(|_| broken())?;
    Ok(range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect())
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::DateTime(at) => match at.as_datetime() {
            Some(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            None => String::new(),
        },
        // Whole fen: 12.3 is not 12.300000000000001.
        Data::Float(n) if n.fract() == 0.0 => format!("{n:.0}"),
        Data::Float(n) => format!("{n:.2}"),
        other => other.to_string(),
    }
}

fn csv(text: &str) -> Result<Rows, Say> {
    // Banks separate by commas, tabs or semicolons: whichever the busiest of the first lines has.
    let count = |c: char| {
        text.lines()
            .take(30)
            .map(|l| l.matches(c).count())
            .max()
            .unwrap_or(0)
    };
    let by = ['\t', ';', ',']
        .into_iter()
        .max_by_key(|c| count(*c))
        .unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(by).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = vec![];
    for record in reader.records() {
        let record = record.map_err(|_| say!("dues-bank-sheet-broken"))?;
        rows.push(record.iter().map(|c| c.trim().to_owned()).collect());
    }
    Ok(rows)
}

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

/// A head as it is compared: full-width letters, brackets with units and spaces put aside.
fn plain(head: &str) -> String {
    let half: String = head.chars().map(text::half_width).collect();
    let cut = half.split(['(', '[']).next().unwrap_or_default();
    cut.split_whitespace().collect::<String>().to_lowercase()
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

/// A day as banks write it: `2026-11-02`, `2026/11/2`, `20261102`, with or without the time.
fn day(text: &str) -> Option<Day> {
    let half: String = text.trim().chars().map(text::half_width).collect();
    let digits: String = half.chars().take_while(char::is_ascii_digit).collect();
    if digits.len() == 8 || digits.len() == 14 {
        return Day::parse_from_str(digits.get(..8)?, "%Y%m%d").ok();
    }
    let mut parts = half
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty())
        .map(str::parse::<u32>);
    let (year, month, day) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    Day::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| year >= 1900)
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
