//! Names for what stands in the address of a list.

use diesel::prelude::*;

use crate::kernel::Moment;
use crate::kernel::id::{Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::saved_views;

/// Marker for saved views.
pub enum ViewMark {}
/// Id of a saved view.
pub type ViewId = Id<ViewMark>;

/// A saved view of a list.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_views, treat_none_as_default_value = false)]
pub struct SavedView {
    /// Its id.
    pub id: ViewId,
    /// Of which list.
    pub list: String,
    /// Its name.
    pub name: String,
    /// What stands after the question mark.
    pub query: String,
    /// Whose it is.
    pub owner_id: PersonId,
    /// That person's name.
    pub owner_name: String,
    /// Whether the whole office has it.
    pub shared: bool,
    /// Since when.
    pub created_at: Moment,
}

/// Somebody's own views of a list and the office's, by name.
pub fn of(conn: &mut Conn, list: &str, person: &PersonId) -> Result<Vec<SavedView>, Fault> {
    Ok(saved_views::table
        .filter(saved_views::list.eq(list))
        .filter(
            saved_views::owner_id
                .eq(person)
                .or(saved_views::shared.eq(true)),
        )
        .order((saved_views::name, saved_views::id))
        .select(SavedView::as_select())
        .load(conn)?)
}

/// One of them.
pub fn load(conn: &mut Conn, id: &ViewId) -> Result<SavedView, Fault> {
    Ok(saved_views::table
        .find(id)
        .select(SavedView::as_select())
        .first(conn)?)
}

/// Stores one.
pub fn insert(conn: &mut Conn, view: &SavedView) -> Result<(), Fault> {
    diesel::insert_into(saved_views::table)
        .values(view.clone())
        .execute(conn)?;
    Ok(())
}

/// Takes one away.
pub fn remove(conn: &mut Conn, id: &ViewId) -> Result<(), Fault> {
    diesel::delete(saved_views::table.find(id)).execute(conn)?;
    Ok(())
}
