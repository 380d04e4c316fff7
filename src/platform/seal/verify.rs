//! Looks at every signature of a PDF: whether what it covers is unchanged, who signed, whether the
//! certificate is one of ours, and what was added after it.

use std::rc::Rc;

use chrono::NaiveDateTime;
use der::Encode;
use serde::{Deserialize, Serialize};
use x509_cert::Certificate;

use super::certificate::{self, are_known, leads_to};
use super::cms;
use super::dict::{Dict, read_text, references};
use super::file::{Effort, File, find};
use super::sign::{Act, RANGE, THEN, prepare, range_text};
use super::{oids, stamp};
use crate::kernel::Moment;

/// Signatures that are looked at.
const MOST: usize = 40;
/// A signature's dictionary has at most so many bytes before it says what it covers.
const FURTHEST: usize = 256 << 10;
/// A signature has at most so many bytes; ours, with all certificates and a time stamp, some 16,000.
const LARGEST: usize = 256 << 10;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The signatures in the order they were made.
    pub signatures: Vec<Found>,
    /// Who should have signed as well, by the paper's own record, and has not: it was cut short.
    pub missing: Vec<String>,
}

impl Verdict {
    /// Whether there are signatures, all that should be there, and all of them hold, are ours, and nothing
    /// was changed after.
    #[must_use]
    pub fn is_good(&self) -> bool {
        !self.signatures.is_empty()
            && self.missing.is_empty()
            && self.signatures.iter().all(|s| s.trouble.is_none())
    }
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Who signed, by their certificate; by what the file says if that can't be read.
    pub name: String,
    /// Their organisation.
    pub organisation: String,
    /// The organisation that issued their certificate.
    pub issuer: String,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Later {
    /// Nothing: it covers the whole file.
    Nothing,
    /// Further signatures.
    Signatures,
    /// Something else.
    Changes,
}

/// Why a signature is not to be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// It can't be read, or leaves out more than itself.
    Unreadable,
    /// Looking at all of the file takes more than any paper of ours would: it was given up.
    TooMuch,
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
    let effort = Effort::on(bytes);
    let mut places = places(bytes);
    places.sort_by_key(Place::end);
    let steps = steps(bytes, &places, &effort);
    let look = |place| (place, look(bytes, place, &steps, (&roots, &effort)));
    let looked: Vec<(&Place, Found)> = places.iter().map(look).collect();
    let missing = missing(bytes, &looked, &effort);
    Verdict {
        signatures: looked.into_iter().map(|(_, found)| found).collect(),
        missing,
    }
}

/// A signature's ranges and the text of its dictionary.
struct Place {
    ranges: Option<[usize; 4]>,
    dict: Dict,
}

