//! Periods and events of a membership: added, never taken away.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::kernel::id::Id;
use crate::kernel::{Day, Moment};
use crate::membership::rules::period::Span;
use crate::membership::rules::{MemberEvent, MembershipId, Period, PeriodId};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::schema::{member_events, member_periods};

#[derive(HasQuery, Insertable)]
#[diesel(table_name = member_periods, treat_none_as_default_value = false)]
struct PeriodRow {
    id: PeriodId,
    membership_id: MembershipId,
    rank: String,
    first_day: Day,
    last_day: Day,
    settled_on: Option<Day>,
    carried_until: Option<Day>,
    cancelled_on: Option<Day>,
    live: Option<String>,
    created_at: Moment,
}

impl From<PeriodRow> for Period {
    fn from(row: PeriodRow) -> Self {
        Self {
            id: row.id,
            rank: row.rank,
            span: Span {
                first: row.first_day,
                last: row.last_day,
            },
            settled_on: row.settled_on,
            carried_until: row.carried_until,
            cancelled_on: row.cancelled_on,
        }
    }
}

/// All periods of a membership, cancelled ones too, in order.
pub fn periods(conn: &mut Conn, id: &MembershipId) -> Result<Vec<Period>, Fault> {
    let rows: Vec<PeriodRow> = PeriodRow::query()
        .filter(member_periods::membership_id.eq(id))
        .order((member_periods::first_day, member_periods::id))
        .load(conn)?;
    Ok(rows.into_iter().map(Period::from).collect())
}

/// All periods of several memberships, each in order.
pub fn periods_of_many(
    conn: &mut Conn,
    ids: &[MembershipId],
) -> Result<HashMap<MembershipId, Vec<Period>>, Fault> {
    let mut found: HashMap<MembershipId, Vec<Period>> = HashMap::new();
    for some in ids.chunks(500) {
        let rows: Vec<PeriodRow> = PeriodRow::query()
            .filter(member_periods::membership_id.eq_any(some))
            .order((member_periods::first_day, member_periods::id))
            .load(conn)?;
        for row in rows {
            let own = found.entry(row.membership_id.clone()).or_default();
            own.push(row.into());
        }
    }
    Ok(found)
}

/// A period and whose it is.
pub fn period(conn: &mut Conn, id: &PeriodId) -> Result<(MembershipId, Period), Fault> {
    let row: PeriodRow = PeriodRow::query()
        .filter(member_periods::id.eq(id))
        .first(conn)?;
    Ok((row.membership_id.clone(), row.into()))
}

/// The key by which no first day is billed twice.
fn live(membership: &MembershipId, first: Day) -> String {
    format!("{membership} {first}")
}

/// The first day of a period that shares a day with these, is on record and not cancelled.
pub fn live_within(
    conn: &mut Conn,
    membership: &MembershipId,
    span: Span,
) -> Result<Option<Day>, Fault> {
    Ok(member_periods::table
        .filter(member_periods::membership_id.eq(membership))
        .filter(member_periods::cancelled_on.is_null())
        .filter(member_periods::first_day.le(span.last))
        .filter(member_periods::last_day.ge(span.first))
        .select(diesel::dsl::min(member_periods::first_day))
        .first(conn)?)
}

pub fn insert_period(
    conn: &mut Conn,
    membership: &MembershipId,
    period: &Period,
    now: Moment,
) -> Result<(), Fault> {
    let row = PeriodRow {
        id: period.id.clone(),
        membership_id: membership.clone(),
        rank: period.rank.clone(),
        first_day: period.span.first,
        last_day: period.span.last,
        settled_on: period.settled_on,
        carried_until: period.carried_until,
        cancelled_on: period.cancelled_on,
        live: Some(live(membership, period.span.first)),
        created_at: now,
    };
    db::insert(conn, member_periods::table, row)
}

pub fn set_paid(
    conn: &mut Conn,
    id: &PeriodId,
    settled_on: Option<Day>,
    carried_until: Option<Day>,
) -> Result<(), Fault> {
    diesel::update(member_periods::table.find(id))
        .set((
            member_periods::settled_on.eq(settled_on),
            member_periods::carried_until.eq(carried_until),
        ))
        .apply(conn)
}

/// The memberships that these periods are of, each beside its period; at most some hundred.
pub fn memberships_of(
    conn: &mut Conn,
    ids: &[&PeriodId],
) -> Result<Vec<(PeriodId, MembershipId)>, Fault> {
    Ok(member_periods::table
        .filter(member_periods::id.eq_any(ids))
        .select((member_periods::id, member_periods::membership_id))
        .load(conn)?)
}

/// Writes down that these periods are paid in full on a day; at most some hundred.
pub fn set_paid_in_full(conn: &mut Conn, ids: &[PeriodId], on: Day) -> Result<(), Fault> {
    diesel::update(member_periods::table.filter(member_periods::id.eq_any(ids)))
        .set((
            member_periods::settled_on.eq(on),
            member_periods::carried_until.eq(None::<Day>),
        ))
        .apply(conn)
}

pub fn cancel(conn: &mut Conn, id: &PeriodId, on: Day) -> Result<(), Fault> {
    diesel::update(member_periods::table.find(id))
        .set((
            member_periods::cancelled_on.eq(on),
            member_periods::live.eq(None::<String>),
        ))
        .apply(conn)
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = member_events, treat_none_as_default_value = false)]
struct EventRow {
    id: Id<MemberEvent>,
    membership_id: MembershipId,
    kind: String,
    from_day: Day,
    until_day: Option<Day>,
    detail: String,
    why: String,
    by_name: String,
    created_at: Moment,
}

impl From<EventRow> for MemberEvent {
    fn from(row: EventRow) -> Self {
        Self {
            kind: row.kind,
            from: row.from_day,
            until: row.until_day,
            detail: row.detail,
            why: row.why,
            by: row.by_name,
        }
    }
}

/// What happened to a membership, oldest first.
pub fn events(conn: &mut Conn, id: &MembershipId) -> Result<Vec<MemberEvent>, Fault> {
    let rows: Vec<EventRow> = EventRow::query()
        .filter(member_events::membership_id.eq(id))
        .order((member_events::created_at, member_events::id))
        .load(conn)?;
    Ok(rows.into_iter().map(MemberEvent::from).collect())
}

/// The changes of rank of several memberships, of each oldest first.
pub fn rank_changes(
    conn: &mut Conn,
    ids: &[MembershipId],
) -> Result<HashMap<MembershipId, Vec<MemberEvent>>, Fault> {
    let mut found: HashMap<MembershipId, Vec<MemberEvent>> = HashMap::new();
    for some in ids.chunks(500) {
        let rows: Vec<EventRow> = EventRow::query()
            .filter(member_events::membership_id.eq_any(some))
            .filter(member_events::kind.eq("rank"))
            .order((member_events::created_at, member_events::id))
            .load(conn)?;
        for row in rows {
            let own = found.entry(row.membership_id.clone()).or_default();
            own.push(row.into());
        }
    }
    Ok(found)
}

pub fn insert_event(
    conn: &mut Conn,
    membership: &MembershipId,
    event: &MemberEvent,
    now: Moment,
) -> Result<(), Fault> {
    let row = EventRow {
        id: Id::new(),
        membership_id: membership.clone(),
        kind: event.kind.clone(),
        from_day: event.from,
        until_day: event.until,
        detail: event.detail.clone(),
        why: event.why.clone(),
        by_name: event.by.clone(),
        created_at: now,
    };
    db::insert(conn, member_events::table, row)
}
