//! XLS, the binary workbooks of Excel 5 to 2003 (MS-XLS), as far as a list needs them: the cells of its
//! sheets, read one after the other. Nothing is made by a number that a file merely claims.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use calamine::{CellErrorType, Data, ExcelDateTime, ExcelDateTimeType};
use encoding_rs::GB18030;

use super::grid::{Grid, broken, cell};
use super::lines::Table;
use super::shown::Mark;
use crate::kernel::Say;

/// Most sheets that are read.
const SHEETS: usize = 50;
/// Most bytes that are gone through for all of them, each of which may say that it begins where another
/// does.
const GONE_THROUGH: usize = 400 << 20;

/// Reads the sheets.
///
/// # Errors
/// Says why the first can't be read, or what in it is too much.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Say> {
    let stream = stream(bytes).ok_or_else(broken)?;
    let book = Book::read(&stream).ok_or_else(broken)?;
    let (mut grid, mut table) = (Grid::default(), Table::default());
    let most = SHEETS.min(GONE_THROUGH / stream.len().max(1)).max(1);
    for (at, (begin, name)) in book.sheets.iter().take(most).enumerate() {
        match book.sheet(&stream, *begin, &mut grid) {
            Err(why) if at == 0 => return Err(why),
            hidden => table.add(name, hidden, &mut grid),
        }
    }
    Ok(table)
}

/// The stream with the workbook, out of the file's own file system.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name))?;
    let mut stream = vec![];
    // No longer than the file it stands in.
    let most = bytes.len() as u64;
    let mut whole = file.open_stream(name).ok()?.take(most);
    whole.read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// The records from here on: what each is, and what it holds.
fn records(stream: &[u8], at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(at..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, long) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let data = rest.get(4..4 + long)?;
        rest = &rest[4 + long..];
        Some((kind, data))
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let two = data.get(at..at + 2)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    let eight = data.get(at..at + 8)?;
    Some(f64::from_le_bytes(eight.try_into().ok()?))
}

/// Row and column.
type Place = (usize, usize);
/// A cell's place and text, if it has one.
type Found<'a> = Option<(Place, Cow<'a, str>)>;

/// What stands before the sheets.
#[derive(Default)]
struct Book {
    /// Texts in Unicode (Excel 97 and later), or in the bytes of China's code page.
    unicode: bool,
    is_1904: bool,
    /// The texts that cells share.
    strings: Vec<String>,
    /// Of each way a cell may look, whether it is that of a day.
    days: Vec<bool>,
    /// And what it shows beside a number.
    marks: Vec<Option<Mark>>,
    /// Where each sheet begins, and its name: those that are seen first.
    sheets: Vec<(usize, String)>,
}

