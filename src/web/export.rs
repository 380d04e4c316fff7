//! Lists as files: CSV for programs, Excel for people. The same rows, named in the reader's
//! language, with times in the chamber's zone.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::body::SizedStream;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use chrono::{Datelike, TimeZone, Timelike};
use futures_util::stream;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use tempfile::{SpooledTempFile, spooled_tempfile};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use crate::kernel::sheet::harmless;
use crate::kernel::{Day, Fen, Moment};
use crate::platform::aside::{COME_BACK, Gate, aside};
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::web::{Call, Reply};

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

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
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

/// A column of a list that is saved: the key of its name, and what stands in it of a line, told with
/// what the words of all lines come from.
pub type Column<L, W> = (&'static str, fn(&L, &W) -> Cell);

/// Puts a line into the list that is saved.
pub type Put<'a, L, W> = dyn FnMut(&L, &W) -> Result<(), Fault> + 'a;

/// The answer for `?export=csv` or `?export=xlsx`: a list, however long it is, as a file of this name
/// (ASCII, without its ending). `fill` puts its lines one by one, all from one snapshot; they are sent
/// from a file, so that neither the lines nor a slow reader take memory or a connection. Few are written at
/// once, and one a person at a time: the database has places to read from for the pages meanwhile.
///
/// # Errors
/// [`Fault::Missing`] for a `kind` other than `csv` and `xlsx`; [`Fault::Busy`] if its turn doesn't come; those
/// of `fill`.
pub async fn list<L, W, F>(
    call: &Call,
    (name, kind): (&str, &str),
    columns: &'static [Column<L, W>],
    fill: F,
) -> Reply
where
    L: 'static,
    W: 'static,
    F: FnOnce(&mut Conn, &mut Put<'_, L, W>) -> Result<(), Fault> + Send + 'static,
{
    let head: Vec<&str> = columns.iter().map(|(key, _)| *key).collect();
    let mut rows = Rows::begin(kind, &head, call.speech())?;
    let turn = Turn::of(call.actor().map_or("", |me| me.id.as_str())).await?;
    let write = move |conn: &mut Conn| {
        fill(conn, &mut |line, words| {
            let cells: Vec<Cell> = columns.iter().map(|(_, of)| of(line, words)).collect();
            rows.put(&cells)
        })?;
        // Its place is free when the list is written, not when its asker went.
        Ok((rows, turn))
    };
    let (rows, turn) = call.read(write).await?;
    // To pack a workbook takes no place to read from.
    let end = move || {
        let _turn = turn;
        rows.end()
    };
    let (kind, file) = aside(end).await??;
    answer(name, kind, file)
}

/// Lists that are written at once.
const AT_ONCE: u32 = 2;
/// Who waits longer to have a list written is asked to come back.
const PATIENCE: Duration = Duration::from_secs(12);

static WRITTEN: Gate = Gate::new(AT_ONCE, PATIENCE);
static OWN: Mutex<BTreeMap<String, Arc<Semaphore>>> = Mutex::new(BTreeMap::new());

/// Somebody's turn to have a list written.
struct Turn {
    _own: OwnedSemaphorePermit,
    _place: SemaphorePermit<'static>,
}

impl Turn {
    async fn of(person: &str) -> Result<Self, Fault> {
        let own = {
            let mut all = OWN.lock().unwrap_or_else(PoisonError::into_inner);
            // Whoever has a turn or waits for one holds theirs.
            all.retain(|_, own| Arc::strong_count(own) > 1);
            let own = all.entry(person.to_owned());
            Arc::clone(own.or_insert_with(|| Arc::new(Semaphore::new(1))))
        };
        let own = tokio::time::timeout(PATIENCE, own.acquire_owned()).await;
        let own = own.map_err(|_| Fault::Busy(COME_BACK))?.map_err(broken)?;
        Ok(Self {
            _own: own,
            _place: WRITTEN.enter(1).await?,
        })
    }
}

fn answer(name: &str, kind: Kind, mut file: SpooledTempFile) -> Reply {
    /// Bytes sent at once.
    const PIECE: usize = 64 * 1024;
    let size = file.seek(SeekFrom::End(0)).map_err(broken)?;
    file.rewind().map_err(broken)?;
    let pieces = stream::try_unfold(file, |mut file| async move {
        let read = tokio::task::spawn_blocking(move || {
            let mut bytes = vec![0; PIECE];
            let n = file.read(&mut bytes)?;
            bytes.truncate(n);
            Ok::<_, std::io::Error>((bytes, file))
        });
        let (bytes, file) = read.await.map_err(broken)?.map_err(broken)?;
        Ok::<_, Fault>((!bytes.is_empty()).then(|| (web::Bytes::from(bytes), file)))
    });
    let (ending, content) = match kind {
        Kind::Csv => ("csv", "text/csv; charset=utf-8"),
        Kind::Excel => (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    };
    let saved_as = format!("attachment; filename=\"{name}.{ending}\"");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, content))
        .insert_header((header::CONTENT_DISPOSITION, saved_as))
        .body(SizedStream::new(size, pieces)))
}

