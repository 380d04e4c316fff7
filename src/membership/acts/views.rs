//! A name for the filters of the register: one's own, or the whole office's.

use serde_json::json;

use crate::kernel::Can;
use crate::membership::policy::{RemoveView, SeeMembers};
use crate::membership::store::views::{self, SavedView, ViewId};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// The register, as the views of lists are kept.
pub const REGISTER: &str = "members";
/// Most views somebody sees.
const MOST: usize = 50;

/// Keeps what stands in the address under a name.
///
/// # Errors
/// [`Fault::Refused`] if there are fifty already, or one with this name.
pub fn keep(tx: &mut Tx, name: &str, query: &str, shared: bool) -> Result<ViewId, Fault> {
    let actor = tx.actor()?.clone();
    let _can = Can::<SeeMembers>::check(&actor, &())?;
    let known = views::of(tx.conn(), REGISTER, &actor.id)?;
    if known.len() >= MOST {
        return Err(say!("membership-view-too-many", most = MOST).into());
    }
    if known.iter().any(|view| view.name == name) {
        return Err(say!("membership-view-known").into());
    }
    let view = SavedView {
        id: ViewId::new(),
        list: REGISTER.to_owned(),
        name: name.to_owned(),
        query: query.to_owned(),
        owner_id: actor.id,
        owner_name: actor.name,
        shared,
        created_at: tx.now(),
    };
    views::insert(tx.conn(), &view)?;
    let entry = Entry::on("view", &view.id).did("membership.view.kept");
    let after = json!({ "name": view.name, "query": view.query, "shared": shared });
    audit::record(tx, entry.after(&after))?;
    Ok(view.id)
}

/// Takes a view away.
pub fn remove(tx: &mut Tx, id: &ViewId) -> Result<(), Fault> {
    let view = views::load(tx.conn(), id)?;
    let _can = Can::<RemoveView>::check(tx.actor()?, &(view.owner_id.clone(), view.shared))?;
    views::remove(tx.conn(), id)?;
    let entry = Entry::on("view", id).did("membership.view.removed");
    audit::record(
        tx,
        entry.before(&json!({ "name": view.name, "query": view.query })),
    )
}
