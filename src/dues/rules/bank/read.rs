//! The rows below the heads of a bank's table, read into lines. Pure.

use std::collections::{HashMap, HashSet};

use super::besides::{Seen, gone, is_sum, says_gone};
use super::block::Block;
use super::cells::{Unit, figure, whole};
use super::columns::{Columns, cell, place, words_of};
use super::direction::{
    another_in, by_sign, came_in, is_another, is_ours, is_reversal, says_back, tens,
};
use super::heads::{squeezed, titled_other, titles};
use super::mapping::{Mapping, Unsigned};
use super::marks::Marks;
use super::state::{self, GivenBack, given_back};
use super::what::What;
use super::{Bad, Line, Statement, turned, words};
use crate::kernel::sheet::{Rows, clock, day};
use crate::kernel::{Fen, Say, text};
use crate::say;

/// Rows from the top among which the heads are.
const TOP: usize = 60;
/// Most letters of a number that a bank gives to a line.
const LONGEST: usize = 100;

/// Reads the lines below the row of heads. `currency` is the chamber's, as its ISO 4217 code. Rows of
/// sums and what is told below a table are left out; what can't be read is named.
///
/// # Errors
/// If the table has no such row, the mapping names no day and no amount, its heads or titles name
/// another currency, or nothing says which amounts came in.
pub fn read(rows: &Rows, mapping: &Mapping, currency: &str) -> Result<Statement, Say> {
    let mut top = rows.iter().take(TOP);
    let at = top
        .position(|row| place(row, &mapping.day).is_some())
        .ok_or_else(|| say!("dues-bank-no-day"))?;
    let (above, heads, below) = (&rows[..at], &rows[at], &rows[at + 1..]);
    let below: Vec<_> = below.iter().map(|row| whole(row)).collect();
    let columns = Columns::of(heads, mapping);
    let [signed, credit, _] = columns.money;
    if signed.is_none() && credit.is_none() {
        return Err(say!("dues-bank-no-amount"));
    }
    let mut reader = Reader::of(columns, (above, heads), currency)?;
    reader.taken = &mapping.taken;
    reader.learn_signs(&below);
    reader.learn(&below, mapping.unsigned)?;
    let mut found = Statement::default();
    let mut block = Block::of(above, currency);
    let (mut sums, mut places) = (false, vec![]);
    for (n, row) in (at + 2..).zip(&below) {
        if block.begins(row, &reader.columns) {
            continue;
        }
        if reader.is_nothing(row, sums) {
            sums |= row.iter().any(|cell| is_sum(cell));
            continue;
        }
        sums = false;
        found.ask(state::unknown(cell(row, reader.columns.state)));
        match block.other.clone().map_or_else(|| reader.lines(row), Err) {
            Ok(lines) => {
                places.extend(lines.iter().map(|_| n));
                found.lines.extend(lines);
            }
            Err(why) => found.bad.push(Bad { row: n, why }),
        }
    }
    turned::name(&mut found, &places);
    (found.opening, found.closing) = ends(&found.lines);
    without_what_is_shared(&mut found.lines);
    Ok(found)
}

/// What is known of a table beside the row that is read.
struct Reader<'a> {
    columns: Columns,
    /// The chamber's currency, and the one that titles name.
    currency: &'a str,
    titled: String,
    /// How amounts are told in each of the columns, and balances.
    units: [Unit<'a>; 4],
    /// What kind of number the bank gives to lines.
    kind: String,
    unsigned: Unsigned,
    /// Whether all that went out carries a minus: then it only says once more that it went out.
    minus: bool,
    /// Columns that say whether a payment stayed, with their heads.
    gone: Vec<(usize, String)>,
    /// Whether the column with the direction holds nothing but plus and minus.
    signs: bool,
    /// What the state says of money that came, beside what is known.
    taken: &'a [String],
}

