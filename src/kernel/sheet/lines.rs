//! A table as it is kept: each row a line of JSON, below the line of its sheet where it has several.

use serde::{Deserialize, Serialize};

use super::days::{self, Order};
use super::grid::{Grid, Rows, reference};
use super::layout::{self, Layout, TOP};
use super::moments::moment;
use crate::kernel::Say;

/// A sheet of a workbook.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    #[serde(rename = "sheet")]
    pub name: String,
    /// How many rows of it are hidden; they are read like others.
    #[serde(default)]
    pub hidden: usize,
    /// Why it can't be read, if it can't.
    #[serde(default)]
    pub why: Option<Say>,
    /// Its first line, and the one behind its last.
    #[serde(skip)]
    lines: (usize, usize),
}

/// A table, each row a line of JSON, so that many take little more memory than their text and each can
/// be read by itself. Of a workbook it is one sheet, and keeps the others.
#[derive(Debug, Clone, Default)]
pub struct Table {
    text: String,
    /// Where each line ends.
    ends: Vec<usize>,
    /// The sheets; none where the file has no such thing.
    sheets: Vec<Sheet>,
    /// Which of them it is.
    at: usize,
    /// The row of heads, if one was chosen, and what they are.
    heads: Option<(usize, Vec<String>)>,
    /// Columns with days, and how those are written.
    days: (Vec<usize>, Order),
}

impl Table {
    /// The table of such lines.
    #[must_use]
    pub fn of(text: String) -> Self {
        let (mut ends, mut sheets, mut begin) = (vec![], Vec::<Sheet>::new(), 0);
        for (at, _) in text.match_indices('\n') {
            let line = text.get(begin..at).unwrap_or_default();
            if line.starts_with('{')
                && let Ok(mut sheet) = serde_json::from_str::<Sheet>(line)
            {
                sheet.lines = (ends.len() + 1, ends.len() + 1);
                sheets.push(sheet);
            }
            ends.push(at);
            if let Some(sheet) = sheets.last_mut() {
                sheet.lines.1 = ends.len();
            }
            begin = at + 1;
        }
        Self {
            text,
            ends,
            sheets,
            ..Self::default()
        }
    }

    /// Its lines, those of all sheets.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Begins a sheet below those that are there; what is pushed next is its.
    fn begin(&mut self, mut sheet: Sheet) {
        self.text += &serde_json::json!(sheet).to_string();
        self.end_line();
        sheet.lines = (self.ends.len(), self.ends.len());
        self.sheets.push(sheet);
    }

    /// Adds a sheet with what a grid holds, of which so many rows are hidden, or why it can't be read.
    pub(super) fn add(&mut self, name: &str, hidden: Result<usize, Say>, grid: &mut Grid) {
        let rows = grid.rows();
        let mut sheet = Sheet {
            name: name.to_owned(),
            ..Sheet::default()
        };
        match hidden {
            Ok(hidden) => sheet.hidden = hidden,
            Err(why) => sheet.why = Some(why),
        }
        let read = sheet.why.is_none();
        self.begin(sheet);
        rows.iter().filter(|_| read).for_each(|row| self.push(row));
    }

