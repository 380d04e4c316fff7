//! A table as it is kept: each row a line of JSON.

/// Rows from the top among which heads are looked for.
pub(super) const TOP: usize = 60;

/// Rows of cells as text.
pub type Rows = Vec<Vec<String>>;

/// A table, each row a line of JSON, so that many take little more memory than their text and each can
/// be read by itself.
#[derive(Debug, Clone, Default)]
pub struct Table {
    text: String,
    /// Where each line ends.
    ends: Vec<usize>,
}

impl Table {
    /// The table of such lines.
    #[must_use]
    pub fn of(text: String) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { text, ends }
    }

    /// Its lines.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds a row below.
    pub fn push(&mut self, row: &[String]) {
        self.text += &serde_json::json!(row).to_string();
        self.ends.push(self.text.len());
        self.text.push('\n');
    }

    /// How many rows it has.
    #[must_use]
    pub fn height(&self) -> usize {
        self.ends.len()
    }

    /// The cells of a row, counted from 0; none where there is no such row.
    #[must_use]
    pub fn row(&self, at: usize) -> Vec<String> {
        let begin = match at.checked_sub(1) {
            None => Some(0),
            Some(before) => self.ends.get(before).map(|end| end + 1),
        };
        let end = self.ends.get(at).copied().unwrap_or_default();
        let line = begin.and_then(|begin| self.text.get(begin..end));
        line.and_then(|line| serde_json::from_str(line).ok())
            .unwrap_or_default()
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        (0..self.height()).map(|at| self.row(at))
    }

    /// The rows at the top, among which the heads are.
    #[must_use]
    pub fn top(&self) -> Rows {
        self.rows().take(TOP).collect()
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
    }
}
