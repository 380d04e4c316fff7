//! Cells as they come, put into rows: never more than a list needs, whatever a file claims to hold.

use calamine::Data;

use crate::kernel::Say;
use crate::say;

/// Rows of cells as text.
pub type Rows = Vec<Vec<String>>;

/// Most rows of a file: 100,000, and what stands above and below them.
pub(super) const MOST_ROWS: usize = 100_100;
/// Most columns.
pub(super) const MOST_COLUMNS: usize = 256;
/// Most cells, those left empty between others too.
const MOST_CELLS: usize = 3_000_000;
/// Most bytes of text in a cell: nothing that a list holds is longer.
const MOST_CELL: usize = 16 << 10;
/// Most bytes of text in all cells.
const MOST_TEXT: usize = 64 << 20;

/// Rows that grow cell by cell.
#[derive(Default)]
pub(super) struct Grid {
    rows: Rows,
    cells: usize,
    text: usize,
}

impl Grid {
    /// Puts a text into a cell, both counted from 0. An empty one takes no place.
    ///
    /// # Errors
    /// Says what is too much.
    pub(super) fn put(&mut self, (row, column): (usize, usize), text: &str) -> Result<(), Say> {
        if text.is_empty() {
            return Ok(());
        }
        if column >= MOST_COLUMNS || row >= MOST_ROWS {
            return Err(if column < MOST_COLUMNS && row == self.rows.len() {
                say!("web-sheet-too-long", most = MOST_ROWS)
            } else {
                say!("web-sheet-far", cell = reference(row, column))
            });
        }
        if text.len() > MOST_CELL {
            return Err(too_much());
        }
        self.text += text.len();
        let wide = self.rows.get(row).map_or(0, Vec::len);
        self.cells += (column + 1).saturating_sub(wide) + (row + 1).saturating_sub(self.rows.len());
        if self.text > MOST_TEXT || self.cells > MOST_CELLS {
            return Err(too_much());
        }
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = self.rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize_with(column + 1, String::new);
            }
            text.clone_into(&mut cells[column]);
        }
        Ok(())
    }

    /// The rows; what they took of the room counts for those of the next sheet too.
    pub(super) fn rows(&mut self) -> Rows {
        std::mem::take(&mut self.rows)
    }
}

/// What is said of a file that can't be read.
pub(super) fn broken() -> Say {
    say!("web-sheet-broken")
}

/// A cell as text.
pub(super) fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::DateTime(at) => match at.as_datetime() {
            Some(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            // Beyond all days: as the program shows it.
            None => "######".to_owned(),
        },
        // Whole fen: 12.3 is not 12.300000000000001.
        Data::Float(n) if n.fract() == 0.0 => format!("{n:.0}"),
        Data::Float(n) => format!("{n:.2}"),
        other => other.to_string(),
    }
}

/// Whether a cell says that something went wrong in it: `#N/A`, `#REF!`, or `######` for what it couldn't
/// show. No value is in it.
#[must_use]
pub fn is_error(cell: &str) -> bool {
    /// What spreadsheets show.
    const ERRORS: [&str; 11] = [
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#GETTING_DATA",
    ];
    let cell = cell.trim();
    let full = cell.len() > 2 && cell.bytes().all(|byte| byte == b'#');
    full || ERRORS.iter().any(|error| cell.eq_ignore_ascii_case(error))
}

/// What is said of a file that holds more than a list does.
pub(super) fn too_much() -> Say {
    say!("web-sheet-too-much")
}

/// A cell as spreadsheets call it: `XFD1048576`.
pub(super) fn reference(row: usize, column: usize) -> String {
    let (mut letters, mut left) = (vec![], column + 1);
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_spreadsheets_call_them() {
        assert_eq!(reference(0, 0), "A1");
        assert_eq!(reference(9, 26), "AA10");
        assert_eq!(reference(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn a_cell_far_out_is_refused_before_anything_is_made_for_it() {
        let mut table = Grid::default();
        table.put((0, 0), "a").unwrap();
        for far in [(1_048_575, 16_383), (2, 16_383), (100_100, 0)] {
            assert_eq!(table.put(far, "x").unwrap_err().key, "web-sheet-far");
        }
        assert_eq!(table.put((1_048_575, 16_383), ""), Ok(()));
        assert_eq!(table.rows(), [["a"]]);
    }

    #[test]
    fn a_cell_in_which_something_went_wrong_is_told() {
        for cell in [
            "#N/A", " #REF! ", "#value!", "######", "#DIV/0!", "#NAME?", "###",
        ] {
            assert!(is_error(cell), "{cell}");
        }
        for cell in ["", "#", "#1", "C#", "# N/A", "N/A"] {
            assert!(!is_error(cell), "{cell}");
        }
    }

    #[test]
    fn places_left_empty_count_too() {
        let mut table = Grid::default();
        let full = (0..MOST_ROWS).map(|row| table.put((row, MOST_COLUMNS - 1), "x"));
        let refused = full.filter_map(Result::err).next();
        assert_eq!(refused, Some(too_much()));
        assert!(table.cells <= MOST_CELLS + MOST_COLUMNS + 1);
    }
}
