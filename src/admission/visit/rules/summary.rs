//! The visit as the board reads it: the signed record, its hash, who signed, what was added.

use serde::{Deserialize, Serialize};

use super::{Addendum, Record, Visit};
use crate::admission::review::rules::DeclaredConflict;
use crate::kernel::Moment;

/// A signature as the board reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Who.
    pub name: String,
    /// When.
    pub at: Moment,
}

/// The visit of one case. Serialisable: the board pack is frozen with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The record as it was signed: conclusion, findings, conditions, photos.
    pub record: Record,
    /// SHA-256 of the record: what was signed.
    pub hash: String,
    /// Who signed it, and when.
    pub signatures: Vec<Signed>,
    /// Why the office closed it without the last signatures, if it did.
    pub without: Option<String>,
    /// What was added afterwards, by visitors and by the company.
    pub addenda: Vec<Addendum>,
    /// Conflicts that were declared; who declared one took no part.
    pub conflicts: Vec<DeclaredConflict>,
    /// When the record was complete.
    pub done_at: Moment,
}

impl Summary {
    /// Of a visit whose record is complete; `None` before.
    pub fn of(visit: &Visit) -> Option<Self> {
        let (frozen, done) = (visit.frozen.as_ref()?, visit.done.as_ref()?);
        let signed = visit.signatures.iter().filter(|s| s.hash == frozen.hash);
        Some(Self {
            record: frozen.record.clone(),
            hash: frozen.hash.clone(),
            signatures: signed
                .map(|s| Signed {
                    name: s.name.clone(),
                    at: s.at,
                })
                .collect(),
            without: done.without.clone(),
            addenda: visit.addenda.clone(),
            conflicts: visit.conflicts(),
            done_at: done.at,
        })
    }
}
