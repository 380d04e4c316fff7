//! Where in a file the table is: which sheet, which row of heads, and how its days are written. Guessed,
//! and changed by whoever knows better.

use serde::{Deserialize, Serialize};

use super::days::Order;
use super::grid::Rows;

/// Rows from the top among which heads are looked for.
pub(super) const TOP: usize = 60;

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// Name of the sheet; empty for the first, or where there are none.
    pub sheet: String,
    /// The row of heads, the lower of two, counted from 1; 0 if nobody chose one.
    pub head: usize,
    /// How days are written.
    #[serde(with = "order", skip_serializing_if = "is_unsaid")]
    pub days: Order,
}

fn is_unsaid(days: &Order) -> bool {
    *days == Order::Unsaid
}

/// An order as its word.
mod order {
    use super::Order;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(order: &Order, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(order.word())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Order, D::Error> {
        let word = String::deserialize(from)?;
        Ok(Order::from_word(&word).unwrap_or_default())
    }
}

impl Layout {
    /// What a form or a mapping says under the names of [`fields`](Self::fields).
    #[must_use]
    pub fn of<'a>(value: impl Fn(&str) -> &'a str) -> Self {
        Self {
            sheet: value("sheet").to_owned(),
            head: value("head_row").parse().unwrap_or_default(),
            days: Order::from_word(value("days")).unwrap_or_default(),
        }
    }

    /// What it says, by name; empty where nothing was chosen.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, String); 3] {
        let head = Some(self.head).filter(|head| *head > 0);
        [
            ("sheet", self.sheet.clone()),
            (
                "head_row",
                head.map(|head| head.to_string()).unwrap_or_default(),
            ),
            ("days", self.days.word().to_owned()),
        ]
    }

    /// What was said after this was chosen before: where nothing was, the same; in another sheet the row
    /// of heads is looked for again.
    #[must_use]
    pub fn after(self, before: &Self) -> Self {
        if self.head == 0 {
            Self {
                days: self.days,
                ..before.clone()
            }
        } else if self.sheet != before.sheet && self.head == before.head {
            Self { head: 0, ..self }
        } else {
            self
        }
    }

    /// Whether another place in the file is meant, so that other columns are.
    #[must_use]
    pub fn is_elsewhere(&self, other: &Self) -> bool {
        self.sheet != other.sheet || self.head != other.head
    }
}

/// Of several sheets' rows at the top: which sheet, and which row of it is that of the heads. It is the
/// first sheet with known heads and rows below them, else the first that is a table at all.
pub(super) fn choose(tops: &[Rows], known: impl Fn(&str) -> bool) -> (usize, usize) {
    let mut found = tops.iter().enumerate().filter_map(|(at, top)| {
        let head = best(top, &known)?;
        (head + 1 < top.len()).then_some((at, head))
    });
    if let Some(found) = found.next() {
        return found;
    }
    let at = tops.iter().position(is_table).unwrap_or_default();
    (at, tops.get(at).and_then(widest_at).unwrap_or_default())
}

/// The first of the widest rows near the top: likely the one with the heads.
#[must_use]
pub fn widest(rows: &Rows) -> Option<&Vec<String>> {
    rows.get(widest_at(rows)?)
}

fn widest_at(rows: &Rows) -> Option<usize> {
    let top = rows.iter().take(TOP).enumerate().rev();
    top.max_by_key(|(_, row)| row.len()).map(|(at, _)| at)
}

/// Whether there are rows of several cells.
pub(super) fn is_table(top: &Rows) -> bool {
    let full = |row: &&Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
    top.iter().filter(full).count() > 1
}

/// The first row with the most known heads, two at least.
fn best(top: &Rows, known: impl Fn(&str) -> bool) -> Option<usize> {
    /// One alone may be a word in a title.
    const LEAST: usize = 2;
    let count = |at: usize| {
        let own = top
            .get(at)
            .is_some_and(|row| row.iter().any(|cell| known(cell)));
        let heads = heads_at(top, at);
        if own {
            heads.iter().filter(|head| known(head)).count()
        } else {
            0
        }
    };
    let all = (0..top.len().min(TOP)).rev().map(|at| (at, count(at)));
    let (at, n) = all.max_by_key(|(_, n)| *n)?;
    (n >= LEAST).then_some(at)
}

/// The heads in this row, in each column that has none there those above it: of two rows or three, the
/// upper ones stand over several columns or reach down to the last. One that stands there again gets a
/// number.
pub(super) fn heads_at(top: &Rows, at: usize) -> Vec<String> {
    /// Rows of heads above the last.
    const ABOVE: usize = 2;
    let from = at.saturating_sub(ABOVE);
    let rows = top.get(from..=at).unwrap_or_default();
    let wide = rows.iter().map(Vec::len).max().unwrap_or_default();
    let head = |column: usize| {
        let cells = rows.iter().rev().filter_map(|row| row.get(column));
        let mut cells = cells.map(|cell| cell.trim());
        cells.find(|cell| !cell.is_empty()).unwrap_or_default()
    };
    let heads: Vec<&str> = (0..wide).map(head).collect();
    let told = |(at, head): (usize, &&str)| match heads[..at]
        .iter()
        .filter(|before| *before == head)
        .count()
    {
        0 => (*head).to_owned(),
        _ if head.is_empty() => String::new(),
        before => format!("{head} ({})", before + 1),
    };
    heads.iter().enumerate().map(told).collect()
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
