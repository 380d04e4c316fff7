//! Text with signs between its cells (CSV). Which sign it is, is told by the rows that agree; a quote
//! that nobody closed is a letter like others, and swallows no rows.

use std::borrow::Cow;
use std::collections::HashMap;

use super::grid::{Grid, MOST_ROWS};
use crate::kernel::Say;
use crate::say;

/// What programs put between cells; of two that rows agree on as well, the one before.
const SIGNS: [char; 4] = [',', ';', '\t', '|'];
/// Lines by which the sign is told.
const SEEN: usize = 300;
/// Bytes of them.
const SEEN_BYTES: usize = 256 << 10;
/// Most lines and bytes that one quoted cell holds: nobody writes longer ones into a list.
const QUOTED: (usize, usize) = (64, 16 << 10);
/// From so many cells on, a line that has as many as the rows do is a row, not part of a text.
const SURELY: usize = 4;
/// What a text begins with that a spreadsheet would run.
const RUN: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// The ends of lines.
const ENDS: [char; 2] = ['\n', '\r'];

/// A text as it goes into a cell of CSV: before what a spreadsheet would run stands an apostrophe, and
/// before one that stands there already another, so that [`read`] gives back what it was.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(RUN) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// What a cell says: without such an apostrophe, or the `="…"` that keeps a spreadsheet from taking a
/// text for a number.
fn said(cell: &str) -> &str {
    let cell = cell.trim();
    if let Some(rest) = cell.strip_prefix('\'')
        && rest.trim_start_matches('\'').starts_with(RUN)
    {
        return rest;
    }
    let quoted = cell.strip_prefix("=\"").and_then(|c| c.strip_suffix('"'));
    quoted.filter(|own| !own.contains('"')).unwrap_or(cell)
}

/// Reads the rows into a grid; each stands at the number of the line that it begins on.
///
/// # Errors
/// Says what is too much.
pub(super) fn read(text: &str, table: &mut Grid) -> Result<(), Say> {
    let text = text.trim_end();
    let manner = Manner::of(text);
    let (mut rest, mut row) = (text, 0);
    if told(text).is_some() {
        (_, rest) = line(text);
        row = 1;
    }
    while !rest.is_empty() {
        if row >= MOST_ROWS {
            return Err(say!("web-sheet-too-long", most = MOST_ROWS));
        }
        let (begun, mut column) = (rest, 0);
        loop {
            let cell = manner.cell(rest);
            table.put((row, column), said(&cell.text))?;
            column += 1;
            rest = cell.rest;
            match rest.strip_prefix(manner.sign) {
                Some(next) => rest = next,
                None => break,
            }
        }
        (_, rest) = line(rest);
        let lines = begun[..begun.len() - rest.len()].matches('\n').count();
        row += lines.max(1);
    }
    Ok(())
}

/// The sign that the file itself tells, as some do for Excel: `sep=;`.
fn told(text: &str) -> Option<char> {
    let (first, _) = line(text);
    let mut sign = first.trim_matches('"').strip_prefix("sep=")?.chars();
    sign.next()
        .filter(|sign| SIGNS.contains(sign) && sign.is_ascii())
}

/// The line that begins here, and what stands behind its end.
fn line(text: &str) -> (&str, &str) {
    let end = text.find(ENDS).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    let rest = match rest.strip_prefix("\r\n") {
        Some(rest) => rest,
        None => rest.get(1..).unwrap_or_default(),
    };
    (line, rest)
}

/// How a file is written.
struct Manner {
    sign: char,
    /// How many cells most rows have; 0 where that isn't known.
    wide: usize,
}

/// A cell, and what stands behind it: a sign, the end of the line, or nothing.
struct Cell<'a> {
    text: Cow<'a, str>,
    rest: &'a str,
    /// Whether a quote stands in it as a letter.
    odd: bool,
}

impl Manner {
    fn of(text: &str) -> Self {
        let mut seen = text.len().min(SEEN_BYTES);
        while !text.is_char_boundary(seen) {
            seen -= 1;
        }
        let seen = &text[..seen];
        let told = told(text);
        let signs = SIGNS
            .into_iter()
            .rev()
            .filter(|sign| told.is_none_or(|t| t == *sign));
        let found = signs.map(|sign| (agreement(seen, sign), sign));
        let found = found.max_by_key(|((rows, all, wide), _)| {
            let most = if rows * 2 >= *all { *rows } else { 0 };
            (most, rows * wide.saturating_sub(1))
        });
        found.map_or(Self { sign: ',', wide: 0 }, |((_, _, wide), sign)| Self {
            sign,
            wide,
        })
    }

