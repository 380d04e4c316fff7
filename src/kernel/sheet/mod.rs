//! Tables as people have them: CSV in any encoding that is met, XLS and XLSX, read into rows of text; and
//! days as they are written in them. A file comes from a stranger: it is read cell by cell, and never
//! makes more of itself than a list holds.

mod days;
mod decode;
mod grid;
mod hidden;
mod layout;
mod lines;
mod moments;
mod separated;
mod shown;
mod simplified;
mod xls;
mod xlsx;

use self::grid::Grid;
use self::layout::is_table;
use super::{Say, text};
use crate::say;

pub use self::days::{Order, clock, day, is_open, month};
pub use self::decode::decode;
pub use self::grid::{Rows, is_error};
pub use self::layout::{Layout, widest};
pub use self::lines::{Sheet, Table};
pub use self::moments::moment;
pub use self::separated::harmless;
pub use self::simplified::simplified;

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
        let (text, mut grid) = (decode(bytes), Grid::default());
        if let Some(why) = markup(&text) {
            return Err(why);
        }
        if !is_text(&text) {
            return Err(grid::broken());
        }
        separated::read(&text, &mut grid)?;
        Ok(grid.rows().into_iter().collect())
    }
}

/// Whether somebody could have written this: hardly any sign of it stands for none.
fn is_text(text: &str) -> bool {
    /// Signs by which it is told.
    const SEEN: usize = 64 << 10;
    let odd = |c: &char| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace());
    let odd = text.chars().take(SEEN).filter(odd).count();
    odd <= 8 + text.len().min(SEEN) / 20
}

/// What is said of a page, or of a workbook written as XML, that only calls itself a spreadsheet.
fn markup(text: &str) -> Option<Say> {
    /// Letters at the beginning by which it is known.
    const HEAD: usize = 4_096;
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    if !text.starts_with('<') {
        return None;
    }
    let head: String = text.chars().take(HEAD).collect::<String>().to_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| head.contains(mark));
    if has(&["<html", "<table", "<!doctype html"]) {
        Some(say!("web-sheet-page"))
    } else if has(&["office:spreadsheet"]) {
        Some(say!("web-sheet-xml-2003"))
    } else {
        None
    }
}

/// A head as it is compared: full-width letters, traditional characters, brackets with units and spaces put
/// aside.
#[must_use]
pub fn plain(head: &str) -> String {
    let half = head.chars().map(text::half_width).map(simplified);
    let half: String = half.collect();
    let cut = half.split(['(', '[']).next().unwrap_or_default();
    cut.split_whitespace().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::grid::MOST_ROWS;
    use super::*;
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

    #[test]
    fn what_nobody_wrote_is_no_table() {
        let mut noise = 1_u32;
        let mut next = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.to_be_bytes()[0]
        };
        let noise: Vec<u8> = (0..100_000).map(|_| next()).collect();
        assert_eq!(rows(&noise).unwrap_err().key, "web-sheet-broken");
        // A few signs that were lost on the way take nothing away.
        let cut = [&b"a,b\n\xe5\x85,\x1f\x1f\n"[..], b"c,d\n"].concat();
        assert_eq!(rows(&cut).unwrap().len(), 3);
    }

    #[test]
    fn a_page_and_a_workbook_in_xml_are_called_by_their_name() {
        for (text, key) in [
            (
                "\n<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table>",
                "web-sheet-page",
            ),
            ("<!DOCTYPE HTML><body>", "web-sheet-page"),
            ("\u{feff}<TABLE border=1>", "web-sheet-page"),
            (
                "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
                "web-sheet-xml-2003",
            ),
        ] {
            assert_eq!(rows(text.as_bytes()).unwrap_err().key, key, "{text}");
        }
        // A table may begin with anything.
        assert!(rows("<date>,amount\n2026-11-02,5\n".as_bytes()).is_ok());
    }
}
