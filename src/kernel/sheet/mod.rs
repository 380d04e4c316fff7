//! Tables as people have them: CSV in UTF-8 or GBK, XLS and XLSX, read into rows of text; and days as
//! they are written in them. A file comes from a stranger: it is read cell by cell, and never makes more
//! of itself than a list holds.

mod grid;
mod lines;
mod xls;
mod xlsx;

use encoding_rs::GB18030;

use self::grid::{Grid, MOST_ROWS, broken};
use self::lines::TOP;
pub use self::lines::{Rows, Table};
use super::time::is_within;
use super::{Day, Say, text};
use crate::say;

/// The text of a file: UTF-8, else GBK (as GB 18030, which contains it).
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => GB18030.decode(bytes).0.into_owned(),
    }
}

/// The first of the widest rows near the top: likely the one with the heads.
#[must_use]
pub fn widest(rows: &Rows) -> Option<&Vec<String>> {
    let longer = |best: &&Vec<String>, row: &&Vec<String>| row.len() > best.len();
    let mut top = rows.iter().take(TOP);
    let first = top.next()?;
    Some(top.fold(
        first,
        |best, row| if longer(&best, &row) { row } else { best },
    ))
}

/// Reads a spreadsheet or a CSV file.
///
/// # Errors
/// If it is neither, or holds too much.
pub fn rows(bytes: &[u8]) -> Result<Rows, Say> {
    if bytes.starts_with(b"PK") {
        xlsx::read(bytes)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        xls::read(bytes)
    } else {
        csv(&decode(bytes))
    }
}

/// The same, as it is kept.
///
/// # Errors
/// Those of [`rows`].
pub fn table(bytes: &[u8]) -> Result<Table, Say> {
    Ok(rows(bytes)?.into_iter().collect())
}

fn csv(text: &str) -> Result<Rows, Say> {
    // Programs separate by commas, tabs or semicolons: whichever the busiest of the first lines has.
    let count = |c: char| {
        text.lines()
            .take(30)
            .map(|l| l.matches(c).count())
            .max()
            .unwrap_or(0)
    };
    let by = ['\t', ';', ',']
        .into_iter()
        .max_by_key(|c| count(*c))
        .unwrap_or(',');
    let ended = format!("{}\n", text.trim_end());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(by).unwrap_or(b','))
        .from_reader(ended.as_bytes());
    let (mut table, mut record) = (Grid::default(), csv::StringRecord::new());
    let mut row = 0;
    while reader.read_record(&mut record).map_err(|_| broken())? {
        // Empty lines are rows too, so that a row's number is that of the line it begins on.
        let within = record.as_slice().matches('\n').count();
        let line = usize::try_from(reader.position().line()).unwrap_or(0);
        row = row.max(line.saturating_sub(within + 2));
        if row >= MOST_ROWS {
            return Err(say!("web-sheet-too-long", most = MOST_ROWS));
        }
        for (column, cell) in record.iter().enumerate() {
            table.put((row, column), cell.trim())?;
        }
        row += 1;
    }
    Ok(table.rows())
}

/// A head as it is compared: full-width letters, brackets with units and spaces put aside.
#[must_use]
pub fn plain(head: &str) -> String {
    let half: String = head.chars().map(text::half_width).collect();
    let cut = half.split(['(', '[']).next().unwrap_or_default();
    cut.split_whitespace().collect::<String>().to_lowercase()
}

/// A day as it is written: `2026-11-02`, `2026/11/2`, `20261102`, with or without the time.
#[must_use]
pub fn day(text: &str) -> Option<Day> {
    let half: String = text.trim().chars().map(text::half_width).collect();
    let digits: String = half.chars().take_while(char::is_ascii_digit).collect();
    if digits.len() == 8 || digits.len() == 14 {
        let day = Day::parse_from_str(digits.get(..8)?, "%Y%m%d").ok();
        return day.filter(is_within);
    }
    let mut parts = half
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty())
        .map(str::parse::<u32>);
    let (year, month, day) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    Day::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(is_within)
}

#[cfg(test)]
mod tests {
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
    fn days_with_a_digit_too_many_are_none() {
        for text in [
            "20226-12-31",
            "2062",
            "9999-12-31",
            "99991231",
            "0202/2/5",
            "18991231",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(day("2026/1/2"), Day::from_ymd_opt(2026, 1, 2));
    }
}