    fn cell<'a>(&self, rest: &'a str) -> Cell<'a> {
        let own = rest.trim_start_matches(' ');
        let quoted = own.strip_prefix('"').or_else(|| own.strip_prefix("=\""));
        if let Some((text, rest)) = quoted.and_then(|inner| self.quoted(inner)) {
            let odd = false;
            return Cell { text, rest, odd };
        }
        let end = rest.find([self.sign, '\n', '\r']).unwrap_or(rest.len());
        let (text, rest) = rest.split_at(end);
        let odd = text.contains('"');
        // A quote that opens and never closes says nothing.
        let text = match text.trim_start().strip_prefix('"') {
            Some(inner) if !inner.contains('"') => inner,
            _ => text,
        };
        Cell {
            text: text.into(),
            rest,
            odd,
        }
    }

    /// A quoted cell behind its opening quote; `None` if that is none, since nothing closes it or it
    /// would swallow rows.
    fn quoted<'a>(&self, inner: &'a str) -> Option<(Cow<'a, str>, &'a str)> {
        let (mut at, mut lines) = (0, 0);
        loop {
            let next = at + inner.get(at..)?.find(['"', '\n'])?;
            let behind = &inner[next + 1..];
            at = next + 1;
            if next > QUOTED.1 || lines > QUOTED.0 {
                return None;
            }
            if inner[next..].starts_with('\n') {
                lines += 1;
            } else if behind.starts_with('"') {
                at += 1;
            } else {
                let rest = behind.trim_start_matches(' ');
                if rest.is_empty() || rest.starts_with(self.sign) || rest.starts_with(ENDS) {
                    let text = &inner[..next];
                    if self.swallows(text, &inner[..inner.len() - line(rest).1.len()]) {
                        return None;
                    }
                    let doubled = text.contains("\"\"");
                    let text = if doubled {
                        text.replace("\"\"", "\"").into()
                    } else {
                        text.into()
                    };
                    return Some((text, rest));
                }
            }
        }
    }

    /// Whether a text in quotes that goes over lines, the last of them up to the end of `whole`, holds
    /// rows.
    fn swallows(&self, text: &str, whole: &str) -> bool {
        let Some(last) = text.rfind('\n') else {
            return false;
        };
        let between = text[..last].split('\n').skip(1);
        self.is_row(whole[last + 1..].trim_end_matches(ENDS))
            || (self.wide >= SURELY && between.into_iter().any(|line| self.is_row(line)))
    }

    /// Whether a line by itself is a row like others.
    fn is_row(&self, line: &str) -> bool {
        let alone = Self {
            sign: self.sign,
            wide: 0,
        };
        let (mut rest, mut wide) = (line.trim_end_matches('\r'), 0);
        loop {
            let cell = alone.cell(rest);
            wide += 1;
            if cell.odd {
                return false;
            }
            match cell.rest.strip_prefix(self.sign) {
                Some(next) => rest = next,
                None => return self.wide > 1 && wide == self.wide,
            }
        }
    }
}

/// How many rows have as many cells as most have, how many rows there are, and that number of cells: with
/// cells in quotes that go over lines, or without, whichever more agree on.
fn agreement(seen: &str, sign: char) -> (usize, usize, usize) {
    let mut one = [HashMap::new(), HashMap::new()];
    let mut count = [0, 0];
    let manner = Manner { sign, wide: 0 };
    for (over, (widths, count)) in one.iter_mut().zip(&mut count).enumerate() {
        let mut rest = seen;
        while !rest.is_empty() && *count < SEEN {
            let (own, behind) = line(rest);
            let mut cells = if over == 0 { own } else { rest };
            let mut wide = 0;
            loop {
                cells = manner.cell(cells).rest;
                wide += 1;
                match cells.strip_prefix(sign) {
                    Some(next) => cells = next,
                    None => break,
                }
            }
            rest = if over == 0 { behind } else { line(cells).1 };
            if !own.trim().is_empty() {
                *count += 1;
                *widths.entry(wide).or_insert(0usize) += 1;
            }
        }
    }
    let most = |widths: &HashMap<usize, usize>| {
        let several = widths.iter().filter(|(wide, _)| **wide > 1);
        several
            .map(|(wide, rows)| (*rows, *wide))
            .max()
            .unwrap_or_default()
    };
    let [lines, whole] = [0, 1].map(|n| {
        let (rows, wide) = most(&one[n]);
        (rows, count[n], wide)
    });
    let share = |(rows, all, _): (usize, usize, usize)| (rows, usize::MAX - all);
    if share(whole) >= share(lines) {
        whole
    } else {
        lines
    }
}

#[cfg(test)]
#[path = "separated_tests.rs"]
mod tests;
