//! Rows of a bank's table that are no payments: sums, notes, heads that stand there once more; and columns
//! beside the amounts that say that a payment didn't stay. Pure.

use super::cells::{Unit, bare, figure};
use super::heads::{is, squeezed};
use super::words;
use crate::kernel::sheet::day;

/// What is looked at of a row.
pub struct Seen<'a> {
    /// All of it.
    pub row: &'a [String],
    /// Its cell with the day.
    pub when: &'a str,
    /// Its cells with amounts.
    pub money: [&'a str; 3],
    /// Whether it names somebody who paid or was paid.
    pub named: bool,
}

impl Seen<'_> {
    /// Whether a row is no line: it is empty, a row of sums or what belongs to one, a note, or the heads once
    /// more, as on each page of a print or below in another language. `sums`: the row above was one of sums.
    #[must_use]
    pub fn is_nothing(&self, unit: Unit, sums: bool) -> bool {
        let cells = self.row.iter().map(|cell| bare(cell));
        let mut filled = cells.filter(|cell| !cell.is_empty());
        let Some(first) = filled.next() else {
            return true;
        };
        let when = self.when;
        let empty = self.money.iter().all(|cell| cell.is_empty());
        let begins = squeezed(first);
        let note = || {
            let mut known = words::NOTES.split_whitespace();
            known.any(|word| begins.starts_with(word))
        };
        let sum = |cell: &String| names_sum(&squeezed(cell));
        if words::has(words::SUMS, begins.trim_end_matches(':'))
            || (empty && (when.is_empty() || (filled.next().is_none() && note())))
            // Who pays may write such a word too.
            || ((empty || !self.named) && self.row.iter().any(sum))
        {
            return true;
        }
        if day(when).is_some() {
            return false;
        }
        let undated =
            when.is_empty() || when == first || !when.contains(|c: char| c.is_ascii_digit());
        let figures = || self.row.iter().all(|cell| figure(bare(cell), unit).is_ok());
        is(when, words::DAY) || (undated && is_sum(first)) || (sums && figures())
    }
}

/// Whether a row of sums begins with this cell.
#[must_use]
pub fn is_sum(cell: &str) -> bool {
    let plain = squeezed(cell);
    let mut known = words::SUMS.split_whitespace();
    known.any(|word| plain.contains(word))
}

/// Whether a cell says nothing but that its row is one of sums, for whatever span.
fn names_sum(plain: &str) -> bool {
    let plain = plain.trim_end_matches(':');
    let spans = words::SPANS.split_whitespace();
    let mut rests = spans.filter_map(|span| plain.strip_prefix(span));
    words::has(words::SUMS, plain) || rests.any(|rest| words::has(words::SUMS, rest))
}

/// The columns that say whether a payment stayed, with their heads: what of it was sent back, or whether all
/// of it was taken back.
#[must_use]
pub fn gone(heads: &[String]) -> Vec<(usize, String)> {
    let all = heads.iter().enumerate();
    let own = all.filter(|(_, head)| is(head, words::GONE));
    own.map(|(at, head)| (at, head.clone())).collect()
}

/// Whether a cell of such a column says that it didn't.
#[must_use]
pub fn says_gone(cell: &str, unit: Unit) -> bool {
    let nothing = || figure(cell, unit).is_ok_and(|fen| fen.is_none_or(|fen| fen.0 == 0));
    !words::has(words::STAYED, &squeezed(cell)) && !nothing()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_names_a_sum_whatever_span_it_is_of_and_nothing_else_does() {
        for cell in [
            "合计",
            "本日合计",
            "本月合计：",
            "本年累计",
            "当月小计",
            "借方合计",
            "承前页",
            "上月结转",
            "结转下月",
            "Grand Total",
            "Brought forward",
            "Opening balance",
        ] {
            assert!(names_sum(&squeezed(cell)), "{cell}");
        }
        for cell in [
            "",
            "总计划",
            "会费合计",
            "合计划",
            "累计积分",
            "本月",
            "Totals Ltd",
        ] {
            assert!(!names_sum(&squeezed(cell)), "{cell}");
        }
    }
}