impl Book {
    fn read(stream: &[u8]) -> Option<Self> {
        let mut book = Self::default();
        let (mut formats, mut looks) = (HashMap::new(), vec![]);
        let mut unseen = vec![];
        // The shared texts go on in the records that follow theirs.
        let (mut shared, mut goes_on) = (vec![], false);
        for (kind, data) in records(stream, 0) {
            goes_on &= kind == 0x003c;
            match kind {
                // A pass-phrase is needed.
                0x002f => return None,
                0x0809 => book.unicode = u16_at(data, 0)? >= 0x0600,
                0x0022 => book.is_1904 = u16_at(data, 0)? == 1,
                0x041e => {
                    let format = book.text(&[data.get(2..)?], if book.unicode { 2 } else { 1 });
                    let format = format.unwrap_or_default();
                    let own = (is_day(&format), Mark::of(&format));
                    formats.insert(u16_at(data, 0)?, own);
                }
                0x00e0 => looks.push(u16_at(data, 2)?),
                // Only those that are sheets of cells.
                0x0085 if data.get(5) == Some(&0) => {
                    let name = book.text(&[data.get(6..)?], 1).unwrap_or_default();
                    let seen = data.get(4) == Some(&0);
                    let sheets = if seen { &mut book.sheets } else { &mut unseen };
                    sheets.push((u32_at(data, 0)? as usize, name));
                }
                0x00fc => {
                    goes_on = true;
                    shared = vec![data.get(8..)?];
                }
                0x003c if goes_on => shared.push(data),
                0x000a => break,
                _ => {}
            }
        }
        book.strings = Parts::new(&shared).strings()?;
        let day = |format: &u16| {
            let known = matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58);
            formats.get(format).map_or(known, |(day, _)| *day)
        };
        let mark = |format: &u16| match formats.get(format) {
            Some((_, mark)) => mark.clone(),
            None => Mark::known((*format).into()),
        };
        book.days = looks.iter().map(day).collect();
        book.marks = looks.iter().map(mark).collect();
        book.sheets.append(&mut unseen);
        Some(book).filter(|book| !book.sheets.is_empty())
    }

    /// Puts the cells of the sheet that begins there into rows, and counts those that are hidden.
    fn sheet(&self, stream: &[u8], begin: usize, table: &mut Grid) -> Result<usize, Say> {
        let (mut depth, mut formula, mut hidden) = (0, None, 0);
        for (kind, data) in records(stream, begin) {
            match kind {
                0x0809 => depth += 1,
                0x000a if depth <= 1 => break,
                0x000a => depth -= 1,
                // Charts within the sheet have cells of their own.
                _ if depth != 1 => {}
                0x0208 => {
                    hidden += usize::from(data.get(12).is_some_and(|flags| flags & 0x20 != 0))
                }
                0x00bd => self.several(data, table).ok_or_else(broken)??,
                0x0006 | 0x0207 | 0x00fd | 0x0204 | 0x00d6 | 0x0205 | 0x0203 | 0x027e => {
                    let found = self.one(kind, data, &mut formula).ok_or_else(broken)?;
                    if let Some((at, text)) = found {
                        table.put(at, &text)?;
                    }
                }
                _ => {}
            }
        }
        Ok(hidden)
    }

    /// A cell out of its record; `formula` is the place of one whose text comes with the next record.
    fn one<'a>(&'a self, kind: u16, data: &[u8], formula: &mut Option<Place>) -> Option<Found<'a>> {
        if kind == 0x0207 {
            let at = formula.take();
            return Some(
                at.zip(self.text(&[data], 2))
                    .map(|(at, text)| (at, text.into())),
            );
        }
        let at = (usize::from(u16_at(data, 0)?), usize::from(u16_at(data, 2)?));
        let look = u16_at(data, 4)?;
        let value = match kind {
            0x00fd => {
                let shared = self.strings.get(u32_at(data, 6)? as usize)?;
                return Some(Some((at, shared.as_str().into())));
            }
            0x0204 | 0x00d6 => Data::String(self.text(&[data.get(6..)?], 2)?),
            0x0205 => flag(*data.get(6)?, *data.get(7)? != 0),
            0x0203 => self.number(f64_at(data, 6)?, look),
            0x027e => self.number(short(u32_at(data, 6)?), look),
            // What a formula came to.
            _ => match (*data.get(6)?, u16_at(data, 12)?) {
                (0, 0xffff) => {
                    *formula = Some(at);
                    Data::Empty
                }
                (kind @ (1 | 2), 0xffff) => flag(*data.get(8)?, kind == 2),
                (_, 0xffff) => Data::Empty,
                _ => self.number(f64_at(data, 6)?, look),
            },
        };
        Some(Some((at, self.shown(&value, look).into())))
    }

    /// Numbers side by side.
    fn several(&self, data: &[u8], table: &mut Grid) -> Option<Result<(), Say>> {
        let (row, first) = (usize::from(u16_at(data, 0)?), usize::from(u16_at(data, 2)?));
        for (n, six) in data
            .get(4..data.len().checked_sub(2)?)?
            .chunks_exact(6)
            .enumerate()
        {
            let look = u16_at(six, 0)?;
            let value = self.number(short(u32_at(six, 2)?), look);
            if let Err(why) = table.put((row, first + n), &self.shown(&value, look)) {
                return Some(Err(why));
            }
        }
        Some(Ok(()))
    }

    fn number(&self, value: f64, look: u16) -> Data {
        if self.days.get(usize::from(look)) == Some(&true) {
            let kind = ExcelDateTimeType::DateTime;
            Data::DateTime(ExcelDateTime::new(value, kind, self.is_1904))
        } else {
            Data::Float(value)
        }
    }

    /// A cell as text, a number with what is shown beside it.
    fn shown(&self, value: &Data, look: u16) -> String {
        let mark = self.marks.get(usize::from(look)).and_then(Option::as_ref);
        match (value, mark) {
            (Data::Float(_), Some(mark)) => mark.beside(&cell(value)),
            _ => cell(value),
        }
    }

    /// A text after its length, which takes so many bytes.
    fn text(&self, parts: &[&[u8]], length: usize) -> Option<String> {
        let data = parts.first()?;
        let long = match length {
            1 => usize::from(*data.first()?),
            _ => usize::from(u16_at(data, 0)?),
        };
        if !self.unicode {
            let bytes = data.get(length..length + long)?;
            return Some(GB18030.decode(bytes).0.into_owned());
        }
        let mut parts = Parts::new(parts);
        parts.at = length;
        let wide = parts.byte()? & 1 != 0;
        parts.letters(long, wide)
    }
}

