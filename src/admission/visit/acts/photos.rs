//! Photos: added, described, taken out again while the record is written.

use serde_json::json;

use super::mine;
use crate::admission::visit::policy::WriteRecord;
use crate::admission::visit::rules::{Photo, Visit};
use crate::admission::visit::store::photos;
use crate::kernel::id::CaseId;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::say;

/// Photos a record may have.
const MOST: usize = 60;

/// What a photo shows.
#[derive(Clone, Debug, Default)]
pub struct Description {
    /// Caption.
    pub caption: String,
    /// Key of the criterion; empty for none.
    pub criterion: String,
}

impl Description {
    /// A criterion that isn't there becomes none.
    fn of(&self, visit: &Visit) -> Self {
        let mut fine = self.clone();
        if visit.criteria.find(&fine.criterion).is_none() {
            fine.criterion.clear();
        }
        fine
    }
}

/// Adds a photo whose bytes lie in the store, and gives its id. One with the same key of the phone's is
/// added once.
///
/// # Errors
/// `Fault::Refused` if there are too many.
pub fn add(
    tx: &mut Tx,
    id: &CaseId,
    upload: &str,
    file: &NewFile,
    what: &Description,
) -> Result<String, Fault> {
    let (_, visit, actor) = mine::<WriteRecord>(tx, id)?;
    if let Some(known) = photos::id_of(tx.conn(), &visit.id, upload)? {
        return Ok(known);
    }
    if photos::all(tx.conn(), &visit.id)?.len() >= MOST {
        return Err(say!("visit-refusal-photos", most = MOST).into());
    }
    let (what, now) = (what.of(&visit), tx.now());
    let stored = files::keep(tx, file, "visit", &visit.id)?;
    let photo = Photo {
        id: String::new(),
        sha256: file.sha256.clone(),
        caption: what.caption,
        criterion: what.criterion,
        taken_at: files::find(tx.conn(), &stored)?.taken_at,
        uploaded_at: now,
        by: actor.name,
    };
    let added = photos::add(tx.conn(), &visit.id, (upload, &stored), &photo)?;
    let entry = Entry::on("case", id)
        .did("admission.visit.photo_added")
        .acting_as("visitor");
    audit::record(tx, entry.after(&photo))?;
    Ok(added)
}

/// Writes what a photo shows.
///
/// # Errors
/// `Fault::Missing` if it isn't there.
pub fn describe(tx: &mut Tx, id: &CaseId, photo: &str, what: &Description) -> Result<(), Fault> {
    let (_, visit, _) = mine::<WriteRecord>(tx, id)?;
    let what = what.of(&visit);
    let said = (what.caption.as_str(), what.criterion.as_str());
    if !photos::describe(tx.conn(), &visit.id, photo, said)? {
        return Err(Fault::Missing);
    }
    let entry = Entry::on("case", id).did("admission.visit.photo_described");
    let after = json!({ "photo": photo, "caption": what.caption, "criterion": what.criterion });
    audit::record(tx, entry.acting_as("visitor").after(&after))
}

/// Takes a photo out of the record.
///
/// # Errors
/// `Fault::Missing` if it isn't in.
pub fn remove(tx: &mut Tx, id: &CaseId, photo: &str) -> Result<(), Fault> {
    let (_, visit, _) = mine::<WriteRecord>(tx, id)?;
    let now = tx.now();
    if !photos::remove(tx.conn(), &visit.id, photo, now)? {
        return Err(Fault::Missing);
    }
    let entry = Entry::on("case", id).did("admission.visit.photo_removed");
    audit::record(tx, entry.acting_as("visitor").before(&photo))
}