impl Place {
    fn end(&self) -> usize {
        self.ranges
            .map_or(usize::MAX, |[_, _, c, d]| c.saturating_add(d))
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
        let near = at.saturating_sub(FURTHEST);
        let begin = bytes[near..at]
            .windows(4)
            .rposition(|w| w == b" obj")
            .map_or(near, |o| near + o + 4);
        let end = bytes.len().min(at + 2 * LARGEST + FURTHEST);
        let dict = Dict::read(&bytes[begin..end]).unwrap_or_default();
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

fn look(
    bytes: &[u8],
    place: &Place,
    steps: &[Step],
    (roots, effort): (&[Certificate], &Effort),
) -> Found {
    let said = |key: &str| place.dict.get(key).and_then(read_text).unwrap_or_default();
    let mut found = Found {
        name: said("Name"),
        organisation: String::new(),
        issuer: String::new(),
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
    found.later = later(bytes, place.end(), steps);
    if effort.spend(place.end()).is_err() {
        found.trouble = Some(Trouble::TooMuch);
        return found;
    }
    let Some(data) = cms::read(&blob) else {
        return found;
    };
    let Some(signed) = check(&blob, &content) else {
        found.trouble = Some(Trouble::Changed);
        return found;
    };
    (found.name, found.organisation) = certificate::subject(&signed.certificate);
    found.issuer = certificate::issuer(&signed.certificate);
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
    let gap = bytes.get(b..c).filter(|gap| gap.len() <= 2 * LARGEST)?;
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
fn later(bytes: &[u8], end: usize, steps: &[Step]) -> Later {
    let mut after = steps.iter().filter(|step| step.from >= end).peekable();
    if end >= bytes.len() {
        Later::Nothing
    } else if after.peek().is_some_and(|step| step.from == end) && after.all(|s| s.only_signs) {
        Later::Signatures
    } else {
        Later::Changes
    }
}

/// What was appended between the end of a signature and the next, or the end of the file.
struct Step {
    from: usize,
    only_signs: bool,
}

/// Each looked at once, however many signatures stand before it.
fn steps(bytes: &[u8], places: &[Place], effort: &Rc<Effort>) -> Vec<Step> {
    let inside = |end: &usize| *end < bytes.len();
    let mut ends: Vec<usize> = places.iter().map(Place::end).filter(inside).collect();
    ends.push(bytes.len());
    ends.dedup();
    let step = |pair: &[usize]| Step {
        from: pair[0],
        only_signs: places
            .iter()
            .find(|place| place.end() == pair[1])
            .and_then(|place| only_signs(&bytes[..pair[1]], pair[0], place, effort))
            .unwrap_or(false),
    };
    ends.windows(2).map(step).collect()
}

/// Whether what stands after `from` is a signature just as we append one, to the last byte: nothing else
/// can then be in it, whatever it calls itself, and nothing that was there shows otherwise.
fn only_signs(bytes: &[u8], from: usize, place: &Place, effort: &Rc<Effort>) -> Option<bool> {
    effort.spend(2 * bytes.len()).ok()?;
    let [_, begin, end, _] = place.ranges.filter(|[a, b, c, _]| *a == 0 && b < c)?;
    let mut is = bytes.get(from..)?.to_vec();
    let key = b"/FT /Sig/T ";
    let field = find(&is, key)? + key.len();
    let field = &is[field..][..is[field..].iter().position(|b| *b == b'/')?];
    let said = |key: &str| place.dict.get(key).and_then(read_text);
    let act = Act {
        field: read_text(field)?,
        name: said("Name")?,
        reason: said("Reason")?,
        at: said("M").and_then(|text| date(&text))?,
        then: then(&place.dict),
    };
    let room = (end - begin).checked_sub(2)? / 2;
    let old = File::within(&bytes[..from], Rc::clone(effort)).ok()?;
    let ours = prepare(&old, &act, room).ok()?;
    // What differs from one signature to another, and is looked at by itself.
    let (begin, end) = (begin.checked_sub(from)?, end.checked_sub(from)?);
    is.get_mut(begin + 1..end - 1)?.fill(b'0');
    let range = find(&is, b"/ByteRange ")? + 11;
    let told = is.get_mut(range..range + RANGE.len())?;
    if told != range_text(place.ranges?).as_bytes() {
        return Some(false);
    }
    told.copy_from_slice(RANGE.as_bytes());
    Some(ours.get(from..) == Some(&*is))
}

/// Who has to sign after this signature, by its own word.
fn then(dict: &Dict) -> Vec<String> {
    let list = dict.get(THEN).unwrap_or_default();
    let texts = list.split_inclusive(|byte| *byte == b'>');
    texts
        .map(|text| text.strip_prefix(b"[").unwrap_or(text))
        .filter_map(read_text)
        .collect()
}

/// Who should have signed by the paper's own record and has not: whom a signature that holds names, and
/// under an agreement the chamber, which earlier builds did not write down.
fn missing(bytes: &[u8], looked: &[(&Place, Found)], effort: &Rc<Effort>) -> Vec<String> {
    let holds = |found: &Found| found.trouble.is_none();
    let said = |place: &Place| place.dict.get("Name").and_then(read_text);
    let mut missing = vec![];
    for (at, (place, found)) in looked.iter().enumerate() {
        if !holds(found) {
            continue;
        }
        let after = &looked[at + 1..];
        for name in then(&place.dict) {
            let has_signed = |(p, f): &(&Place, Found)| holds(f) && said(p).as_ref() == Some(&name);
            if !after.iter().any(has_signed) && !missing.contains(&name) {
                missing.push(name);
            }
        }
        let is_bare = after.is_empty() && place.dict.get(THEN).is_none();
        if is_bare && field_of(&bytes[..place.end()], effort).as_deref() == Some(MEMBER) {
            missing.push(found.issuer.clone());
        }
    }
    missing
}

/// The field in which a company signs an agreement; the chamber seals each of them after it.
const MEMBER: &str = "Member";

/// The name of the field that a file got last.
fn field_of(bytes: &[u8], effort: &Rc<Effort>) -> Option<String> {
    let file = File::within(bytes, Rc::clone(effort)).ok()?;
    let form = file.dict(file.root().ok()?).ok()?.reference("AcroForm")?;
    let last = *references(file.dict(form).ok()?.get("Fields")?).last()?;
    read_text(file.dict(last).ok()?.get("T")?)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

#[cfg(test)]
#[path = "stranger_tests.rs"]
mod stranger_tests;