fn broken(why: impl std::fmt::Display) -> Fault {
    Fault::Broken(format!("an export: {why}"))
}

#[derive(Clone, Copy)]
enum Kind {
    Csv,
    Excel,
}

/// A list that is being written, row after row, into memory while it is short and into a file without
/// a name when it grows.
struct Rows {
    speech: Speech,
    to: To,
}

enum To {
    Csv(Box<csv::Writer<SpooledTempFile>>),
    Excel(Box<Book>),
}

/// A workbook whose only sheet is written downwards and not kept in memory.
struct Book {
    book: Workbook,
    row: u32,
    money: Format,
    day: Format,
    moment: Format,
}

impl Rows {
    fn begin(kind: &str, head: &[&str], speech: Speech) -> Result<Self, Fault> {
        let names = || head.iter().map(|key| speech.plain(key));
        let to = match kind {
            "csv" => {
                let mut file = spooled_tempfile(MEMORY);
                file.write_all(MARK.as_bytes()).map_err(broken)?;
                let mut writer = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::CRLF)
                    .from_writer(file);
                writer.write_record(names()).map_err(broken)?;
                To::Csv(Box::new(writer))
            }
            "xlsx" => To::Excel(Box::new(Book::begin(names()).map_err(broken)?)),
            _ => return Err(Fault::Missing),
        };
        Ok(Self { speech, to })
    }

    /// Adds a row.
    fn put(&mut self, row: &[Cell]) -> Result<(), Fault> {
        match &mut self.to {
            To::Csv(writer) => {
                let cells = row.iter().map(|cell| plain(cell, self.speech));
                writer.write_record(cells).map_err(broken)
            }
            To::Excel(book) => book.put(row, self.speech).map_err(broken),
        }
    }

    fn end(self) -> Result<(Kind, SpooledTempFile), Fault> {
        match self.to {
            To::Csv(writer) => Ok((Kind::Csv, writer.into_inner().map_err(broken)?)),
            To::Excel(mut book) => {
                let mut file = spooled_tempfile(MEMORY);
                book.book.save_to_writer(&mut file).map_err(broken)?;
                Ok((Kind::Excel, file))
            }
        }
    }
}

impl Book {
    fn begin<'a>(names: impl Iterator<Item = &'a str>) -> Result<Self, XlsxError> {
        /// Width of a column, in characters.
        const WIDTH: f64 = 18.0;
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory()?;
        let bold = Format::new().set_bold();
        sheet.set_freeze_panes(1, 0)?;
        for (column, name) in (0u16..).zip(names) {
            sheet.set_column_width(column, WIDTH)?;
            sheet.write_string_with_format(0, column, name, &bold)?;
        }
        Ok(Self {
            book,
            row: 0,
            money: Format::new().set_num_format("#,##0.00"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        })
    }

    fn put(&mut self, cells: &[Cell], speech: Speech) -> Result<(), XlsxError> {
        self.row += 1;
        let row = self.row;
        let sheet = self.book.worksheet_from_index(0)?;
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, text)?,
                Cell::Number(n) => sheet.write_number(row, column, *n as f64)?,
                Cell::Money(fen) => sheet.write_number_with_format(
                    row,
                    column,
                    fen.0 as f64 / 100.0,
                    &self.money,
                )?,
                // Excel knows no day before 1900 and none after 9999.
                Cell::Day(d) => match excel_day(*d) {
                    Ok(day) => sheet.write_datetime_with_format(row, column, day, &self.day)?,
                    Err(_) => sheet.write_string(row, column, d.to_string())?,
                },
                Cell::Moment(m) => {
                    let local = speech.zone.from_utc_datetime(m);
                    let (h, min, s) = (local.hour(), local.minute(), local.second());
                    let time = excel_day(local.date_naive()).and_then(|day| {
                        day.and_hms(
                            u16::try_from(h).unwrap_or(0),
                            u8::try_from(min).unwrap_or(0),
                            f64::from(s),
                        )
                    });
                    match time {
                        Ok(t) => sheet.write_datetime_with_format(row, column, t, &self.moment)?,
                        Err(_) => {
                            sheet.write_string(row, column, local.naive_local().to_string())?
                        }
                    }
                }
            };
        }
        Ok(())
    }
}

fn excel_day(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let part = |n: u32| u8::try_from(n).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

/// The mark by which Excel knows UTF-8.
const MARK: &str = "\u{feff}";
/// Bytes of a list that are kept in memory before it goes to a file.
const MEMORY: usize = 256 * 1024;

fn plain(cell: &Cell, speech: Speech) -> String {
    match cell {
        Cell::Text(text) => harmless(text).into_owned(),
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

#[cfg(test)]
#[path = "export_tests.rs"]
mod tests;
