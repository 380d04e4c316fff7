//! Looks at every signature of a PDF: whether what it covers is unchanged, who signed, whether the
//! certificate is one of ours, and what was added after it.

use chrono::NaiveDateTime;
use der::Encode;
use x509_cert::Certificate;

use super::certificate::{self, are_known, leads_to};
use super::cms;
use super::dict::{Dict, read_text, references};
use super::file::{File, find};
use super::{oids, stamp};
use crate::kernel::Moment;

/// Signatures that are looked at.
const MOST: usize = 40;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The signatures in the order they were made.
    pub signatures: Vec<Found>,
}

impl Verdict {
    /// Whether there are signatures, and all of them hold, are ours, and nothing was changed after.
    #[must_use]
    pub fn is_good(&self) -> bool {
        !self.signatures.is_empty() && self.signatures.iter().all(|s| s.trouble.is_none())
    }
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Who signed, by their certificate; by what the file says if that can't be read.
    pub name: String,
    /// Their organisation.
    pub organisation: String,
    /// Why, as the file says.
    pub reason: String,
    /// When, as the file says, UTC.
    pub at: Option<Moment>,
    /// When, as a time stamp server attests, UTC.
    pub stamped: Option<Moment>,
    /// What came after it.
    pub later: Later,
    /// Why it is not to be relied on.
    pub trouble: Option<Trouble>,
    /// How many bytes of the file it covers, from the beginning.
    pub covers: usize,
}

/// What came after a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// Nothing: it covers the whole file.
    Nothing,
    /// Further signatures.
    Signatures,
    /// Something else.
    Changes,
}

/// Why a signature is not to be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It can't be read, or leaves out more than itself.
    Unreadable,
    /// What it covers was changed, or the signature was.
    Changed,
    /// Something other than a signature was added after it.
    ChangedAfter,
    /// It holds, but its certificate is not one of ours, or was not valid then.
    Stranger,
}

/// Looks at all signatures of `bytes`. `roots`: certificates we issue under, old ones too, DER.
#[must_use]
pub fn verify(bytes: &[u8], roots: &[Vec<u8>]) -> Verdict {
    let roots: Vec<Certificate> = roots
        .iter()
        .filter_map(|der| certificate::read(der).ok())
        .collect();
    let mut places = places(bytes);
    places.sort_by_key(Place::end);
    let signatures = places
        .iter()
        .map(|place| look(bytes, place, &places, &roots))
        .collect();
    Verdict { signatures }
}

/// A signature's ranges and the text of its dictionary.
struct Place {
    ranges: Option<[usize; 4]>,
    dict: Dict,
}

impl Place {
    fn end(&self) -> usize {
        self.ranges.map_or(usize::MAX, |[_, _, c, d]| c + d)
    }
}

/// Every `/ByteRange`, wherever it stands.
fn places(bytes: &[u8]) -> Vec<Place> {
    let mut found = vec![];
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b"/ByteRange").map(|at| from + at) {
        from = at + 10;
        if found.len() == MOST {
            break;
        }
        let begin = bytes[..at]
            .windows(4)
            .rposition(|w| w == b" obj")
            .map_or(0, |o| o + 4);
        let dict = Dict::read(&bytes[begin..]).unwrap_or_default();
        let numbers: Vec<usize> = bytes[from..]
            .iter()
            .skip_while(|b| **b != b'[')
            .skip(1)
            .take_while(|b| **b != b']')
            .map(|b| char::from(*b))
            .take(80)
            .collect::<String>()
            .split_whitespace()
            .filter_map(|n| n.parse().ok())
            .collect();
        found.push(Place {
            ranges: numbers.try_into().ok(),
            dict,
        });
    }
    found
}

fn look(bytes: &[u8], place: &Place, all: &[Place], roots: &[Certificate]) -> Found {
    let said = |key: &str| place.dict.get(key).and_then(read_text).unwrap_or_default();
    let mut found = Found {
        name: said("Name"),
        organisation: String::new(),
        reason: said("Reason"),
        at: place
            .dict
            .get("M")
            .and_then(read_text)
            .and_then(|text| date(&text)),
        stamped: None,
        later: Later::Changes,
        trouble: Some(Trouble::Unreadable),
        covers: 0,
    };
    let Some((content, blob)) = ranges(bytes, place.ranges) else {
        return found;
    };
    found.covers = place.end();
    found.later = later(bytes, place.end(), all);
    let Some(data) = cms::read(&blob) else {
        return found;
    };
    let Some(signed) = check(&blob, &content) else {
        found.trouble = Some(Trouble::Changed);
        return found;
    };
    (found.name, found.organisation) = certificate::subject(&signed.certificate);
    found.stamped = signed.stamped;
    let at = found.stamped.or(found.at);
    found.trouble = if found.later == Later::Changes {
        Some(Trouble::ChangedAfter)
    } else if !leads_to(&signed.certificate, &signed.others, roots, at) {
        Some(Trouble::Stranger)
    } else if !cms::is_plain(&data) || !are_known(&signed.others, roots) {
        Some(Trouble::Changed)
    } else {
        None
    };
    found
}