    /// Adds a row below.
    pub fn push(&mut self, row: &[String]) {
        self.text += &serde_json::json!(row).to_string();
        self.end_line();
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.lines.1 = self.ends.len();
        }
    }

    fn end_line(&mut self) {
        self.ends.push(self.text.len());
        self.text.push('\n');
    }

    /// Its sheets, in the order of the workbook; none where the file has no such thing.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The sheet it is, of a workbook.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(self.at)
    }

    /// The same with another of its sheets.
    #[must_use]
    pub(super) fn on(mut self, at: usize) -> Self {
        self.at = at;
        self
    }

    /// The sheet and the heads that are chosen. Titles stand above as they did; in place of what else
    /// stands there with words of the heads in it are empty rows.
    ///
    /// # Errors
    /// If that sheet can't be read.
    pub fn laid(mut self, layout: &Layout) -> Result<Self, Say> {
        self.at = self.place(layout);
        if let Some(why) = self.sheet().and_then(|sheet| sheet.why.clone()) {
            return Err(why);
        }
        let head = layout.head.checked_sub(1);
        self.heads = head.map(|at| (at, layout::heads_at(&self.top(), at)));
        self.days.1 = layout.days;
        Ok(self)
    }

    /// The first sheet with known heads, and in it the row with the most of them. Where there are hardly
    /// any, the first sheet that is a table, and in it the widest row near the top.
    #[must_use]
    pub fn guess(&self, known: impl Fn(&str) -> bool) -> Layout {
        let count = self.sheets.len().max(1);
        let tops: Vec<Rows> = (0..count).map(|at| self.top_of(at)).collect();
        let (at, head) = layout::choose(&tops, known);
        Layout {
            sheet: self
                .sheets
                .get(at)
                .map_or_else(String::new, |sheet| sheet.name.clone()),
            head: head + 1,
            days: Order::Unsaid,
        }
    }

    /// This layout, with the row of heads in its sheet guessed where none is chosen.
    #[must_use]
    pub fn completed(&self, mut layout: Layout, known: impl Fn(&str) -> bool) -> Layout {
        if layout.head == 0 {
            let (_, head) = layout::choose(&[self.top_of(self.place(&layout))], known);
            layout.head = head + 1;
        }
        layout
    }

    /// The words at the heads of the columns that a layout means.
    #[must_use]
    pub fn heads_in(&self, layout: &Layout) -> Vec<String> {
        let head = layout.head.saturating_sub(1);
        let mut heads = layout::heads_at(&self.top_in(layout), head);
        heads.retain(|head| !head.is_empty());
        heads
    }

    /// Cells of the row of heads in which nothing stands, though something does in their column near the top:
    /// called as spreadsheets call them.
    #[must_use]
    pub fn headless(&self, layout: &Layout) -> Vec<String> {
        let (top, head) = (self.top_in(layout), layout.head.saturating_sub(1));
        let heads = layout::heads_at(&top, head);
        let below = top.get(head + 1..).unwrap_or_default();
        let wide = below.iter().map(Vec::len).max().unwrap_or_default();
        let bare = |column: &usize| heads.get(*column).is_none_or(String::is_empty);
        let filled = |column: &usize| {
            let mut cells = below.iter().filter_map(|row| row.get(*column));
            cells.any(|cell| !cell.trim().is_empty())
        };
        let found = (0..wide).filter(|column| bare(column) && filled(column));
        found.map(|column| reference(head, column)).collect()
    }

    /// The rows at the top of the sheet that a layout means, as they stand in the file.
    #[must_use]
    pub fn top_in(&self, layout: &Layout) -> Rows {
        self.top_of(self.place(layout))
    }

    /// The sheet that a layout means; none where the file has no such thing.
    #[must_use]
    pub fn sheet_in(&self, layout: &Layout) -> Option<&Sheet> {
        self.sheets.get(self.place(layout))
    }

    /// The names of the other sheets that hold a table.
    #[must_use]
    pub fn others_than(&self, layout: &Layout) -> Vec<&str> {
        let own = self.place(layout);
        let others = self.sheets.iter().enumerate();
        others
            .filter(|(at, _)| *at != own && layout::is_table(&self.top_of(*at)))
            .map(|(_, sheet)| sheet.name.as_str())
            .collect()
    }

    /// Where its sheet is among these; the first if there is none such.
    fn place(&self, layout: &Layout) -> usize {
        let named = |sheet: &Sheet| sheet.name == layout.sheet;
        self.sheets.iter().position(named).unwrap_or_default()
    }

    /// The words at the heads of its columns; empty where no row of heads was chosen.
    #[must_use]
    pub fn heads(&self) -> Vec<String> {
        let heads = self.heads.iter().flat_map(|(_, heads)| heads);
        heads.filter(|head| !head.is_empty()).cloned().collect()
    }

    /// The row of heads as it stands, with empty cells; none where none was chosen.
    #[must_use]
    pub fn heads_row(&self) -> Vec<String> {
        self.heads
            .as_ref()
            .map_or_else(Vec::new, |(_, heads)| heads.clone())
    }

    /// The first row below the heads, counted from 0.
    #[must_use]
    pub fn below(&self) -> usize {
        let below = self.heads.as_ref().map_or(0, |(at, _)| at + 1);
        below.min(self.height())
    }

    /// Reads the days in the columns under these heads in the order that was told, or that the columns
    /// show: each that is certain then stands there with the year first.
    #[must_use]
    pub fn with_days(mut self, heads: &[&str]) -> Self {
        let own = self.heads_row();
        let named = |at: &usize| !own[*at].is_empty() && heads.contains(&own[*at].as_str());
        let columns: Vec<usize> = (0..own.len()).filter(named).collect();
        if self.days.1 == Order::Unsaid {
            let cells = |row: Vec<String>| {
                let cell = |at: &usize| row.get(*at).cloned();
                columns.iter().filter_map(cell).collect::<Vec<_>>()
            };
            let below = (self.below()..self.height()).map(|at| self.row(at));
            self.days.1 = days::of_column(below.flat_map(cells));
        }
        self.days.0 = columns;
        self
    }

    /// How many rows it has.
    #[must_use]
    pub fn height(&self) -> usize {
        let (first, end) = self.lines(self.at);
        end - first
    }

    /// The first line of a sheet and the one behind its last.
    fn lines(&self, sheet: usize) -> (usize, usize) {
        let sheet = self.sheets.get(sheet);
        sheet.map_or((0, self.ends.len()), |sheet| sheet.lines)
    }

    /// The cells of a row, counted from 0; none where there is no such row.
    #[must_use]
    pub fn row(&self, at: usize) -> Vec<String> {
        match &self.heads {
            Some((head, heads)) if at < *head => {
                let row = self.plain_row(self.at, at);
                let is_head = |cell: &String| !cell.is_empty() && heads.contains(cell);
                if row.iter().any(is_head) { vec![] } else { row }
            }
            Some((head, heads)) if at == *head => heads.clone(),
            _ => {
                let mut row = self.plain_row(self.at, at);
                for column in &self.days.0 {
                    if let Some(cell) = row.get_mut(*column)
                        && let Some(day) = days::day_as(cell, self.days.1)
                        && moment(cell, false).is_none()
                    {
                        *cell = days::at_its_clock(day, cell);
                    }
                }
                row
            }
        }
    }

    /// The cells of a row as they stand in the file.
    fn plain_row(&self, sheet: usize, at: usize) -> Vec<String> {
        let (first, end) = self.lines(sheet);
        let at = first + at;
        let begin = match at.checked_sub(1) {
            None => Some(0),
            Some(before) => self.ends.get(before).map(|end| end + 1),
        };
        let until = self.ends.get(at).copied().filter(|_| at < end);
        let line = begin
            .zip(until)
            .and_then(|(begin, end)| self.text.get(begin..end));
        line.and_then(|line| serde_json::from_str(line).ok())
            .unwrap_or_default()
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        (0..self.height()).map(|at| self.row(at))
    }

    /// The rows at the top as they stand in the file, among which the heads are.
    #[must_use]
    pub fn top(&self) -> Rows {
        self.top_of(self.at)
    }

    /// Those of one of its sheets.
    pub(super) fn top_of(&self, sheet: usize) -> Rows {
        let (first, end) = self.lines(sheet);
        let most = (end - first).min(TOP);
        (0..most).map(|at| self.plain_row(sheet, at)).collect()
    }
}

