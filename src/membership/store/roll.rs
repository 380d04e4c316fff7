//! Imports of registers, and what each of them made.

use diesel::prelude::*;

use crate::kernel::Moment;
use crate::kernel::id::{CompanyId, FileId};
use crate::membership::rules::roll::ImportId;
use crate::membership::rules::{Membership, MembershipId};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::schema::{
    company_people, council_holders, member_import_rows, member_imports, member_periods,
    memberships,
};

/// An import.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = member_imports, treat_none_as_default_value = false)]
pub struct ImportRow {
    /// Its id.
    pub id: ImportId,
    /// Name of the file.
    pub name: String,
    /// The table as rows in JSON, of imports from before tables lay in the file store.
    pub content: String,
    /// Which column is what, as JSON.
    pub mapping: String,
    /// `preview`, `importing`, `imported`, `undoing` or `undone`.
    pub state: String,
    /// Who brought it.
    pub by_name: String,
    /// When.
    pub created_at: Moment,
    /// When it was imported.
    pub imported_at: Option<Moment>,
    /// How many members it made.
    pub added: i32,
    /// The file that holds the table.
    pub file_id: Option<FileId>,
}

/// What one row of an import made.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = member_import_rows, treat_none_as_default_value = false)]
pub struct MadeRow {
    /// Which import.
    pub import_id: ImportId,
    /// Row of the file, from 1.
    pub place: i32,
    /// The membership.
    pub membership_id: MembershipId,
    /// Its company.
    pub company_id: CompanyId,
    /// Whether the company was not known before.
    pub new_company: bool,
    /// The membership as it was made, to see whether anything happened to it since.
    pub facts: String,
    /// When it was made.
    pub made_at: Option<Moment>,
}

/// Stores one.
pub fn insert(conn: &mut Conn, row: &ImportRow) -> Result<(), Fault> {
    db::insert(conn, member_imports::table, row.clone())
}

/// One of them.
pub fn import(conn: &mut Conn, id: &ImportId) -> Result<ImportRow, Fault> {
    Ok(ImportRow::query()
        .filter(member_imports::id.eq(id))
        .first(conn)?)
}

/// The latest hundred, without the tables of old ones.
pub fn imports(conn: &mut Conn) -> Result<Vec<ImportRow>, Fault> {
    use member_imports::{
        added, by_name, created_at, file_id, id, imported_at, mapping, name, state,
    };
    let empty = diesel::dsl::sql::<diesel::sql_types::Text>("''");
    Ok(member_imports::table
        .order(created_at.desc())
        .limit(100)
        .select((
            id,
            name,
            empty,
            mapping,
            state,
            by_name,
            created_at,
            imported_at,
            added,
            file_id,
        ))
        .load(conn)?)
}

/// Stores which column is what.
pub fn set_mapping(conn: &mut Conn, id: &ImportId, mapping: &str) -> Result<(), Fault> {
    diesel::update(member_imports::table.find(id))
        .set(member_imports::mapping.eq(mapping))
        .apply(conn)
}

/// How an import stands.
pub fn set_state(conn: &mut Conn, id: &ImportId, state: &str) -> Result<(), Fault> {
    diesel::update(member_imports::table.find(id))
        .set(member_imports::state.eq(state))
        .apply(conn)
}

/// That its rows are being brought in, since when.
pub fn set_importing(conn: &mut Conn, id: &ImportId, now: Moment) -> Result<(), Fault> {
    diesel::update(member_imports::table.find(id))
        .set((
            member_imports::state.eq("importing"),
            member_imports::imported_at.eq(now),
        ))
        .apply(conn)
}

/// That it is imported, and how many members of it are there.
pub fn set_imported(conn: &mut Conn, id: &ImportId, n: i64) -> Result<(), Fault> {
    diesel::update(member_imports::table.find(id))
        .set((
            member_imports::state.eq("imported"),
            member_imports::added.eq(i32::try_from(n).unwrap_or(i32::MAX)),
        ))
        .apply(conn)
}

/// Stores what a row made.
pub fn insert_made(conn: &mut Conn, row: &MadeRow) -> Result<(), Fault> {
    db::insert(conn, member_import_rows::table, row.clone())
}

/// What an import made, in the order of the file, after a row, at most so many.
pub fn made(conn: &mut Conn, id: &ImportId, after: i64, most: i64) -> Result<Vec<MadeRow>, Fault> {
    Ok(MadeRow::query()
        .filter(member_import_rows::import_id.eq(id))
        .filter(member_import_rows::place.gt(i32::try_from(after).unwrap_or(i32::MAX)))
        .order(member_import_rows::place)
        .limit(most)
        .load(conn)?)
}

/// How many rows of an import are members.
pub fn made_count(conn: &mut Conn, id: &ImportId) -> Result<i64, Fault> {
    Ok(member_import_rows::table
        .filter(member_import_rows::import_id.eq(id))
        .count()
        .get_result(conn)?)
}

/// Forgets what a row of an import made.
pub fn clear_made(conn: &mut Conn, made: &MadeRow) -> Result<(), Fault> {
    diesel::delete(member_import_rows::table.find((&made.import_id, made.place))).apply(conn)
}

/// Which of these numbers members have, at most some hundred at once.
pub fn numbers_taken(conn: &mut Conn, numbers: &[&str]) -> Result<Vec<String>, Fault> {
    Ok(memberships::table
        .filter(memberships::number.eq_any(numbers))
        .select(memberships::number)
        .load(conn)?)
}

/// Memberships of these companies, at most some hundred at once.
pub fn of_companies(conn: &mut Conn, ids: &[CompanyId]) -> Result<Vec<Membership>, Fault> {
    let rows: Vec<super::Row> = super::Row::query()
        .filter(memberships::company_id.eq_any(ids))
        .load(conn)?;
    Ok(rows.into_iter().map(Membership::from).collect())
}

/// Whether anybody acts for a company or holds a seat for it.
pub fn has_people(conn: &mut Conn, id: &CompanyId) -> Result<bool, Fault> {
    let people: i64 = company_people::table
        .filter(company_people::company_id.eq(id))
        .count()
        .get_result(conn)?;
    let seats: i64 = council_holders::table
        .filter(council_holders::company_id.eq(id))
        .count()
        .get_result(conn)?;
    Ok(people + seats > 0)
}

/// Takes a membership out with its periods. The database refuses where anything else refers to it.
pub fn remove(conn: &mut Conn, id: &MembershipId) -> Result<(), Fault> {
    let periods = member_periods::table.filter(member_periods::membership_id.eq(id));
    diesel::delete(periods).execute(conn)?;
    diesel::delete(memberships::table.find(id)).apply(conn)
}