/// Checks a signature over content. `None` if it is not whole, or not of a kind we know.
fn check(bytes: &[u8], content: &[&[u8]]) -> Option<cms::Signed> {
    let data = cms::read(bytes)?;
    let signed = cms::check_signer(&data, &oids::DATA, |digest_alg| {
        cms::digest_of(digest_alg, content)
    })?;
    let signer = data.signer_infos.0.get(0)?;
    let stamped = signer
        .unsigned_attrs
        .as_ref()
        .and_then(|a| cms::value(a, oids::TIME_STAMP))
        .and_then(|token| stamp::check(&token.to_der().ok()?, signer.signature.as_bytes()));
    Some(cms::Signed { stamped, ..signed })
}

/// The two covered pieces, and the signature between them. They have to cover everything from the
/// beginning but the signature itself.
#[allow(clippy::type_complexity, reason = "two pieces and a signature")]
fn ranges(bytes: &[u8], ranges: Option<[usize; 4]>) -> Option<([&[u8]; 2], Vec<u8>)> {
    let [a, b, c, d] = ranges?;
    if a != 0 || b >= c {
        return None;
    }
    let gap = bytes.get(b..c)?;
    let hex = gap.strip_prefix(b"<")?.strip_suffix(b">")?;
    let blob = hex::decode(hex).ok()?;
    Some(([bytes.get(..b)?, bytes.get(c..c.checked_add(d)?)?], blob))
}

/// `D:20261125060000+00'00'`
fn date(text: &str) -> Option<Moment> {
    let digits = text.strip_prefix("D:")?.get(..14)?;
    NaiveDateTime::parse_from_str(digits, "%Y%m%d%H%M%S").ok()
}

/// What stands in the file after `end`.
fn later(bytes: &[u8], end: usize, all: &[Place]) -> Later {
    if end >= bytes.len() {
        return Later::Nothing;
    }
    let mut from = end;
    let ends = all
        .iter()
        .map(Place::end)
        .filter(|e| *e > end && *e <= bytes.len());
    let mut ends: Vec<usize> = ends.collect();
    ends.dedup();
    for to in ends {
        if !only_signs(bytes, from, to) {
            return Later::Changes;
        }
        from = to;
    }
    if from == bytes.len() {
        Later::Signatures
    } else {
        Later::Changes
    }
}

/// Whether the revision between two ends adds a signature and nothing else.
fn only_signs(bytes: &[u8], from: usize, to: usize) -> bool {
    let (Ok(old), Ok(new)) = (File::read(&bytes[..from]), File::read(&bytes[..to])) else {
        return false;
    };
    adds_signature(&old, &new).unwrap_or(false)
}

fn adds_signature(old: &File<'_>, new: &File<'_>) -> Option<bool> {
    let root = old.root().ok()?;
    if new.root().ok()? != root {
        return Some(false);
    }
    let form = old.dict(root).ok()?.reference("AcroForm")?;
    let page = *old.pages().ok()?.first()?;
    let notes = old.dict(page).ok()?.reference("Annots")?;
    for (number, place) in &new.places {
        match old.places.get(number) {
            Some(before) if before == place => {}
            Some(_) if *number == form => {
                let (mut was, mut is) = (old.dict(form).ok()?, new.dict(form).ok()?);
                if !grows(was.get("Fields")?, is.get("Fields")?) {
                    return Some(false);
                }
                was.remove("Fields");
                is.remove("Fields");
                if was != is {
                    return Some(false);
                }
            }
            Some(_) if *number == notes => {
                if !grows(old.object(notes).ok()?, new.object(notes).ok()?) {
                    return Some(false);
                }
            }
            Some(_) => return Some(false),
            None => {
                let dict = new.dict(*number).ok()?;
                let is_field = dict.name("Subtype") == Some("Widget")
                    && dict.name("FT") == Some("Sig")
                    && dict.get("Rect") == Some(b"[0 0 0 0]")
                    && dict.get("AP").is_none();
                if dict.name("Type") != Some("Sig") && !is_field {
                    return Some(false);
                }
            }
        }
    }
    Some(
        old.places
            .keys()
            .all(|number| new.places.contains_key(number)),
    )
}

/// Whether a list of references only got longer.
fn grows(was: &[u8], is: &[u8]) -> bool {
    references(is).starts_with(&references(was))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
