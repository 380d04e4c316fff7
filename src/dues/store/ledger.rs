//! The ledger's rows: bookings with their entries, sums by account, closed years.

use diesel::prelude::*;

use super::sum_of;
use crate::dues::rules::ledger::{Account, Entry};
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen, Moment};
use crate::platform::db::{self, Conn, Fault};
use crate::platform::lists::{PIECE, pieces};
use crate::schema::{bookings, closed_years, entries};

/// A booking as stored.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = bookings, treat_none_as_default_value = false)]
pub struct Booking {
    /// Its place in the journal.
    pub seq: i64,
    /// Its day.
    pub on_day: Day,
    /// What happened.
    pub kind: String,
    /// Kind of thing it is about.
    pub about_kind: String,
    /// Id of that thing.
    pub about_id: String,
    /// By whom.
    pub by_name: String,
    /// Written down at.
    pub created_at: Moment,
}

/// An entry as stored: booking, account, amount, company.
pub type Line = (i64, String, i64, Option<CompanyId>);

/// The next place in the journal.
pub fn next_seq(conn: &mut Conn) -> Result<i64, Fault> {
    let last: Option<i64> = bookings::table
        .select(diesel::dsl::max(bookings::seq))
        .first(conn)?;
    Ok(last.unwrap_or(0) + 1)
}

/// Writes a booking down.
pub fn insert(conn: &mut Conn, booking: &Booking, lines: &[Entry]) -> Result<(), Fault> {
    db::insert(conn, bookings::table, booking.clone())?;
    for (place, entry) in (0i32..).zip(lines) {
        diesel::insert_into(entries::table)
            .values((
                entries::booking_seq.eq(booking.seq),
                entries::place.eq(place),
                entries::account.eq(entry.account.word()),
                entries::amount.eq(entry.amount.0),
                entries::on_day.eq(booking.on_day),
                entries::company_id.eq(&entry.company),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Sums by account of all entries up to a day, the day included; and of those with a positive and
/// with a negative amount since `from`.
pub fn sums(conn: &mut Conn, from: Option<Day>, to: Day) -> Result<Vec<(Account, Fen)>, Fault> {
    let mut query = entries::table
        .filter(entries::on_day.le(to))
        .group_by(entries::account)
        .select((entries::account, sum_of("amount")))
        .into_boxed();
    if let Some(from) = from {
        query = query.filter(entries::on_day.ge(from));
    }
    let rows: Vec<(String, i64)> = query.load(conn)?;
    let mut found: Vec<(Account, Fen)> = rows
        .into_iter()
        .filter_map(|(word, sum)| Some((Account::from_word(&word)?, Fen(sum))))
        .collect();
    found.sort_by_key(|(account, _)| *account);
    Ok(found)
}

/// Debits and credits of a span of days, by account.
pub fn turnover(
    conn: &mut Conn,
    from: Day,
    to: Day,
    debit: bool,
) -> Result<Vec<(Account, Fen)>, Fault> {
    let mut query = entries::table
        .filter(entries::on_day.between(from, to))
        .group_by(entries::account)
        .select((entries::account, sum_of("amount")))
        .into_boxed();
    query = if debit {
        query.filter(entries::amount.gt(0))
    } else {
        query.filter(entries::amount.lt(0))
    };
    let rows: Vec<(String, i64)> = query.load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(word, sum)| Some((Account::from_word(&word)?, Fen(sum))))
        .collect())
}

/// The journal of a span of days after a place, at most so many bookings (some hundred), each with
/// its entries.
pub fn journal(
    conn: &mut Conn,
    (from, to): (Day, Day),
    after: i64,
    most: i64,
) -> Result<Vec<(Booking, Vec<Line>)>, Fault> {
    let rows: Vec<Booking> = Booking::query()
        .filter(bookings::on_day.between(from, to))
        .filter(bookings::seq.gt(after))
        .order(bookings::seq)
        .limit(most)
        .load(conn)?;
    let seqs: Vec<i64> = rows.iter().map(|b| b.seq).collect();
    let lines: Vec<Line> = entries::table
        .filter(entries::booking_seq.eq_any(seqs))
        .order((entries::booking_seq, entries::place))
        .select((
            entries::booking_seq,
            entries::account,
            entries::amount,
            entries::company_id,
        ))
        .load(conn)?;
    let mut lines = lines.into_iter().peekable();
    let mut all = vec![];
    for booking in rows {
        let mut own = vec![];
        while let Some(line) = lines.next_if(|line| line.0 == booking.seq) {
            own.push(line);
        }
        all.push((booking, own));
    }
    Ok(all)
}

/// Every line of the journal of a span of days with its booking, one after another: for an export.
pub fn each_line(
    conn: &mut Conn,
    days: (Day, Day),
    mut with: impl FnMut(&(Booking, Line)) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let after = part.at().copied().unwrap_or(0);
        let some = journal(conn, days, after, PIECE)?;
        let last = some.last().map(|(booking, _)| booking.seq);
        for (booking, lines) in some {
            for line in lines {
                with(&(booking.clone(), line))?;
            }
        }
        Ok(last)
    })
}

/// A closed year.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = closed_years, treat_none_as_default_value = false)]
pub struct ClosedYear {
    /// Which.
    pub year: i32,
    /// The booking that closed it.
    pub booking_seq: i64,
    /// What was left, in fen.
    pub surplus: i64,
    /// By whom.
    pub by_name: String,
    /// When.
    pub closed_at: Moment,
}

/// The closed years, the newest first.
pub fn closed(conn: &mut Conn) -> Result<Vec<ClosedYear>, Fault> {
    Ok(ClosedYear::query()
        .order(closed_years::year.desc())
        .load(conn)?)
}

/// Writes down that a year is closed.
pub fn close(conn: &mut Conn, year: &ClosedYear) -> Result<(), Fault> {
    db::insert(conn, closed_years::table, year.clone())
}

/// The first day anything was booked on.
pub fn first_day(conn: &mut Conn) -> Result<Option<Day>, Fault> {
    Ok(bookings::table
        .select(diesel::dsl::min(bookings::on_day))
        .first(conn)?)
}
