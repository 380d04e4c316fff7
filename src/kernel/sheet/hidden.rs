//! Rows of an XLSX's sheets that are hidden: what reads the cells doesn't say. Only ever a count to be
//! told; what can't be read counts none.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// Most bytes of the parts that name the sheets.
const NAMES: u64 = 1 << 20;

/// How many rows are hidden, by the name of the sheet. The parts were looked through before: see
/// [`look`](super::xlsx).
pub(super) fn hidden_rows(bytes: &[u8]) -> HashMap<String, usize> {
    count(bytes).unwrap_or_default()
}

fn count(bytes: &[u8]) -> Option<HashMap<String, usize>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (mut sheets, mut parts) = (vec![], HashMap::new());
    tags(&mut zip, "xl/workbook.xml", NAMES, b"sheet", |tag| {
        sheets.extend(value(tag, b"name").zip(value(tag, b"id")));
    })?;
    tags(
        &mut zip,
        "xl/_rels/workbook.xml.rels",
        NAMES,
        b"Relationship",
        |tag| {
            parts.extend(value(tag, b"Id").zip(value(tag, b"Target")));
        },
    )?;
    let (mut found, mut by_part) = (HashMap::new(), HashMap::new());
    for (name, id) in sheets {
        let Some(part) = parts.get(&id) else {
            continue;
        };
        let hidden = by_part.entry(part).or_insert_with(|| {
            let path = match part.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{part}"),
            };
            let mut hidden = 0usize;
            tags(&mut zip, &path, u64::MAX, b"row", |tag| {
                let is = value(tag, b"hidden").is_some_and(|is| is == "1" || is == "true");
                hidden += usize::from(is);
            });
            hidden
        });
        found.insert(name, *hidden);
    }
    Some(found)
}

/// Goes through the elements with this name in a part.
fn tags(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    most: u64,
    name: &[u8],
    mut with: impl FnMut(&BytesStart),
) -> Option<()> {
    let part = zip.by_name(path).ok()?.take(most);
    let mut reader = Reader::from_reader(std::io::BufReader::new(part));
    let mut room = vec![];
    loop {
        match reader.read_event_into(&mut room).ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name => {
                with(&tag)
            }
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