impl FromIterator<Vec<String>> for Table {
    fn from_iter<I: IntoIterator<Item = Vec<String>>>(rows: I) -> Self {
        let mut table = Self::default();
        rows.into_iter().for_each(|row| table.push(&row));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_table_gives_back_each_row_as_it_was(rows in proptest::collection::vec(
            proptest::collection::vec("\\PC{0,6}|[\n\"\\\\,\u{2028}]{0,3}", 0..5), 0..20,
        )) {
            let table: Table = rows.iter().cloned().collect();
            let again = Table::of(table.text().to_owned());
            prop_assert_eq!(again.height(), rows.len());
            for (at, row) in rows.iter().enumerate() {
                prop_assert_eq!(&table.row(at), row);
                prop_assert_eq!(&again.row(at), row);
            }
            prop_assert!(again.row(rows.len()).is_empty());
        }

        #[test]
        fn each_sheet_keeps_its_rows(sheets in proptest::collection::vec(
            ("\\PC{0,6}", proptest::collection::vec(proptest::collection::vec("[a-z{]{0,3}", 0..4), 0..6)), 1..5,
        )) {
            let mut table = Table::default();
            for (name, rows) in &sheets {
                table.begin(Sheet { name: name.clone(), ..Sheet::default() });
                rows.iter().for_each(|row| table.push(row));
            }
            let again = Table::of(table.text().to_owned());
            for (at, (name, rows)) in sheets.iter().enumerate() {
                for one in [table.clone().on(at), again.clone().on(at)] {
                    prop_assert_eq!(&one.sheet().unwrap().name, name);
                    prop_assert_eq!(&one.rows().collect::<Vec<_>>(), rows);
                    prop_assert!(one.row(rows.len()).is_empty());
                }
            }
        }
    }
}