/// A number in four bytes: a whole one or the upper half of a fraction, perhaps by a hundred.
fn short(bits: u32) -> f64 {
    let value = if bits & 2 != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

/// Yes or no, or what went wrong.
fn flag(value: u8, is_error: bool) -> Data {
    if !is_error {
        return Data::Bool(value != 0);
    }
    Data::Error(match value {
        0x00 => CellErrorType::Null,
        0x07 => CellErrorType::Div0,
        0x0f => CellErrorType::Value,
        0x17 => CellErrorType::Ref,
        0x1d => CellErrorType::Name,
        0x24 => CellErrorType::Num,
        _ => CellErrorType::NA,
    })
}

/// Whether a number looks like a day or a time under this format.
fn is_day(format: &str) -> bool {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    format.chars().any(|c| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match c {
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' => bracket = true,
            ']' => bracket = false,
            _ => {}
        }
        !quoted && !bracket && "ymdhsYMDHS".contains(c)
    })
}

/// Bytes that go on from one record to the next.
struct Parts<'a> {
    left: std::slice::Iter<'a, &'a [u8]>,
    now: &'a [u8],
    at: usize,
}

impl<'a> Parts<'a> {
    fn new(parts: &'a [&'a [u8]]) -> Self {
        let mut left = parts.iter();
        let now = left.next().copied().unwrap_or_default();
        Self { left, now, at: 0 }
    }

    /// On to the next record, if this one is at its end; whether there was one to go to.
    fn turn(&mut self) -> Option<bool> {
        let mut turned = false;
        while self.at >= self.now.len() {
            self.now = self.left.next()?;
            self.at = 0;
            turned = true;
        }
        Some(turned)
    }

    fn byte(&mut self) -> Option<u8> {
        self.turn()?;
        let byte = self.now.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn pair(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// So many letters. Where they go on in another record, it says anew how wide they are.
    fn letters(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut units = vec![];
        for _ in 0..count {
            if self.turn()? {
                wide = self.byte()? & 1 != 0;
            }
            units.push(if wide {
                self.pair()?
            } else {
                u16::from(self.byte()?)
            });
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// Every text up to the end.
    fn strings(mut self) -> Option<Vec<String>> {
        let mut found = vec![];
        while self.turn().is_some() {
            let (count, flags) = (usize::from(self.pair()?), self.byte()?);
            let runs = if flags & 8 != 0 { self.pair()? } else { 0 };
            let (mut more, wide) = (usize::from(runs) * 4, flags & 1 != 0);
            if flags & 4 != 0 {
                let (low, high) = (self.pair()?, self.pair()?);
                more += (usize::from(high) << 16) | usize::from(low);
            }
            found.push(self.letters(count, wide)?);
            for _ in 0..more {
                self.byte()?;
            }
        }
        Some(found)
    }
}

#[cfg(test)]
#[path = "xls_tests.rs"]
mod tests;
