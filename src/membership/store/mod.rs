//! Queries for single memberships.

pub mod certificates;
pub mod copy;
pub mod history;
pub mod issued;
pub mod list;
pub mod roll;
mod windows;

use chrono::Datelike;
use diesel::prelude::*;

use crate::kernel::id::{CaseId, CompanyId};
use crate::kernel::{Day, Moment};
use crate::membership::rules::standing::{Ending, Facts};
use crate::membership::rules::{Membership, MembershipId, typed_number};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::schema::memberships;

#[derive(HasQuery, Insertable)]
#[diesel(table_name = memberships, treat_none_as_default_value = false)]
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
    pub first_due: Option<Day>,
    pub covered_until: Option<Day>,
    pub suspended_from: Option<Day>,
    pub suspended_until: Option<Day>,
    pub ended_how: String,
}

impl From<Row> for Membership {
    fn from(row: Row) -> Self {
        let facts = Facts {
            first_due: row.first_due,
            covered_until: row.covered_until,
            suspended: row.suspended_from.map(|from| (from, row.suspended_until)),
            ended: row
                .ended_on
                .map(|on| (on, Ending::from_word(&row.ended_how).unwrap_or_default())),
        };
        Self {
            id: row.id,
            company: row.company_id,
            case: row.case_id,
            number: row.number,
            rank: row.rank,
            joined_on: row.joined_on,
            ended: row.ended_on.map(|on| (on, row.ended_why)),
            published: row.published,
            facts,
        }
    }
}

fn one(row: Option<Row>) -> Option<Membership> {
    row.map(Membership::from)
}

/// A membership.
pub fn load(conn: &mut Conn, id: &MembershipId) -> Result<Membership, Fault> {
    let row: Row = Row::query().filter(memberships::id.eq(id)).first(conn)?;
    Ok(row.into())
}

/// All memberships of a company, the latest first.
pub fn of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Membership>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(memberships::company_id.eq(company))
        .order((memberships::joined_on.desc(), memberships::seq.desc()))
        .load(conn)?;
    Ok(rows.into_iter().map(Membership::from).collect())
}

/// Until when a company has paid for days from this one on with a membership that is over, and its rank then;
/// none if it hasn't.
pub fn paid_ahead(
    conn: &mut Conn,
    company: &CompanyId,
    from: Day,
) -> Result<Option<(Day, String)>, Fault> {
    let mut found = vec![];
    for before in of_company(conn, company)? {
        if before.is_current(from) {
            continue;
        }
        for period in history::periods(conn, &before.id)? {
            let last = match period.settled_on {
                Some(_) => Some(period.span.last),
                None => period.carried_until,
            };
            let counts = period.cancelled_on.is_none() && period.span.first <= from;
            let last = last.filter(|last| counts && from <= *last);
            found.extend(last.map(|last| (last, before.rank.clone())));
        }
    }
    Ok(found.into_iter().max())
}

/// Those of these memberships whose end is written down; at most some hundred.
///
/// # Errors
/// If the database fails.
pub fn ended_among(conn: &mut Conn, ids: &[&MembershipId]) -> Result<Vec<MembershipId>, Fault> {
    Ok(memberships::table
        .filter(memberships::id.eq_any(ids))
        .filter(memberships::ended_on.is_not_null())
        .select(memberships::id)
        .load(conn)?)
}

/// The membership a case led to.
pub fn case_membership(conn: &mut Conn, case: &CaseId) -> Result<Option<Membership>, Fault> {
    let row = Row::query()
        .filter(memberships::case_id.eq(case))
        .first(conn)
        .optional()?;
    Ok(one(row))
}

/// The membership with this number, running or ended, as typed by anybody.
pub fn by_number(conn: &mut Conn, number: &str) -> Result<Option<Membership>, Fault> {
    let row = Row::query()
        .filter(memberships::number.eq(typed_number(number)))
        .first(conn)
        .optional()?;
    Ok(one(row))
}

/// Memberships that had not ended by a day, from a place in the order of numbers on, at most so many,
/// each with its place.
pub fn running_after(
    conn: &mut Conn,
    after: i64,
    today: Day,
    most: i64,
) -> Result<Vec<(i64, Membership)>, Fault> {
    let ended = memberships::ended_on.assume_not_null();
    let rows: Vec<Row> = Row::query()
        .filter(memberships::seq.gt(after))
        .filter(memberships::ended_on.is_null().or(ended.gt(today)))
        .order(memberships::seq)
        .limit(most)
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.seq, row.into())).collect())
}

/// How many had not ended by a day.
pub fn running_count(conn: &mut Conn, today: Day) -> Result<i64, Fault> {
    let ended = memberships::ended_on.assume_not_null();
    Ok(memberships::table
        .filter(memberships::ended_on.is_null().or(ended.gt(today)))
        .count()
        .get_result(conn)?)
}

/// The day the first member joined on.
pub fn first_joined(conn: &mut Conn) -> Result<Option<Day>, Fault> {
    Ok(memberships::table
        .select(diesel::dsl::min(memberships::joined_on))
        .first(conn)?)
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
        first_due: None,
        covered_until: None,
        suspended_from: None,
        suspended_until: None,
        ended_how: String::new(),
    };
    db::insert(conn, memberships::table, row)
}

/// Writes down an end, or with `None` takes it back.
pub(super) fn set_end(
    conn: &mut Conn,
    id: &MembershipId,
    end: Option<(Day, Ending, &str)>,
) -> Result<(), Fault> {
    let (on, how, why) = match end {
        Some((on, how, why)) => (Some(on), how.word(), why),
        None => (None, "", ""),
    };
    diesel::update(memberships::table.find(id))
        .set((
            memberships::ended_on.eq(on),
            memberships::ended_year.eq(on.map(|day| day.year())),
            memberships::ended_how.eq(how),
            memberships::ended_why.eq(why),
        ))
        .apply(conn)
}

pub(super) fn set_suspended(
    conn: &mut Conn,
    id: &MembershipId,
    suspended: Option<(Day, Option<Day>)>,
) -> Result<(), Fault> {
    let (from, until) = suspended.map_or((None, None), |(from, until)| (Some(from), until));
    diesel::update(memberships::table.find(id))
        .set((
            memberships::suspended_from.eq(from),
            memberships::suspended_until.eq(until),
        ))
        .apply(conn)
}

pub(super) fn set_rank(conn: &mut Conn, id: &MembershipId, rank: &str) -> Result<(), Fault> {
    diesel::update(memberships::table.find(id))
        .set(memberships::rank.eq(rank))
        .apply(conn)
}

pub(super) fn set_first_due(conn: &mut Conn, id: &MembershipId, day: Day) -> Result<(), Fault> {
    diesel::update(memberships::table.find(id))
        .set(memberships::first_due.eq(day))
        .apply(conn)
}

pub(super) fn set_covered(
    conn: &mut Conn,
    ids: &[MembershipId],
    until: Option<Day>,
) -> Result<(), Fault> {
    diesel::update(memberships::table.filter(memberships::id.eq_any(ids)))
        .set(memberships::covered_until.eq(until))
        .apply(conn)
}

pub(super) fn set_published(
    conn: &mut Conn,
    id: &MembershipId,
    published: bool,
) -> Result<(), Fault> {
    diesel::update(memberships::table.find(id))
        .set(memberships::published.eq(published))
        .apply(conn)
}