impl<'a> Reader<'a> {
    fn of(
        columns: Columns,
        (above, heads): (&[Vec<String>], &[String]),
        currency: &'a str,
    ) -> Result<Self, Say> {
        let (unit, titled) = titles(above);
        let (unit, titled) = (unit.unwrap_or_default(), titled.unwrap_or_default());
        let head = |at: Option<usize>| cell(heads, at);
        let [signed, credit, debit] = columns.money;
        let money = [signed, credit, debit, columns.balance].map(head);
        let named = money.iter().take(3).copied().chain([unit.as_str()]);
        let mut other = named.filter_map(|text| another_in(text, currency));
        let other = other.next().map(str::to_owned).or_else(|| {
            let titled = columns.coin.is_none() && is_another(&titled, currency);
            titled.then(|| titled_other(above, currency))
        });
        if let Some(other) = other {
            return Err(say!("dues-bank-bad-currency", currency = other));
        }
        let told = |head: &str| match (tens(head), squeezed(head).contains(words::SCALES)) {
            (Some(own), _) => own,
            (None, true) => 0,
            (None, false) => tens(&unit).unwrap_or(0),
        };
        Ok(Self {
            units: money.map(|head| Unit {
                currency,
                tens: told(head),
                marks: Marks::Unsettled,
            }),
            kind: squeezed(head(columns.serial)),
            columns,
            currency,
            titled,
            unsigned: Unsigned::Ask,
            minus: true,
            gone: gone(heads),
            signs: false,
            taken: &[],
        })
    }

