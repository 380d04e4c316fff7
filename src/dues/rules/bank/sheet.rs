//! Statements as tables: CSV in UTF-8 or GBK, XLS and XLSX. Which column is what is said once for each
//! bank and kept. Pure.

use serde::{Deserialize, Serialize};

use super::direction::{came_in, is_ours};
use super::{Bad, Line, Statement, amount, words};
pub use crate::kernel::sheet::{Layout, Rows, Table, decode, rows, table, widest};
use crate::kernel::sheet::{day, plain};
use crate::kernel::{Fen, Say};
use crate::say;

/// Which column is what, by the words at its head. Empty: there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Where the table is.
    pub layout: Layout,
    /// The day.
    pub day: String,
    /// Amounts, signed or beside a direction.
    pub amount: String,
    /// Whether they came in or went out.
    pub direction: String,
    /// What those are that carry no sign, where no column says it.
    pub unsigned: Unsigned,
    /// Their currency.
    pub currency: String,
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

impl Mapping {
    /// This mapping where it says something, `other` where it leaves a column open.
    #[must_use]
    pub fn completed(mut self, other: Self) -> Self {
        if self.amount.is_empty() && self.credit.is_empty() && self.debit.is_empty() {
            (self.amount, self.credit, self.debit) = (other.amount, other.credit, other.debit);
        }
        let open = [
            (&mut self.day, other.day),
            (&mut self.direction, other.direction),
            (&mut self.currency, other.currency),
            (&mut self.payer, other.payer),
            (&mut self.account, other.account),
            (&mut self.purpose, other.purpose),
            (&mut self.purpose_too, other.purpose_too),
            (&mut self.balance, other.balance),
        ];
        for (own, other) in open {
            if own.is_empty() {
                *own = other;
            }
        }
        self
    }
}

/// What amounts without a sign are, in a file that says nowhere else whether money came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unsigned {
    /// Nobody said so yet: such a file is not read.
    #[default]
    Ask,
    /// They came in.
    In,
    /// They went out.
    Out,
}

impl Unsigned {
    /// The word in the form; empty while nobody said anything.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "",
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// What the form says.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let mut known = [Self::In, Self::Out].into_iter();
        known.find(|u| u.word() == word).unwrap_or_default()
    }

    /// What they are in a column of amounts: a file in which some carry a minus, or each carries a
    /// sign, says it itself.
    fn in_column<'a>(self, amounts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let figures = amounts.filter_map(|text| Some((amount(text)?, text)));
        let minus = |(fen, _): (Fen, &str)| fen.0 < 0;
        let signed = |(fen, text): (Fen, &str)| fen.0 < 0 || text.contains(['+', '\u{ff0b}']);
        match self {
            Self::Ask if figures.clone().any(minus) || figures.clone().all(signed) => Self::In,
            own => own,
        }
    }
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

/// The words at the heads of the columns: of that row, else of the widest one.
#[must_use]
pub fn heads(rows: &Rows) -> Vec<String> {
    let found = head(rows).and_then(|at| rows.get(at));
    let mut heads = found.or_else(|| widest(rows)).cloned().unwrap_or_default();
    heads.retain(|head| !head.is_empty());
    heads
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
        layout: Layout::default(),
        day: find(words::DAY),
        amount: if credit.is_empty() {
            find(words::AMOUNT)
        } else {
            String::new()
        },
        direction: find(words::DIRECTION),
        unsigned: Unsigned::Ask,
        currency: find(words::CURRENCY),
        credit,
        debit,
        payer: find(words::PAYER),
        account: find(words::ACCOUNT),
        purpose: purposes.first().map(|h| (*h).clone()).unwrap_or_default(),
        purpose_too: purposes.get(1).map(|h| (*h).clone()).unwrap_or_default(),
        balance: find(words::BALANCE),
    }
}

