//! Papers come and go while the application can be changed.

use super::applicant::{open_to_change, write};
use crate::admission::application::rules::{Field, Paper, PaperKind, Told};
use crate::admission::application::store::draft;
use crate::admission::case;
use crate::kernel::id::CaseId;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::say;

/// Papers a case may have at once.
const MOST: usize = 40;

/// Adds a paper whose bytes lie in the store. The same file of the same kind is added once.
///
/// # Errors
/// `Fault::Refused` if there are too many or the application was sent.
pub fn add(tx: &mut Tx, id: &CaseId, kind: PaperKind, file: &NewFile) -> Result<(), Fault> {
    let case = open_to_change(tx, id)?;
    let there = draft::papers(tx.conn(), id)?;
    if there
        .iter()
        .any(|p| p.sha256 == file.sha256 && p.kind == kind)
    {
        return Ok(());
    }
    if there.len() >= MOST {
        return Err(say!("application-refusal-papers", most = MOST).into());
    }
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    let stored = files::keep(tx, file, "case", &case.id)?;
    let paper = Paper {
        id: String::new(),
        kind,
        file: stored.to_string(),
        name: file.name.clone(),
        sha256: file.sha256.clone(),
        bytes: file.bytes,
    };
    let paper = draft::add_paper(tx.conn(), id, paper, &by, now)?;
    let entry = case::did(id, "admission.paper.added").acting_as("applicant");
    audit::record(tx, entry.after(&paper))
}

/// Writes what the licence's code told where nothing was typed yet; gives what was written.
///
/// # Errors
/// `Fault::Refused` if the application was sent.
pub fn fill(tx: &mut Tx, id: &CaseId, told: &Told) -> Result<Told, Fault> {
    let case = open_to_change(tx, id)?;
    let mut answers = draft::draft(tx.conn(), id)?.answers;
    let mut written = told.clone();
    for (field, text) in [
        (Field::Name, &mut written.name),
        (Field::CreditCode, &mut written.code),
    ] {
        match answers.get(field) {
            "" => answers.set(field, text),
            _ => text.clear(),
        }
    }
    if written != Told::default() {
        write(tx, &case, &answers)?;
    }
    Ok(written)
}

/// Takes a paper out. Revisions that had it keep it; of one that was never sent nothing stays but the record.
///
/// # Errors
/// `Fault::Missing` if it isn't there.
pub fn remove(tx: &mut Tx, id: &CaseId, paper: &str) -> Result<(), Fault> {
    open_to_change(tx, id)?;
    let now = tx.now();
    if !draft::remove_paper(tx.conn(), id, paper, now)? {
        return Err(Fault::Missing);
    }
    if let Some(file) = draft::drop_unsent(tx.conn(), id, paper)? {
        files::forget(tx, &file)?;
    }
    let entry = case::did(id, "admission.paper.removed").acting_as("applicant");
    audit::record(tx, entry.before(&paper))
}
