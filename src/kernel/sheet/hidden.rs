//! What the reader of an XLSX's cells doesn't say: how many rows are hidden, and which numbers are shown with
//! the mark of a currency or a unit. What can't be read tells nothing.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::shown::Mark;

/// Most bytes of the parts that name the sheets.
const NAMES: u64 = 1 << 20;
/// Most bytes of the part with the formats.
const STYLES: u64 = 8 << 20;
/// Most formats, and most runs of cells with marks in a sheet.
const MOST: usize = 100_000;

/// What is to be seen of a sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// How many rows are hidden.
    pub(super) hidden: usize,
    /// Of each column the rows, from and to, whose numbers are shown with a mark.
    runs: HashMap<usize, Vec<(usize, usize, Mark)>>,
    count: usize,
}

impl Seen {
    /// The mark of the number in a cell, both counted from 0.
    pub(super) fn mark(&self, (row, column): (usize, usize)) -> Option<&Mark> {
        let runs = self.runs.get(&column)?;
        let at = runs.partition_point(|(_, to, _)| *to < row);
        let (from, _, mark) = runs.get(at)?;
        (*from <= row).then_some(mark)
    }

    /// Notes that a cell has a mark, the rows coming in their order.
    fn note(&mut self, (row, column): (usize, usize), mark: &Mark) {
        let runs = self.runs.entry(column).or_default();
        match runs.last_mut() {
            Some((_, to, own)) if *to + 1 == row && own == mark => *to = row,
            Some((_, to, _)) if row <= *to => {}
            _ if self.count < MOST => {
                self.count += 1;
                runs.push((row, row, mark.clone()));
            }
            _ => {}
        }
    }
}

/// What is to be seen of each sheet, by its name. The parts were looked through before: see
/// [`look`](super::xlsx).
pub(super) fn seen(bytes: &[u8]) -> HashMap<String, Seen> {
    look(bytes).unwrap_or_default()
}

fn look(bytes: &[u8]) -> Option<HashMap<String, Seen>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (mut sheets, mut parts, mut styles) = (vec![], HashMap::new(), None);
    tags(&mut zip, "xl/workbook.xml", NAMES, |tag| {
        if is(tag, b"sheet") {
            sheets.extend(value(tag, b"name").zip(value(tag, b"id")));
        }
    })?;
    tags(&mut zip, "xl/_rels/workbook.xml.rels", NAMES, |tag| {
        if is(tag, b"Relationship") {
            let target = value(tag, b"Target");
            if value(tag, b"Type").is_some_and(|kind| kind.ends_with("/styles")) {
                styles.clone_from(&target);
            }
            parts.extend(value(tag, b"Id").zip(target));
        }
    })?;
    let marks = styles.and_then(|part| marks(&mut zip, &path(&part)));
    let marks = marks.unwrap_or_default();
    let (mut found, mut by_part) = (HashMap::new(), HashMap::new());
    for (name, id) in sheets {
        let Some(part) = parts.get(&id) else {
            continue;
        };
        let seen = by_part
            .entry(part)
            .or_insert_with(|| sheet(&mut zip, &path(part), &marks));
        found.insert(name, seen.clone());
    }
    Some(found)
}

/// Where a part lies that the workbook names.
fn path(part: &str) -> String {
    match part.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{part}"),
    }
}

/// Of each way a cell may look, its mark, if it has one.
fn marks(zip: &mut ZipArchive<Cursor<&[u8]>>, path: &str) -> Option<Vec<Option<Mark>>> {
    let (mut formats, mut looks, mut inside) = (HashMap::new(), vec![], false);
    tags(zip, path, STYLES, |tag| {
        let number = || value(tag, b"numFmtId")?.parse::<u32>().ok();
        match tag.local_name().as_ref() {
            b"numFmt" if formats.len() < MOST => {
                let mark = value(tag, b"formatCode").map(|format| Mark::of(&format));
                formats.extend(number().zip(mark));
            }
            b"cellXfs" => inside = true,
            b"cellStyleXfs" | b"cellStyles" | b"dxfs" => inside = false,
            b"xf" if inside && looks.len() < MOST => {
                let own = number().unwrap_or_default();
                let known = formats.get(&own).cloned();
                looks.push(known.unwrap_or_else(|| Mark::known(own)));
            }
            _ => {}
        }
    })?;
    Some(looks)
}

/// What is to be seen of the sheet in a part.
fn sheet(zip: &mut ZipArchive<Cursor<&[u8]>>, path: &str, marks: &[Option<Mark>]) -> Seen {
    let (mut seen, mut next) = (Seen::default(), (0, 0));
    tags(zip, path, u64::MAX, |tag| {
        if is(tag, b"row") {
            let hidden = value(tag, b"hidden").is_some_and(|is| is == "1" || is == "true");
            seen.hidden += usize::from(hidden);
            let own = value(tag, b"r").and_then(|row| row.parse::<usize>().ok());
            next = (own.map_or(next.0, |row| row.saturating_sub(1)) + 1, 0);
        } else if is(tag, b"c") && !marks.is_empty() {
            let told = value(tag, b"r").and_then(|cell| column(&cell));
            let at = (next.0.saturating_sub(1), told.unwrap_or(next.1));
            next.1 = at.1 + 1;
            let look = value(tag, b"s").and_then(|look| look.parse::<usize>().ok());
            let mark = look.and_then(|look| marks.get(look)?.as_ref());
            if let Some(mark) = mark {
                seen.note(at, mark);
            }
        }
    });
    seen
}

/// The column of a cell by its name, `AB7`, counted from 0.
fn column(cell: &str) -> Option<usize> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).take(3);
    let count = |sum: usize, letter: u8| sum * 26 + usize::from(letter - b'A') + 1;
    letters.fold(0, count).checked_sub(1)
}

fn is(tag: &BytesStart, name: &[u8]) -> bool {
    tag.local_name().as_ref() == name
}

/// Goes through the elements of a part.
fn tags(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    most: u64,
    mut with: impl FnMut(&BytesStart),
) -> Option<()> {
    let part = zip.by_name(path).ok()?.take(most);
    let mut reader = Reader::from_reader(std::io::BufReader::new(part));
    let mut room = vec![];
    loop {
        match reader.read_event_into(&mut room).ok()? {
            Event::Start(tag) | Event::Empty(tag) => with(&tag),
            Event::Eof => return Some(()),
            _ => {}
        }
        room.clear();
    }
}

/// The value of an attribute.
fn value(tag: &BytesStart, name: &[u8]) -> Option<String> {
    let mut all = tag.attributes();
    all.with_checks(false);
    let mut all = all.flatten();
    let found = all.find(|one| one.key.local_name().as_ref() == name)?;
    let text = std::str::from_utf8(&found.value).ok()?;
    Some(quick_xml::escape::unescape(text).ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_marks_are_found_by_their_cells() {
        let (mut seen, mark) = (Seen::default(), Mark::of("$0").unwrap());
        for row in [1, 2, 3, 7] {
            seen.note((row, 1), &mark);
        }
        let marked: Vec<usize> = (0..9)
            .filter(|row| seen.mark((*row, 1)).is_some())
            .collect();
        assert_eq!((marked, seen.count), (vec![1, 2, 3, 7], 2));
        assert_eq!(seen.mark((1, 0)), None);
        assert_eq!(
            (column("A1"), column("AB7"), column("1")),
            (Some(0), Some(27), None)
        );
    }
}