    /// Looks through all rows for what the marks and signs of amounts mean: a file in which some carry a minus, or
    /// each carries a sign, says itself what came in.
    fn learn(&mut self, rows: &[impl AsRef<[String]>], unsigned: Unsigned) -> Result<(), Say> {
        let [signed, credit, debit] = self.columns.money;
        let told = [signed, credit, debit, self.columns.balance];
        let cells = rows
            .iter()
            .flat_map(|row| told.map(|at| cell(row.as_ref(), at)));
        let marks = Marks::of(cells);
        self.units.iter_mut().for_each(|unit| unit.marks = marks);
        let amounts = |at: Option<usize>, unit: Unit<'a>| {
            rows.iter().filter_map(move |row| {
                let row = row.as_ref();
                let text = cell(row, at);
                Some((row, text, figure(text, unit).ok().flatten()?))
            })
        };
        let own = || amounts(signed, self.units[0]);
        let minus = own().any(|(_, _, fen)| fen.0 < 0);
        let told = own().all(|(_, text, fen)| fen.0 < 0 || text.contains(['+', '\u{ff0b}']));
        let unsigned = match unsigned {
            Unsigned::Ask if minus || told => Unsigned::In,
            own => own,
        };
        if signed.is_some() && self.columns.way.is_none() && unsigned == Unsigned::Ask {
            return Err(say!("dues-bank-direction-needed"));
        }
        let way = self.columns.way;
        let beside =
            own().filter(|(row, ..)| way.is_some() && self.came_in(cell(row, way)) == Some(false));
        let mut out = beside.chain(amounts(debit, self.units[2]));
        let all_minus = !out.any(|(_, _, fen)| fen.0 > 0);
        (self.unsigned, self.minus) = (unsigned, all_minus);
        Ok(())
    }

    /// Looks whether the direction is told by plus and minus: a dash alone may say that it is neither.
    fn learn_signs(&mut self, rows: &[impl AsRef<[String]>]) {
        let cells = rows.iter().map(|row| cell(row.as_ref(), self.columns.way));
        let mut told = cells.filter(|cell| !cell.is_empty()).map(by_sign);
        self.signs = told.clone().any(|came| came == Some(true)) && told.all(|came| came.is_some());
    }

    /// Whether a cell of the column with the direction says that money came in.
    fn came_in(&self, way: &str) -> Option<bool> {
        came_in(way).or_else(|| by_sign(way).filter(|_| self.signs))
    }

    /// Whether a row is no line.
    fn is_nothing(&self, row: &[String], sums: bool) -> bool {
        let mut sides = self.columns.payer.iter().chain(&self.columns.payee);
        let seen = Seen {
            row,
            when: cell(row, self.columns.when),
            money: self.columns.money.map(|at| cell(row, at)),
            named: sides.any(|at| !words_of(row, *at).is_empty()),
        };
        seen.is_nothing(self.units[0], sums)
    }

    /// What a row says: one line, and the one with which it was given back, where its state says so.
    fn lines(&self, row: &[String]) -> Result<Vec<Line>, Say> {
        let state = cell(row, self.columns.state);
        if !state::is_undone(state, self.taken)? {
            return Ok(vec![self.line(row)?]);
        }
        let refused = || say!("dues-bank-bad-state", text = state);
        let back = given_back(state).ok_or_else(refused)?;
        let line = self.line(row)?;
        let amount = match back {
            GivenBack::Whole => line.amount,
            GivenBack::Part(text) => figure(&text, self.units[0])?.ok_or_else(refused)?,
        };
        if line.amount.0 <= 0 || amount.0 <= 0 || amount > line.amount {
            return Err(refused());
        }
        let serial = match line.serial.as_str() {
            "" => String::new(),
            serial => format!("{serial} {state}"),
        };
        let back = Line {
            amount: Fen(-amount.0),
            what: What::Return,
            balance: None,
            serial,
            ..line.clone()
        };
        Ok(vec![line, back])
    }

    /// What a row says of money that moved.
    fn line(&self, row: &[String]) -> Result<Line, Say> {
        let columns = &self.columns;
        let of = |at: Option<usize>| cell(row, at);
        let [when, way] = [columns.when, columns.way].map(of);
        let on = day(when).ok_or_else(|| say!("dues-bank-bad-day", text = when))?;
        let coin = match of(columns.coin) {
            "" => self.titled.as_str(),
            coin => coin,
        };
        if columns.coin.is_some() && !is_ours(coin, self.currency) {
            return Err(say!("dues-bank-bad-currency", currency = coin));
        }
        let mut gone = self.gone.iter().map(|(at, head)| (of(Some(*at)), head));
        if let Some((told, head)) = gone.find(|(told, _)| says_gone(told, self.units[0])) {
            return Err(say!("dues-bank-bad-state", text = format!("{head} {told}")));
        }
        let came_in = match columns.way {
            None => Some(self.unsigned != Unsigned::Out),
            Some(_) => self.came_in(way),
        };
        let amount = self.amount(columns.money.map(of), came_in)?;
        let amount = amount.ok_or_else(|| say!("dues-bank-bad-direction", text = way))?;
        // Where a file names both sides, the other one is who was paid if money went out.
        let paid = |side: usize| columns.payee[side].filter(|_| amount.0 < 0);
        let [payer, payer_account] = [0, 1].map(|side| {
            let at = paid(side).or(columns.payer[side].filter(|_| self.names_payer(amount)));
            words_of(row, at).to_owned()
        });
        let purpose = columns.purpose.map(|at| words_of(row, at)).join(" ");
        Ok(Line {
            on,
            clock: clock(when).or_else(|| clock(of(columns.clock))),
            amount,
            payer,
            payer_account,
            purpose: purpose.trim().to_owned(),
            balance: figure(of(columns.balance), self.units[3]).ok().flatten(),
            serial: self.serial(of(columns.serial)),
            what: self.what(row, came_in),
            ..Line::default()
        })
    }

    /// Whether a row takes an earlier one back: a minus stands where money came in, or the bank says so.
    fn what(&self, row: &[String], came_in: Option<bool>) -> What {
        let minus = |at: usize| {
            let told = figure(cell(row, self.columns.money[at]), self.units[at]);
            told.is_ok_and(|fen| fen.is_some_and(|fen| fen.0 < 0))
        };
        let red = minus(1) || (self.columns.way.is_some() && came_in == Some(true) && minus(0));
        let mut written = self.columns.purpose.iter().map(|at| cell(row, *at));
        let told = is_reversal(cell(row, self.columns.way));
        match red || told || written.any(says_back) {
            true => What::Return,
            false => What::Plain,
        }
    }

    /// Whether the payer's columns name the other side of such an amount: where others name who was
    /// paid, they name the chamber itself for what went out.
    fn names_payer(&self, amount: Fen) -> bool {
        amount.0 >= 0 || self.columns.payee.iter().all(Option::is_none)
    }

    /// What came in less what went out; one of the columns has to hold an amount, and only one. `None` if
    /// the one beside a direction has none. What carries a minus went out, whatever else is said of it: a
    /// receipt that was taken back is none. But where only some of what went out carries one, it may be
    /// what was taken back.
    fn amount(&self, texts: [&str; 3], came_in: Option<bool>) -> Result<Option<Fen>, Say> {
        let [signed, credit, debit] = [0, 1, 2].map(|at| figure(texts[at], self.units[at]));
        let (signed, credit, debit) = (signed?, credit?, debit?);
        let out = |fen: Fen| match fen.0 < 0 && !self.minus {
            true => Err(say!("dues-bank-bad-minus", text = fen.grouped())),
            false => Ok(Fen(-fen.0.abs())),
        };
        let signed = match (signed, came_in) {
            (Some(_), None) => return Ok(None),
            // Without a direction each minus is one.
            (Some(fen), Some(false)) if self.columns.way.is_some() => Some(out(fen)?),
            (Some(fen), Some(false)) => Some(Fen(-fen.0.abs())),
            (signed, _) => signed,
        };
        let all = [signed, credit, debit.map(out).transpose()?];
        let mut some = all.into_iter().flatten();
        let Some(first) = some.clone().next() else {
            return Err(say!("dues-bank-amount-missing"));
        };
        let mut told = some.by_ref().filter(|fen| fen.0 != 0);
        let amount = told.next().unwrap_or(first);
        if told.next().is_some() {
            return Err(say!("dues-bank-both-sides"));
        }
        Ok(Some(amount))
    }

    /// The number that the bank gave to a line, with its kind; noughts and dashes alone are none, nor is
    /// what a spreadsheet left of a longer one: fifteen figures and noughts, or `6.2E+17`.
    fn serial(&self, cell: &str) -> String {
        let number = text::dense(cell);
        let says = |c: char| c.is_alphanumeric() && c != '0';
        let rest = number.get(15..).unwrap_or_default();
        let cut = !rest.is_empty()
            && rest.bytes().all(|b| b == b'0')
            && number.bytes().all(|b| b.is_ascii_digit());
        let cut = cut || number.to_uppercase().contains("E+");
        if !number.contains(says) || cut || number.chars().count() > LONGEST {
            return String::new();
        }
        format!("{} {number}", self.kind)
    }
}

