//! What a file is that somebody took for a statement: CAMT.053, something that may be a table, or one
//! of what banks hand out besides, which is told by its name and what to ask the bank for. Pure.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::camt::STATEMENTS;
use super::xml::tree;
use crate::kernel::Say;
use crate::say;

/// Bytes at the beginning by which a file is known.
const HEAD: usize = 4_096;

/// Looks at a file: the text of a CAMT.053 statement, or nothing where it may be a table.
///
/// # Errors
/// Says what it is, if it is neither, or that it is broken.
pub fn look(bytes: &[u8]) -> Result<Option<String>, Say> {
    if let Some(why) = by_bytes(bytes) {
        return Err(why);
    }
    let text = xml(bytes);
    let head = match &text {
        Some(text) => text.chars().take(HEAD).collect(),
        None => String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).into_owned(),
    };
    if let Some(why) = by_words(&head) {
        return Err(why);
    }
    let Some(text) = text.filter(|_| !is_sheet(&head)) else {
        return Ok(None);
    };
    let root = match tree(&text) {
        Ok(root) => root,
        Err(why) if head.starts_with("<?xml") || text.contains("BkToCstmr") => return Err(why),
        // A table may begin with anything.
        Err(_) => return Ok(None),
    };
    let has = |name: &str| !root.within(name).is_empty();
    if has(STATEMENTS) {
        Ok(Some(text))
    } else if has("BkToCstmrAcctRpt") {
        Err(say!("dues-bank-is-intraday"))
    } else if has("BkToCstmrDbtCdtNtfctn") {
        Err(say!("dues-bank-is-notice"))
    } else {
        Err(say!("dues-bank-xml-other"))
    }
}

/// What has a mark of its own.
fn by_bytes(bytes: &[u8]) -> Option<Say> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let has = |text: &[u8]| head.windows(text.len()).any(|some| some == text);
    let pictures: [&[u8]; 7] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"BM",
        b"II*\0",
        b"MM\0*",
        b"RIFF",
    ];
    let is_heic = head.get(4..8) == Some(b"ftyp");
    if has(b"%PDF-") {
        return Some(named("PDF"));
    }
    // Two letters alone may begin a table.
    let is_picture = |mark: &&[u8]| head.starts_with(mark) && (mark.len() > 2 || has(b"\0"));
    if is_heic || pictures.iter().any(is_picture) {
        return Some(say!("dues-bank-is-picture"));
    }
    let archives: [&[u8]; 3] = [b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"];
    let names = |text: &[u8]| bytes.windows(text.len()).any(|some| some == text);
    let is_zip = head.starts_with(b"PK\x03\x04") && !names(b"xl/");
    if is_zip && names(b"word/") {
        return Some(named("Word"));
    }
    let is_zip = is_zip && !names(b"[Content_Types].xml") && !has(b"mimetype");
    (is_zip || archives.iter().any(|mark| head.starts_with(mark)))
        .then(|| say!("dues-bank-is-archive"))
}

/// What is known by the words it begins with.
fn by_words(head: &str) -> Option<Say> {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let line = |start: &str| {
        head.lines()
            .any(|line| line.trim_start().starts_with(start))
    };
    if line(":20:") && (line(":25:") || line(":28C:") || line(":60F:"))
        || head.starts_with("{1:F01")
    {
        return Some(named("MT940"));
    }
    if head.starts_with("OFXHEADER") || head.contains("<OFX>") || head.contains("<?OFX") {
        return Some(named("OFX"));
    }
    ["!Type:", "!Account", "!Option:"]
        .iter()
        .any(|start| head.starts_with(start))
        .then(|| named("QIF"))
}

fn named(kind: &str) -> Say {
    say!("dues-bank-is-format", kind = kind)
}

/// Whether markup is a table that a program for tables wrote.
fn is_sheet(head: &str) -> bool {
    let head = head.to_lowercase();
    let marks = ["<html", "<table", "<!doctype html", "office:spreadsheet"];
    marks.iter().any(|mark| head.contains(mark))
}

/// The text of a file that begins as XML does, by the encoding it says it has. What can't be read of it
/// is a broken character each.
fn xml(bytes: &[u8]) -> Option<String> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None if bytes.starts_with(b"<\0") => UTF_16LE.decode(bytes).0.into_owned(),
        None if bytes.starts_with(b"\0<") => UTF_16BE.decode(bytes).0.into_owned(),
        None => {
            let begin = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
            if bytes.get(begin) != Some(&b'<') {
                return None;
            }
            by_declaration(bytes)
        }
    };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<').then(|| text.to_owned())
}

fn by_declaration(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(bytes.get(..400).unwrap_or(bytes));
    let declared = head.split("?>").next().unwrap_or_default();
    let label = declared.split_once("encoding").and_then(|(_, rest)| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest.get(1..)?.split(quote).next()
    });
    let encoding = label.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    match encoding {
        // What was read up to here isn't of two bytes each.
        None => utf8(bytes),
        Some(encoding) if encoding == UTF_8 || !encoding.is_ascii_compatible() => utf8(bytes),
        // Whole UTF-8 with more than ASCII is not another's by chance.
        Some(encoding) => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        },
    }
}

/// UTF-8; or GBK, where hardly anything of it is UTF-8.
fn utf8(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let broken = text.matches(char::REPLACEMENT_CHARACTER).count();
    let more = text.chars().filter(|c| !c.is_ascii()).count();
    if broken > 3 && broken * 2 > more {
        return GB18030.decode_without_bom_handling(bytes).0.into_owned();
    }
    text.into_owned()
}

#[cfg(test)]
#[path = "kind_tests.rs"]
mod tests;
