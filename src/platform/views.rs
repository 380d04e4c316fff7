//! Views: names for what a list is asked for, one's own or everybody's who sees the list.

use diesel::prelude::*;
use serde_json::json;

use crate::kernel::id::{Id, PersonId};
use crate::kernel::{Actor, Can, Moment, Role};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{self, Change, Conn, Fault, Tx};
use crate::platform::lists::List;
use crate::policy;
use crate::say;
use crate::schema::saved_views;

/// Most views of a list that somebody sees.
const MOST: usize = 50;

/// Marker for saved views.
pub enum ViewMark {}
/// Id of a saved view.
pub type ViewId = Id<ViewMark>;

/// A saved view of a list.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = saved_views, treat_none_as_default_value = false)]
pub struct SavedView {
    /// Its id.
    pub id: ViewId,
    /// Name of its list.
    pub list: String,
    /// Its name.
    pub name: String,
    /// What stands after the question mark.
    pub query: String,
    /// Whose it is.
    pub owner_id: PersonId,
    /// That person's name.
    pub owner_name: String,
    /// Whether everybody who sees the list has it.
    pub shared: bool,
    /// Since when.
    pub created_at: Moment,
}

policy! {
    /// Who sees a list keeps views of it.
    KeepView(List): |who, list| (list.sees)(who);
    /// Who keeps a view takes it away; the administrator also what is shared.
    RemoveView((&'static List, SavedView)): |who, (list, view)|
        view.list == list.name()
            && (list.sees)(who)
            && (view.owner_id == who.id || (view.shared && who.is(Role::Admin)));
}

/// Somebody's own views of a list and those that are everybody's, by name.
///
/// # Errors
/// If the database fails.
pub fn of(conn: &mut Conn, list: &List, person: &PersonId) -> Result<Vec<SavedView>, Fault> {
    let own = saved_views::owner_id.eq(person);
    Ok(SavedView::query()
        .filter(saved_views::list.eq(list.name()))
        .filter(own.or(saved_views::shared.eq(true)))
        .order((saved_views::name, saved_views::id))
        .load(conn)?)
}

/// Keeps what a list is asked for under a name, for oneself or for everybody who sees the list.
///
/// # Errors
/// [`Fault::Refused`] if there are fifty already, or one with this name; [`Fault::Missing`] for who
/// doesn't see the list.
pub fn keep(
    tx: &mut Tx,
    list: &List,
    (name, query, shared): (&str, &str, bool),
) -> Result<(), Fault> {
    let Actor { id, name: by, .. } = tx.actor()?.clone();
    let _can = Can::<KeepView>::check(tx.actor()?, list)?;
    let known = of(tx.conn(), list, &id)?;
    if known.len() >= MOST {
        return Err(say!("web-view-too-many", most = MOST).into());
    }
    if known.iter().any(|view| view.name == name) {
        return Err(say!("web-view-known").into());
    }
    let view = SavedView {
        id: ViewId::new(),
        list: list.name().to_owned(),
        name: name.to_owned(),
        query: query.to_owned(),
        owner_id: id,
        owner_name: by,
        shared,
        created_at: tx.now(),
    };
    db::insert(tx.conn(), saved_views::table, view.clone())?;
    let after = json!({ "list": list.name(), "name": name, "query": query, "shared": shared });
    let entry = Entry::on("view", &view.id).did("platform.view.kept");
    audit::record(tx, entry.after(&after))
}

/// Takes a view of a list away.
///
/// # Errors
/// [`Fault::Missing`] if the list has none of this id, or none that this person may take away.
pub fn remove(tx: &mut Tx, list: &'static List, id: &ViewId) -> Result<(), Fault> {
    let one = SavedView::query().filter(saved_views::id.eq(id));
    let view: SavedView = one.first(tx.conn())?;
    let before = json!({ "list": view.list, "name": view.name, "query": view.query });
    let _can = Can::<RemoveView>::check(tx.actor()?, &(list, view))?;
    diesel::delete(saved_views::table.find(id)).apply(tx.conn())?;
    let entry = Entry::on("view", id).did("platform.view.removed");
    audit::record(tx, entry.before(&before))
}
