//! Signs a PDF: appends a revision with a signature over everything before and around it.

use sha2::{Digest, Sha256};

use super::Unsealable;
use super::cms::{self, Stamper};
use super::dict::{Dict, references, text};
use super::file::{File, Update, find};
use super::keys::Keys;
use crate::kernel::Moment;

/// Bytes kept free for a signature; doubled where a time stamp goes in.
const ROOM: usize = 8 * 1024;

/// What a signature says about itself.
#[derive(Debug, Clone)]
pub struct Act {
    /// Name of the field, without dots; unique in the file.
    pub field: String,
    /// Who signs.
    pub name: String,
    /// Why, in words.
    pub reason: String,
    /// When, UTC.
    pub at: Moment,
    /// Who has to sign after, by the names they sign with: a paper that lacks one of them is not whole.
    pub then: Vec<String>,
}

/// The entry of a signature that names who has to sign after it.
pub const THEN: &str = "HuiguanThen";

/// The file with a signature after it. A time stamp is asked for if there is a `stamper`; without an
/// answer the signature goes without.
///
/// # Errors
/// If the file is none our press made, or the key can't sign.
pub fn sign(
    bytes: &[u8],
    keys: &Keys,
    act: &Act,
    stamper: Option<Stamper<'_>>,
) -> Result<Vec<u8>, Unsealable> {
    let room = if stamper.is_some() { 2 * ROOM } else { ROOM };
    let mut signed = prepare(&File::read(bytes)?, act, room)?;
    let tail = find_from(&signed, bytes.len(), b"/Contents <")? + 10;
    let end = tail + 1 + 2 * room + 1;
    let range = find_from(&signed, bytes.len(), b"/ByteRange ")? + 11;
    let text = range_text([0, tail, end, signed.len() - end]);
    if text.len() != RANGE.len() {
        return Err(Unsealable("the file is too large to be signed".into()));
    }
    signed[range..range + RANGE.len()].copy_from_slice(text.as_bytes());
    let mut digest = Sha256::new();
    digest.update(&signed[..tail]);
    digest.update(&signed[end..]);
    let signature = hex::encode(cms::sign(keys, &digest.finalize(), stamper)?);
    if signature.len() > 2 * room {
        return Err(Unsealable(
            "the certificates leave no room for the signature".into(),
        ));
    }
    signed[tail + 1..tail + 1 + signature.len()].copy_from_slice(signature.as_bytes());
    Ok(signed)
}

/// Long enough for four numbers of ten digits.
pub const RANGE: &str = "[0 0000000000 0000000000 0000000000]";

/// The covered ranges as they are written.
pub fn range_text([a, b, c, d]: [usize; 4]) -> String {
    let text = format!("[{a} {b} {c} {d}]");
    format!("{text:<width$}", width = RANGE.len())
}

fn find_from(bytes: &[u8], from: usize, what: &[u8]) -> Result<usize, Unsealable> {
    find(&bytes[from..], what)
        .map(|at| from + at)
        .ok_or_else(|| Unsealable("the signature's place was lost".into()))
}

/// Who is to sign next, as a signature names them.
fn then(act: &Act) -> String {
    let names: String = act.then.iter().map(|name| text(name)).collect();
    match names.is_empty() {
        true => names,
        false => format!("/{THEN} [{names}]"),
    }
}

/// The file with the signature's field after it, and nothing in it yet.
pub fn prepare(file: &File<'_>, act: &Act, room: usize) -> Result<Vec<u8>, Unsealable> {
    let mut update = Update::of(file);
    let (signature, field) = (update.number(), update.number());
    let root = file.root()?;
    let page = *file
        .pages()?
        .first()
        .ok_or_else(|| Unsealable("a file without pages can't be signed".into()))?;
    let contents = "0".repeat(2 * room);
    let then = then(act);
    update.put(
        signature,
        format!(
            "<</Type /Sig/Filter /Adobe.PPKLite/SubFilter /ETSI.CAdES.detached/Name {}/Reason {}\
             /M (D:{}+00'00'){then}/ByteRange {RANGE}/Contents <{contents}>>>",
            text(&act.name),
            text(&act.reason),
            act.at.format("%Y%m%d%H%M%S"),
        )
        .into_bytes(),
    );
    update.put(
        field,
        format!(
            "<</Type /Annot/Subtype /Widget/FT /Sig/T {}/V {signature} 0 R/F 132/Rect [0 0 0 0]/P {page} 0 R>>",
            text(&act.field),
        )
        .into_bytes(),
    );
    let mut catalogue = file.dict(root)?;
    let mut form = match catalogue.reference("AcroForm") {
        Some(number) => (number, file.dict(number)?),
        None => {
            let number = update.number();
            catalogue.set("AcroForm", format!("{number} 0 R"));
            update.put(root, catalogue.write());
            (number, Dict::default())
        }
    };
    let fields = with(form.1.get("Fields").unwrap_or_default(), field);
    form.1.set("SigFlags", "3");
    form.1.set("Fields", fields);
    update.put(form.0, form.1.write());
    let mut dict = file.dict(page)?;
    let notes = match dict.reference("Annots") {
        Some(number) if dict.get("Annots").is_some_and(|v| !v.starts_with(b"[")) => {
            (number, file.object(number)?)
        }
        _ => {
            let number = update.number();
            let old = dict.get("Annots").unwrap_or_default().to_vec();
            dict.set("Annots", format!("{number} 0 R"));
            update.put(page, dict.write());
            update.put(number, with(&old, field));
            return Ok(update.append(file));
        }
    };
    update.put(notes.0, with(notes.1, field));
    Ok(update.append(file))
}

/// A list of references with one more.
fn with(list: &[u8], one: u32) -> Vec<u8> {
    let mut all = references(list);
    all.push(one);
    let all: Vec<String> = all.iter().map(|number| format!("{number} 0 R")).collect();
    format!("[{}]", all.join(" ")).into_bytes()
}
