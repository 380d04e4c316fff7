//! Queries for single memberships.

pub mod copy;
pub mod list;

use chrono::Datelike;
use diesel::prelude::*;

use crate::kernel::id::{CaseId, CompanyId};
use crate::kernel::{Day, Moment};
use crate::membership::rules::{Membership, MembershipId, typed_number};
use crate::platform::db::{Conn, Fault};
use crate::schema::memberships;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = memberships)]
pub(super) struct Row {
    pub id: MembershipId,
    pub company_id: CompanyId,
    pub case_id: Option<CaseId>,
    pub number: String,
    pub seq: i64,
    pub rank: String,
    pub joined_on: Day,
    pub joined_year: i32,
    pub ended_on: Option<Day>,
    pub ended_year: Option<i32>,
    pub ended_why: String,
    pub published: bool,
    pub created_at: Moment,
    pub name_key: String,
    pub search: String,
    pub industry: String,
    pub company_changed_at: Moment,
}

impl From<Row> for Membership {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            company: row.company_id,
            case: row.case_id,
            number: row.number,
            rank: row.rank,
            joined_on: row.joined_on,
            ended: row.ended_on.map(|on| (on, row.ended_why)),
            published: row.published,
        }
    }
}

fn one(row: Option<Row>) -> Option<Membership> {
    row.map(Membership::from)
}

/// A membership.
pub fn load(conn: &mut Conn, id: &MembershipId) -> Result<Membership, Fault> {
    let row: Row = memberships::table
        .find(id)
        .select(Row::as_select())
        .first(conn)?;
    Ok(row.into())
}

/// All memberships of a company, the latest first.
pub fn of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Membership>, Fault> {
    let rows: Vec<Row> = memberships::table
        .filter(memberships::company_id.eq(company))
        .order((memberships::joined_on.desc(), memberships::seq.desc()))
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Membership::from).collect())
}

/// The membership a case led to.
pub fn case_membership(conn: &mut Conn, case: &CaseId) -> Result<Option<Membership>, Fault> {
    let row = memberships::table
        .filter(memberships::case_id.eq(case))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(one(row))
}

/// The membership with this number, running or ended, as typed by anybody.
pub fn by_number(conn: &mut Conn, number: &str) -> Result<Option<Membership>, Fault> {
    let row = memberships::table
        .filter(memberships::number.eq(typed_number(number)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(one(row))
}

/// The next place in the order of numbers.
pub(super) fn next_seq(conn: &mut Conn) -> Result<i64, Fault> {
    let last: Option<i64> = memberships::table
        .select(diesel::dsl::max(memberships::seq))
        .first(conn)?;
    Ok(last.unwrap_or(0) + 1)
}

pub(super) fn insert(conn: &mut Conn, new: &Membership, now: Moment) -> Result<(), Fault> {
    let copied = copy::of(conn, &new.company, &new.number)?;
    let row = Row {
        id: new.id.clone(),
        company_id: new.company.clone(),
        case_id: new.case.clone(),
        number: new.number.clone(),
        seq: next_seq(conn)?,
        rank: new.rank.clone(),
        joined_on: new.joined_on,
        joined_year: new.joined_on.year(),
        ended_on: None,
        ended_year: None,
        ended_why: String::new(),
        published: new.published,
        created_at: now,
        name_key: copied.name_key,
        search: copied.search,
        industry: copied.industry,
        company_changed_at: copied.company_changed_at,
    };
    diesel::insert_into(memberships::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

pub(super) fn set_end(conn: &mut Conn, id: &MembershipId, on: Day, why: &str) -> Result<(), Fault> {
    diesel::update(memberships::table.find(id))
        .set((
            memberships::ended_on.eq(on),
            memberships::ended_year.eq(on.year()),
            memberships::ended_why.eq(why),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn set_published(
    conn: &mut Conn,
    id: &MembershipId,
    published: bool,
) -> Result<(), Fault> {
    diesel::update(memberships::table.find(id))
        .set(memberships::published.eq(published))
        .execute(conn)?;
    Ok(())
}
