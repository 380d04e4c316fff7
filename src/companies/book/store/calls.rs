//! Notes of calls: written once, never changed.

use diesel::prelude::*;

use crate::companies::book::rules::{Call, CallId};
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Moment};
use crate::platform::db::{self, Conn, Fault};
use crate::schema::contact_calls;

/// Most notes that a page shows.
const SHOWN: i64 = 100;

#[derive(HasQuery, Insertable)]
#[diesel(table_name = contact_calls, treat_none_as_default_value = false)]
struct Row {
    id: CallId,
    company_id: CompanyId,
    with_name: String,
    held_on: Day,
    said: String,
    follow_up: Option<Day>,
    by_name: String,
    written_at: Moment,
}

/// The notes of a company, the latest first; at most a hundred.
///
/// # Errors
/// If the database fails.
pub fn of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Call>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(contact_calls::company_id.eq(company))
        .order((contact_calls::written_at.desc(), contact_calls::id.desc()))
        .limit(SHOWN)
        .load(conn)?;
    let call = |row: Row| Call {
        id: row.id,
        with: row.with_name,
        held_on: row.held_on,
        said: row.said,
        follow_up: row.follow_up,
        by: row.by_name,
        written_at: row.written_at,
    };
    Ok(rows.into_iter().map(call).collect())
}

/// Writes one.
pub fn insert(conn: &mut Conn, company: &CompanyId, call: &Call) -> Result<(), Fault> {
    let call = call.clone();
    let row = Row {
        id: call.id,
        company_id: company.clone(),
        with_name: call.with,
        held_on: call.held_on,
        said: call.said,
        follow_up: call.follow_up,
        by_name: call.by,
        written_at: call.written_at,
    };
    db::insert(conn, contact_calls::table, row)
}
