//! XLSX: a packed folder of XML. What is in it is looked at before it is read: how large it becomes,
//! and that nothing in it makes the reader hold more of it at once than a cell.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx};
use zip::ZipArchive;

use super::grid::{Grid, broken, cell, too_much};
use super::hidden::{Seen, seen};
use super::lines::Table;
use crate::kernel::Say;

/// Most bytes of all parts, unpacked.
const UNPACKED: u64 = 100 << 20;
/// Most bytes of the texts that cells share: they are held in memory.
const SHARED: usize = 32 << 20;
/// Most bytes between the marks of an XML file.
const TOKEN: usize = 1 << 20;
/// Most bytes of a part with comments or the like in it, inside which nothing is told apart here.
const MARKED: u64 = 8 << 20;

/// Most sheets that are read.
const SHEETS: usize = 50;
/// Most bytes that are gone through for all of them: each may be the same part again.
const GONE_THROUGH: u64 = 400 << 20;

/// Reads the sheets, those that are seen first.
///
/// # Errors
/// Says why the first can't be read, or what in it is too much.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Say> {
    let large = look(bytes, UNPACKED)?;
    let most = usize::try_from(GONE_THROUGH / large.max(1)).unwrap_or(SHEETS);
    // The reader of strangers' files may stumble over one: that is the file's fault, not ours.
    let cells = || cells(bytes, most.clamp(1, SHEETS));
    catch_unwind(AssertUnwindSafe(cells)).map_err(|_| broken())?
}

fn cells(bytes: &[u8], most: usize) -> Result<Table, Say> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let seen = seen(bytes);
    let sheets = book.sheets_metadata().iter();
    let mut sheets: Vec<_> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .collect();
    sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    let names = sheets
        .into_iter()
        .take(most)
        .map(|sheet| sheet.name.clone());
    let (mut grid, mut table) = (Grid::default(), Table::default());
    for (at, name) in names.collect::<Vec<_>>().iter().enumerate() {
        let own = seen.get(name).cloned().unwrap_or_default();
        match sheet(&mut book, name, (&own, &mut grid)) {
            Err(why) if at == 0 => return Err(why),
            read => {
                table.add(name, read.map(|()| own.hidden), &mut grid);
            }
        }
    }
    if table.sheets().is_empty() {
        return Err(broken());
    }
    Ok(table)
}

fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    (seen, grid): (&Seen, &mut Grid),
) -> Result<(), Say> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| broken())?;
    while let Some(found) = cells.next_cell().map_err(|_| broken())? {
        let (row, column) = found.get_position();
        let at = (row as usize, column as usize);
        match found.get_value() {
            DataRef::SharedString(text) => grid.put(at, text)?,
            DataRef::String(text) => grid.put(at, text)?,
            number @ (DataRef::Int(_) | DataRef::Float(_)) => {
                let plain = cell(&Data::from(number.clone()));
                let mark = seen.mark(at);
                grid.put(at, &mark.map_or(plain.clone(), |mark| mark.beside(&plain)))?;
            }
            other => grid.put(at, &cell(&Data::from(other.clone())))?,
        }
    }
    Ok(())
}

/// Unpacks every part without keeping it, up to so many bytes in all, whatever the directory says; gives
/// how many they are.
fn look(bytes: &[u8], most: u64) -> Result<u64, Say> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut told = 0u64;
    for n in 0..zip.len() {
        let part = zip.by_index_raw(n).map_err(|_| broken())?;
        told = told.saturating_add(part.size());
    }
    if told > most {
        return Err(too_much());
    }
    let mut left = most;
    for n in 0..zip.len() {
        let mut part = zip.by_index(n).map_err(|_| broken())?;
        let name = part.name().map_err(|_| broken())?.to_lowercase();
        let is_shared = name.ends_with("sharedstrings.xml");
        let (mut tokens, mut shared) = (Tokens::default(), Vec::new());
        let mut some = vec![0; 64 << 10];
        loop {
            let n = part.read(&mut some).map_err(|_| broken())?;
            if n == 0 {
                break;
            }
            left = left.checked_sub(n as u64).ok_or_else(too_much)?;
            if !tokens.go_on(&some[..n]) {
                return Err(too_much());
            }
            if is_shared {
                if shared.len() + n > SHARED {
                    return Err(too_much());
                }
                shared.extend_from_slice(&some[..n]);
            }
        }
        if !counts_right(&shared) {
            return Err(broken());
        }
    }
    Ok(most - left)
}

/// Whether the number of shared texts that is told, for which room is made at once, can be true.
fn counts_right(shared: &[u8]) -> bool {
    /// Fewer bytes than any text takes: `<si><t/></si>`.
    const LEAST: usize = 10;
    let text = String::from_utf8_lossy(shared);
    text.match_indices("uniqueCount").all(|(at, word)| {
        let after = text[at + word.len()..].trim_start_matches(|c: char| !c.is_ascii_digit());
        let digits = after.split(|c: char| !c.is_ascii_digit()).next();
        digits.is_none_or(|digits| {
            digits.is_empty()
                || digits
                    .parse()
                    .is_ok_and(|n: usize| n <= shared.len() / LEAST)
        })
    })
}

/// Where in an XML file a byte stands, as far as it decides how much of it is read in one piece.
#[derive(Default)]
struct Tokens {
    place: Place,
    /// Bytes since the place was entered.
    long: usize,
    /// Bytes in all.
    all: u64,
    /// Whether there is something whose end isn't looked for here: a comment, an instruction.
    marked: bool,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Place {
    #[default]
    Text,
    /// Just behind a `<`.
    Begin,
    Tag,
    Quoted(u8),
}

impl Tokens {
    /// Goes on through these bytes; `false` if a piece is too long.
    fn go_on(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            let next = match (self.place, *byte) {
                (Place::Text, b'<') => Place::Begin,
                (Place::Begin, b'!' | b'?') => {
                    self.marked |= *byte == b'!' || self.all > 4;
                    Place::Tag
                }
                (Place::Begin | Place::Tag, b'>') => Place::Text,
                (Place::Begin | Place::Tag, b'"' | b'\'') => Place::Quoted(*byte),
                (Place::Begin, _) => Place::Tag,
                (Place::Quoted(quote), byte) if byte == quote => Place::Tag,
                (same, _) => same,
            };
            // A tag is one piece with all that is quoted in it.
            let goes_on = next == self.place || (self.place != Place::Text && next != Place::Text);
            self.long = if goes_on { self.long + 1 } else { 0 };
            self.place = next;
            self.all += 1;
            if self.long > TOKEN {
                return false;
            }
        }
        !self.marked || self.all <= MARKED
    }
}

#[cfg(test)]
#[path = "xlsx_tests.rs"]
mod tests;
