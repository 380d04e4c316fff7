//! Queries for seats and their holders.

use diesel::prelude::*;

use super::rules::{Authorised, Held, Seat, SeatId, Seating};
use crate::chamber::rules::Organ;
use crate::kernel::id::{CompanyId, Id, PersonId};
use crate::kernel::{Day, Moment};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::platform::settings;
use crate::schema::{council_holders, council_seats};

#[derive(Clone, HasQuery, Insertable)]
#[diesel(table_name = council_seats, treat_none_as_default_value = false)]
pub(super) struct SeatRow {
    pub id: SeatId,
    pub organ: String,
    pub number: i32,
    pub label: String,
    pub chair: bool,
    pub added_at: Moment,
    pub closed_on: Option<Day>,
}

#[derive(Clone, HasQuery)]
#[diesel(table_name = council_holders)]
struct HolderRow {
    seat_id: SeatId,
    company_id: Option<CompanyId>,
    company_name: String,
    person_id: PersonId,
    person_name: String,
    from_day: Day,
    until_day: Option<Day>,
    notice: String,
    ended_why: String,
    recorded_at: Moment,
}

impl From<HolderRow> for Held {
    fn from(row: HolderRow) -> Self {
        Self {
            company: row.company_id,
            company_name: row.company_name,
            person: row.person_id,
            person_name: row.person_name,
            from: row.from_day,
            until: row.until_day,
            notice: row.notice,
            ended_why: row.ended_why,
            recorded_at: row.recorded_at,
        }
    }
}

fn seat_on(row: SeatRow, organ: Organ, holder: Option<HolderRow>) -> Seat {
    let (company, company_name, holder, since) = match holder {
        Some(h) => (
            h.company_id,
            h.company_name,
            Some((h.person_id, h.person_name)),
            Some(h.from_day),
        ),
        None => (None, String::new(), None, None),
    };
    Seat {
        id: row.id,
        organ,
        number: row.number,
        label: row.label,
        chair: row.chair,
        company,
        company_name,
        holder,
        since,
    }
}

/// The seats of an organ as they stood on `day`, vacant ones included, by number.
pub fn seats(conn: &mut Conn, organ: Organ, day: Day) -> Result<Vec<Seat>, Fault> {
    let rows: Vec<SeatRow> = SeatRow::query()
        .filter(council_seats::organ.eq(organ.word()))
        .order(council_seats::number)
        .load(conn)?;
    let mut holders: Vec<HolderRow> = council_holders::table
        .inner_join(council_seats::table)
        .filter(council_seats::organ.eq(organ.word()))
        .filter(council_holders::from_day.le(day))
        .select(HolderRow::as_select())
        .load(conn)?;
    holders.retain(|h| h.until_day.is_none_or(|until| day < until));
    Ok(rows
        .into_iter()
        .filter(|row| row.closed_on.is_none_or(|closed| day < closed))
        .map(|row| {
            let holder = holders.iter().find(|h| h.seat_id == row.id).cloned();
            seat_on(row, organ, holder)
        })
        .collect())
}

/// The seats of an organ that somebody holds on `day`.
pub fn filled(conn: &mut Conn, organ: Organ, day: Day) -> Result<Vec<Seat>, Fault> {
    let mut seats = seats(conn, organ, day)?;
    seats.retain(|seat| seat.holder.is_some());
    Ok(seats)
}

/// How many seats the charter provides for in an organ; never fewer than it has.
pub fn authorised(conn: &mut Conn, organ: Organ) -> Result<u64, Fault> {
    let set: Authorised = settings::get(conn)?;
    let there: i64 = council_seats::table
        .filter(council_seats::organ.eq(organ.word()))
        .filter(council_seats::closed_on.is_null())
        .count()
        .get_result(conn)?;
    let there = u64::try_from(there).unwrap_or(0);
    Ok(set
        .by_organ
        .get(&organ)
        .map_or(there, |n| u64::from(*n).max(there)))
}

