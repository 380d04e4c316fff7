//! Tables as people have them: CSV in any encoding that is met, XLS and XLSX, read into rows of text; and
//! days as they are written in them. A file comes from a stranger: it is read cell by cell, and never
//! makes more of itself than a list holds.

mod days;
mod decode;
mod grid;
mod hidden;
mod layout;
mod lines;
mod separated;
mod xls;
mod xlsx;

use self::grid::Grid;
use self::layout::is_table;
use super::{Say, text};

pub use self::days::{Order, day, is_open, month};
pub use self::decode::decode;
pub use self::grid::{Rows, is_error};
pub use self::layout::{Layout, widest};
pub use self::lines::{Sheet, Table};
pub use self::separated::harmless;

/// Reads a spreadsheet or a CSV file. Of several sheets the first that is a table.
///
/// # Errors
/// If it is neither, or holds too much.
pub fn rows(bytes: &[u8]) -> Result<Rows, Say> {
    let table = table(bytes)?;
    let sheets = 0..table.sheets().len();
    let first = sheets.into_iter().find(|at| is_table(&table.top_of(*at)));
    Ok(table.on(first.unwrap_or_default()).rows().collect())
}

/// The same, as it is kept, with all sheets.
///
/// # Errors
/// Those of [`rows`].
pub fn table(bytes: &[u8]) -> Result<Table, Say> {
    if bytes.starts_with(b"PK") {
        xlsx::read(bytes)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        xls::read(bytes)
    } else {
        let mut grid = Grid::default();
        separated::read(&decode(bytes), &mut grid)?;
        Ok(grid.rows().into_iter().collect())
    }
}

/// A head as it is compared: full-width letters, brackets with units and spaces put aside.
#[must_use]
pub fn plain(head: &str) -> String {
    let half: String = head.chars().map(text::half_width).collect();
    let cut = half.split(['(', '[']).next().unwrap_or_default();
    cut.split_whitespace().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::grid::MOST_ROWS;
    use super::*;
    use crate::say;
    use std::time::{Duration, Instant};

    #[test]
    fn a_row_of_millions_of_commas_is_refused_by_its_first_cell_too_far() {
        let start = Instant::now();
        let refused = rows(format!("日期,金额\n{}\n", "1,".repeat(3_500_000)).as_bytes());
        assert_eq!(refused, Err(say!("web-sheet-far", cell = "IW2")));
        assert_eq!(rows(",".repeat(7_000_000).as_bytes()), Ok(vec![]));
        assert!(start.elapsed() < Duration::from_secs(60));
    }

    #[test]
    fn a_file_of_more_rows_than_one_import_takes_is_refused_early() {
        let many = say!("web-sheet-too-long", most = MOST_ROWS);
        assert_eq!(
            rows("a\n".repeat(MOST_ROWS + 1).as_bytes()),
            Err(many.clone())
        );
        let blank = format!("a{}b\n", "\n".repeat(MOST_ROWS));
        assert_eq!(rows(blank.as_bytes()), Err(many));
        assert_eq!(
            rows("a\n".repeat(MOST_ROWS).as_bytes()).unwrap().len(),
            MOST_ROWS
        );
    }
}