/// Reads the lines below the row of heads. `currency` is the chamber's, as its ISO 4217 code.
///
/// # Errors
/// If the table has no such row, the mapping names no day and no amount, or nothing says which
/// amounts came in.
pub fn read(rows: &Rows, mapping: &Mapping, currency: &str) -> Result<Statement, Say> {
    let mut top = rows.iter().take(60);
    let at = top
        .position(|row| place(row, &mapping.day).is_some())
        .ok_or_else(|| say!("dues-bank-no-day"))?;
    let (heads, below) = (&rows[at], &rows[at + 1..]);
    let columns = Columns::of(heads, mapping);
    let [signed, credit, _] = columns.money;
    if signed.is_none() && credit.is_none() {
        return Err(say!("dues-bank-no-amount"));
    }
    let amounts = below.iter().map(|row| cell(row, signed));
    let unsigned = mapping.unsigned.in_column(amounts);
    if signed.is_some() && columns.way.is_none() && unsigned == Unsigned::Ask {
        return Err(say!("dues-bank-direction-needed"));
    }
    let mut found = Statement::default();
    let mut balances = vec![];
    for (n, row) in (at + 2..).zip(below) {
        let money = columns.money.map(|at| cell(row, at));
        if row.iter().all(|c| c.trim().is_empty())
            || (cell(row, columns.when).is_empty() && money.iter().all(|m| m.is_empty()))
        {
            continue;
        }
        match columns.line(row, unsigned, currency) {
            Ok(line) => {
                balances.push((amount(cell(row, columns.balance)), line.amount));
                found.lines.push(line);
            }
            Err(why) => found.bad.push(Bad { row: n, why }),
        }
    }
    (found.opening, found.closing) = ends(&balances);
    Ok(found)
}

/// Where the column with this head is.
fn place(heads: &[String], name: &str) -> Option<usize> {
    let at = heads.iter().position(|head| head == name);
    at.filter(|_| !name.is_empty())
}

/// A cell without the sign that some exports put before each, so that a spreadsheet takes it as text.
fn cell(row: &[String], at: Option<usize>) -> &str {
    let cell = at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim());
    cell.trim_start_matches('`').trim_start()
}

/// Where everything is in a row.
struct Columns {
    when: Option<usize>,
    /// Signed or beside a direction, came in, went out.
    money: [Option<usize>; 3],
    way: Option<usize>,
    coin: Option<usize>,
    payer: Option<usize>,
    account: Option<usize>,
    purpose: [Option<usize>; 2],
    balance: Option<usize>,
}

impl Columns {
    fn of(heads: &[String], mapping: &Mapping) -> Self {
        let of = |name: &String| place(heads, name);
        Self {
            when: of(&mapping.day),
            money: [&mapping.amount, &mapping.credit, &mapping.debit].map(of),
            way: of(&mapping.direction),
            coin: of(&mapping.currency),
            payer: of(&mapping.payer),
            account: of(&mapping.account),
            purpose: [&mapping.purpose, &mapping.purpose_too].map(of),
            balance: of(&mapping.balance),
        }
    }

    /// What a row says.
    fn line(&self, row: &[String], unsigned: Unsigned, currency: &str) -> Result<Line, Say> {
        let [when, way, coin] = [self.when, self.way, self.coin].map(|at| cell(row, at));
        let on = day(when).ok_or_else(|| say!("dues-bank-bad-day", text = when))?;
        if !is_ours(coin, currency) {
            return Err(say!("dues-bank-bad-currency", currency = coin));
        }
        let came_in = match self.way {
            None => Some(unsigned != Unsigned::Out),
            Some(_) => came_in(way),
        };
        let amount = sum(self.money.map(|at| cell(row, at)), came_in)?;
        Ok(Line {
            on,
            amount: amount.ok_or_else(|| say!("dues-bank-bad-direction", text = way))?,
            payer: cell(row, self.payer).to_owned(),
            payer_account: cell(row, self.account).to_owned(),
            purpose: self
                .purpose
                .map(|at| cell(row, at))
                .join(" ")
                .trim()
                .to_owned(),
        })
    }
}

/// What came in less what went out; one of the columns has to hold an amount. `None` if the one beside
/// a direction has none. What carries a minus went out, whatever else is said of it: a receipt that
/// was taken back is none.
fn sum([signed, credit, debit]: [&str; 3], came_in: Option<bool>) -> Result<Option<Fen>, Say> {
    let read = |text: &str| match text {
        "" | "-" | "--" => Ok(None),
        text => amount(text)
            .map(Some)
            .ok_or_else(|| say!("dues-bank-bad-amount", text = text)),
    };
    let (signed, credit, debit) = (read(signed)?, read(credit)?, read(debit)?);
    let out = |fen: Fen| Fen(-fen.0.abs());
    let signed = match (signed, came_in) {
        (Some(_), None) => return Ok(None),
        (Some(fen), Some(false)) => Some(out(fen)),
        (signed, _) => signed,
    };
    let all = [signed, credit, debit.map(out)];
    if all.iter().all(Option::is_none) {
        return Err(say!("dues-bank-bad-amount", text = ""));
    }
    Ok(Some(Fen(all.into_iter().flatten().map(|fen| fen.0).sum())))
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
