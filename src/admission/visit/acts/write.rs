//! The record while it is written: one card at a time, by several visitors at once.

use serde_json::json;

use super::{did, own};
use crate::admission::visit::policy::WriteRecord;
use crate::admission::visit::rules::{Card, CardState, Fields, Merge, merge};
use crate::admission::visit::store::cards;
use crate::kernel::id::CaseId;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};

/// What became of a card that was sent.
#[derive(Clone, Debug)]
pub enum Saved {
    /// It stands so now, in this version.
    Kept(i64),
    /// Somebody else was faster: what stands there.
    Clash(CardState),
}

/// Saves a card that was written on top of version `base`. Nothing that somebody else wrote
/// meanwhile is overwritten.
///
/// # Errors
/// `Fault::Missing` if there is no such card or it is not theirs to write.
pub fn save(
    tx: &mut Tx,
    id: &CaseId,
    name: &str,
    (base, typed): (i64, &Fields),
) -> Result<Saved, Fault> {
    let (visit, actor) = own::<WriteRecord>(tx, id)?;
    let card = Card::parse(name, visit.content()).ok_or(Fault::Missing)?;
    let stored = cards::all(tx.conn(), &visit.id)?
        .remove(&card.name())
        .unwrap_or_default();
    match merge(&stored, base, typed) {
        Merge::Same => return Ok(Saved::Kept(stored.version)),
        Merge::Clash => return Ok(Saved::Clash(stored)),
        Merge::Save => {}
    }
    let now = tx.now();
    let mut writers = stored.writers.clone();
    if !writers.contains(&actor.name) {
        writers.push(actor.name.clone());
    }
    let next = CardState {
        fields: typed.clone(),
        version: stored.version + 1,
        changed_at: Some(now),
        changed_by: actor.name.clone(),
        writers,
    };
    cards::put(tx.conn(), &visit.id, &card, &next, now)?;
    let entry = did(id, "admission.visit.written");
    let entry = entry.before(&stored.fields);
    audit::record(
        tx,
        entry.after(&json!({ "card": card.name(), "fields": typed })),
    )?;
    Ok(Saved::Kept(next.version))
}
