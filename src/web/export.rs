//! Lists as files: CSV for programs, Excel for people. The same rows, named in the reader's
//! language, with times in the chamber's zone.

use actix_web::HttpResponse;
use actix_web::http::header;
use chrono::{Datelike, TimeZone, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

use crate::kernel::{Day, Fen, Moment};
use crate::platform::db::Fault;
use crate::platform::i18n::Speech;
use crate::web::Reply;

/// One value of an exported list.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text as it is.
    Text(String),
    /// A whole number.
    Number(i64),
    /// An amount; the currency stands in the column's name.
    Money(Fen),
    /// A date.
    Day(Day),
    /// A moment, written in the chamber's zone.
    Moment(Moment),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::Text(String::new()), Into::into)
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}

impl From<Fen> for Cell {
    fn from(fen: Fen) -> Self {
        Self::Money(fen)
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<Moment> for Cell {
    fn from(moment: Moment) -> Self {
        Self::Moment(moment)
    }
}

/// A list to be saved.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// File name without its ending, ASCII.
    pub name: &'static str,
    /// Keys of the columns' names.
    pub head: Vec<&'static str>,
    /// Values by column.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The answer for `?export=csv` or `?export=xlsx`; another word is not found.
    pub fn answer(&self, kind: &str, speech: Speech) -> Reply {
        match kind {
            "csv" => {
                let mut bytes = csv_head(&self.head, speech)?;
                bytes.extend(csv_rows(&self.rows, speech)?);
                Ok(csv_answer(self.name).body(bytes))
            }
            "xlsx" => self.xlsx(speech),
            _ => Err(Fault::Missing),
        }
    }

    fn xlsx(&self, speech: Speech) -> Reply {
        let bytes = self
            .workbook(speech)
            .map_err(|e| Fault::Broken(format!("spreadsheet: {e}")))?;
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        Ok(HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, kind))
            .insert_header((header::CONTENT_DISPOSITION, saved_as(self.name, "xlsx")))
            .body(bytes))
    }

    fn workbook(&self, speech: Speech) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let bold = Format::new().set_bold();
        let money = Format::new().set_num_format("#,##0.00");
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        for (column, key) in (0u16..).zip(&self.head) {
            sheet.write_string_with_format(0, column, speech.plain(key), &bold)?;
        }
        for (row, cells) in (1u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                match cell {
                    Cell::Text(text) => sheet.write_string(row, column, text)?,
                    Cell::Number(n) => sheet.write_number(row, column, *n as f64)?,
                    Cell::Money(fen) => {
                        sheet.write_number_with_format(row, column, fen.0 as f64 / 100.0, &money)?
                    }
                    Cell::Day(d) => {
                        sheet.write_datetime_with_format(row, column, excel_day(*d)?, &day)?
                    }
                    Cell::Moment(m) => {
                        let local = speech.zone.from_utc_datetime(m);
                        let (h, min, s) = (local.hour(), local.minute(), local.second());
                        let time = excel_day(local.date_naive())?.and_hms(
                            u16::try_from(h).unwrap_or(0),
                            u8::try_from(min).unwrap_or(0),
                            f64::from(s),
                        )?;
                        sheet.write_datetime_with_format(row, column, time, &moment)?
                    }
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofit();
        book.save_to_buffer()
    }
}

fn excel_day(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let part = |n: u32| u8::try_from(n).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

/// An answer that a browser saves as a CSV file.
#[must_use]
pub fn csv_answer(name: &str) -> actix_web::HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, saved_as(name, "csv")));
    answer
}

/// The first line of a CSV file, after the mark by which Excel knows UTF-8.
pub fn csv_head(keys: &[&str], speech: Speech) -> Result<Vec<u8>, Fault> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let names: Vec<Cell> = keys
        .iter()
        .map(|key| Cell::from(speech.plain(key)))
        .collect();
    bytes.extend(csv_rows(&[names], speech)?);
    Ok(bytes)
}

/// Lines of a CSV file (RFC 4180).
pub fn csv_rows(rows: &[Vec<Cell>], speech: Speech) -> Result<Vec<u8>, Fault> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![]);
    let broken = |e: csv::Error| Fault::Broken(format!("CSV: {e}"));
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| plain(cell, speech)))
            .map_err(broken)?;
    }
    writer
        .into_inner()
        .map_err(|e| Fault::Broken(format!("CSV: {e}")))
}

fn plain(cell: &Cell, speech: Speech) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Number(n) => n.to_string(),
        Cell::Money(fen) => fen.grouped().replace(',', ""),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => speech
            .zone
            .from_utc_datetime(moment)
            .format("%Y-%m-%d %H:%M:%S")
            .to_string(),
    }
}

/// Text that a spreadsheet would run as a formula gets an apostrophe before it.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn saved_as(name: &str, ending: &str) -> String {
    format!("attachment; filename=\"{name}.{ending}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Lang, brand::Brand};

    fn speech() -> Speech {
        Speech::new(Lang::ZhCn, &Brand::default())
    }

    #[test]
    fn a_formula_someone_typed_is_not_run_by_a_spreadsheet() {
        let rows = [vec![
            Cell::from("=cmd()"),
            Cell::from("a,b\"c"),
            Cell::from(-5),
        ]];
        let text = String::from_utf8(csv_rows(&rows, speech()).unwrap()).unwrap();
        assert_eq!(text, "'=cmd(),\"a,b\"\"c\",-5\r\n");
    }

    #[test]
    fn times_are_the_chambers_and_amounts_are_exact() {
        let at = Day::from_ymd_opt(2026, 11, 21)
            .unwrap()
            .and_hms_opt(16, 5, 0)
            .unwrap();
        let rows = [vec![
            Cell::from(at),
            Cell::from(Fen(1_234_567)),
            Cell::from(None::<String>),
        ]];
        let text = String::from_utf8(csv_rows(&rows, speech()).unwrap()).unwrap();
        assert_eq!(text, "2026-11-22 00:05:00,12345.67,\r\n");
    }

    #[test]
    fn a_workbook_is_a_zip_file() {
        let at = Day::from_ymd_opt(2026, 11, 21)
            .unwrap()
            .and_hms_opt(16, 5, 0)
            .unwrap();
        let row = vec![
            Cell::from(at),
            Cell::from(at.date()),
            Cell::from(Fen(1)),
            Cell::from(3),
        ];
        let sheet = Sheet {
            name: "list",
            head: vec!["web-list-search"],
            rows: vec![row],
        };
        assert!(sheet.workbook(speech()).unwrap().starts_with(b"PK"));
    }
}