/// Opening and closing balance from the balances beside the lines, whichever end the file begins at.
fn ends(lines: &[Line]) -> (Option<Fen>, Option<Fen>) {
    let each = lines
        .iter()
        .map(|line| Some((line.balance?.0, line.amount.0)));
    let whole: Option<Vec<(i64, i64)>> = each.collect();
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

/// Takes away what doesn't tell lines apart, whatever the column is called: numbers that several lines
/// share, and balances that stand still while money moves.
fn without_what_is_shared(lines: &mut [Line]) {
    let still = |pair: &[Line]| {
        let moves = pair.iter().all(|line| line.amount.0 != 0);
        moves && pair[0].balance.is_some() && pair[0].balance == pair[1].balance
    };
    if lines.windows(2).any(still) {
        lines.iter_mut().for_each(|line| line.balance = None);
    }
    let (mut by, mut gone) = (HashMap::<&str, HashMap<_, &Line>>::new(), HashSet::new());
    for line in lines.iter().filter(|line| !line.serial.is_empty()) {
        let all = by.entry(&line.serial).or_default();
        let first = *all.entry((line.on, line.amount)).or_insert(line);
        // A payment and what the bank took for it may share one; the same line may stand in a file twice.
        if first != line || all.len() > 2 {
            gone.insert(line.serial.clone());
        }
    }
    for line in lines.iter_mut().filter(|line| gone.contains(&line.serial)) {
        line.serial.clear();
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "back_tests.rs"]
mod back_tests;
