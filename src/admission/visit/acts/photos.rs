//! Photos: added, described, taken out again while the record is written.

use serde_json::json;

use super::{did, own};
use crate::admission::visit::policy::WriteRecord;
use crate::admission::visit::rules::{Photo, Visit};
use crate::admission::visit::store::photos as store;
use crate::kernel::id::{CaseId, Id};
use crate::platform::audit;
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

/// Adds photos whose bytes lie in the store, each with a key of the phone's, and gives their ids. One
/// with the same key is added once.
///
/// # Errors
/// `Fault::Refused` if there are too many.
pub fn add(
    tx: &mut Tx,
    id: &CaseId,
    photos: &[(String, NewFile)],
    what: &Description,
) -> Result<Vec<String>, Fault> {
    let (visit, actor) = own::<WriteRecord>(tx, id)?;
    let (what, now, zone) = (what.of(&visit), tx.now(), tx.brand()?.zone);
    let mut there = store::all(tx.conn(), &visit.id)?.len();
    let mut added = vec![];
    for (upload, file) in photos {
        if let Some(known) = store::id_of(tx.conn(), &visit.id, upload)? {
            added.push(known);
            continue;
        }
        if there >= MOST {
            return Err(say!("visit-refusal-photos", most = MOST).into());
        }
        there += 1;
        let stored = files::keep(tx, file, "visit", &visit.id)?;
        let photo = Photo {
            id: Id::<Photo>::new().to_string(),
            sha256: file.sha256.clone(),
            caption: what.caption.clone(),
            criterion: what.criterion.clone(),
            taken_at: file.taken_at(zone),
            uploaded_at: now,
            by: actor.name.clone(),
        };
        store::add(tx.conn(), &visit.id, (upload, &stored), &photo)?;
        audit::record(tx, did(id, "admission.visit.photo_added").after(&photo))?;
        added.push(photo.id);
    }
    Ok(added)
}

/// Writes what a photo shows.
///
/// # Errors
/// `Fault::Missing` if it isn't there.
pub fn describe(tx: &mut Tx, id: &CaseId, photo: &str, what: &Description) -> Result<(), Fault> {
    let (visit, _) = own::<WriteRecord>(tx, id)?;
    let what = what.of(&visit);
    let said = (what.caption.as_str(), what.criterion.as_str());
    if !store::describe(tx.conn(), &visit.id, photo, said)? {
        return Err(Fault::Missing);
    }
    let after = json!({ "photo": photo, "caption": what.caption, "criterion": what.criterion });
    audit::record(tx, did(id, "admission.visit.photo_described").after(&after))
}

/// Takes a photo out of the record.
///
/// # Errors
/// `Fault::Missing` if it isn't in.
pub fn remove(tx: &mut Tx, id: &CaseId, photo: &str) -> Result<(), Fault> {
    let (visit, _) = own::<WriteRecord>(tx, id)?;
    let now = tx.now();
    if !store::remove(tx.conn(), &visit.id, photo, now)? {
        return Err(Fault::Missing);
    }
    audit::record(tx, did(id, "admission.visit.photo_removed").before(&photo))
}