/// The organs, by their words, in which a person exercises a seat on `day` or on any day after it.
pub(super) fn organs_from(
    conn: &mut Conn,
    person: &PersonId,
    day: Day,
) -> Result<Vec<String>, Fault> {
    let until = council_holders::until_day;
    // What ended on the day it began was never held.
    let ended = until.assume_not_null();
    let later = ended.gt(day).and(ended.gt(council_holders::from_day));
    Ok(council_holders::table
        .inner_join(council_seats::table)
        .filter(council_holders::person_id.eq(person))
        .filter(until.is_null().or(later))
        .select(council_seats::organ)
        .distinct()
        .load(conn)?)
}

/// A seat as it stands on `day`.
pub fn seat(conn: &mut Conn, id: &SeatId, day: Day) -> Result<Seat, Fault> {
    let row = row(conn, id)?;
    let organ = Organ::from_word(&row.organ)
        .ok_or_else(|| Fault::Broken(format!("seat of `{}`", row.organ)))?;
    let found = seats(conn, organ, day)?
        .into_iter()
        .find(|seat| seat.id == *id);
    found.ok_or(Fault::Missing)
}

pub(super) fn row(conn: &mut Conn, id: &SeatId) -> Result<SeatRow, Fault> {
    Ok(SeatRow::query()
        .filter(council_seats::id.eq(id))
        .first(conn)?)
}

/// Everyone who held a seat, the latest first.
pub fn history(conn: &mut Conn, seat: &SeatId) -> Result<Vec<Held>, Fault> {
    let rows: Vec<HolderRow> = HolderRow::query()
        .filter(council_holders::seat_id.eq(seat))
        .order((council_holders::from_day.desc(), council_holders::id.desc()))
        .load(conn)?;
    Ok(rows.into_iter().map(Held::from).collect())
}

/// The next free number of an organ's seats: closed seats keep theirs.
pub(super) fn next_seat(conn: &mut Conn, organ: Organ) -> Result<i32, Fault> {
    let last: Option<i32> = council_seats::table
        .filter(council_seats::organ.eq(organ.word()))
        .select(diesel::dsl::max(council_seats::number))
        .first(conn)?;
    Ok(last.unwrap_or(0) + 1)
}

pub(super) fn insert_seat(conn: &mut Conn, row: &SeatRow) -> Result<(), Fault> {
    db::insert(conn, council_seats::table, row)
}

pub(super) fn set_seat(conn: &mut Conn, row: &SeatRow) -> Result<(), Fault> {
    diesel::update(council_seats::table.find(&row.id))
        .set((
            council_seats::label.eq(&row.label),
            council_seats::chair.eq(row.chair),
            council_seats::closed_on.eq(row.closed_on),
        ))
        .apply(conn)
}

/// Takes the chair from whichever seat of the organ has it.
pub(super) fn unchair(conn: &mut Conn, organ: Organ) -> Result<(), Fault> {
    diesel::update(council_seats::table.filter(council_seats::organ.eq(organ.word())))
        .set(council_seats::chair.eq(false))
        .apply(conn)
}

/// Ends what the present holder holds.
pub(super) fn end(conn: &mut Conn, seat: &SeatId, until: Day, why: &str) -> Result<(), Fault> {
    diesel::update(
        council_holders::table
            .filter(council_holders::seat_id.eq(seat))
            .filter(council_holders::until_day.is_null()),
    )
    .set((
        council_holders::until_day.eq(until),
        council_holders::ended_why.eq(why),
    ))
    .apply(conn)
}

pub(super) fn begin(
    conn: &mut Conn,
    new: &Seating,
    person_name: &str,
    now: Moment,
) -> Result<(), Fault> {
    diesel::insert_into(council_holders::table)
        .values((
            council_holders::id.eq(Id::<HolderKind>::new()),
            council_holders::seat_id.eq(&new.seat),
            council_holders::company_id.eq(new.company.as_ref()),
            council_holders::company_name.eq(&new.company_name),
            council_holders::person_id.eq(&new.person),
            council_holders::person_name.eq(person_name),
            council_holders::from_day.eq(new.from),
            council_holders::until_day.eq(None::<Day>),
            council_holders::notice.eq(&new.notice),
            council_holders::recorded_at.eq(now),
            council_holders::ended_why.eq(""),
        ))
        .apply(conn)
}

/// Marker for the ids of holder rows.
enum HolderKind {}
