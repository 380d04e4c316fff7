//! The ledger's rows: bookings with their entries, sums by account, closed years.

use std::collections::HashMap;

use chrono::Datelike;
use diesel::prelude::*;

use super::sum_of;
use crate::dues::rules::InvoiceId;
use crate::dues::rules::ledger::{Account, Entry};
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen, Moment};
use crate::platform::db::{self, Conn, Fault};
use crate::platform::lists::{PIECE, pieces};
use crate::schema::{bank_lines, bookings, closed_years, entries};

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

#[derive(Insertable)]
#[diesel(table_name = entries, treat_none_as_default_value = false)]
struct EntryRow {
    booking_seq: i64,
    place: i32,
    account: &'static str,
    amount: i64,
    on_day: Day,
    company_id: Option<CompanyId>,
}

/// Writes bookings down, each with its entries.
pub fn insert(conn: &mut Conn, new: Vec<(Booking, Vec<Entry>)>) -> Result<(), Fault> {
    let (mut all, mut lines) = (vec![], vec![]);
    for (booking, entries) in new {
        for (place, entry) in (0i32..).zip(entries) {
            lines.push(EntryRow {
                booking_seq: booking.seq,
                place,
                account: entry.account.word(),
                amount: entry.amount.0,
                on_day: booking.on_day,
                company_id: entry.company,
            });
        }
        all.push(booking);
    }
    db::insert_all(conn, bookings::table, all)?;
    db::insert_all(conn, entries::table, lines)
}

/// Sums by account of all entries up to a day, the day included.
pub fn sums(conn: &mut Conn, to: Day) -> Result<Vec<(Account, Fen)>, Fault> {
    let rows: Vec<(String, i64)> = entries::table
        .filter(entries::on_day.le(to))
        .group_by(entries::account)
        .select((entries::account, sum_of("amount")))
        .load(conn)?;
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

/// Takes back that a year is closed.
pub fn reopen(conn: &mut Conn, year: i32) -> Result<(), Fault> {
    diesel::delete(closed_years::table.find(year)).execute(conn)?;
    Ok(())
}

/// The day an invoice was booked on; none if it is none.
pub fn booked_on(conn: &mut Conn, invoice: &InvoiceId) -> Result<Option<Day>, Fault> {
    let mut found = booked_on_each(conn, std::slice::from_ref(invoice))?;
    Ok(found.remove(invoice))
}

/// The days that these invoices were booked on, at most some hundred.
pub fn booked_on_each(
    conn: &mut Conn,
    invoices: &[InvoiceId],
) -> Result<HashMap<InvoiceId, Day>, Fault> {
    let rows: Vec<(InvoiceId, Day)> = bookings::table
        .filter(bookings::about_id.eq_any(invoices))
        .filter(bookings::kind.eq("invoiced"))
        .select((bookings::about_id, bookings::on_day))
        .load(conn)?;
    let mut found: HashMap<InvoiceId, Day> = HashMap::new();
    for (invoice, day) in rows {
        let first = found.entry(invoice).or_insert(day);
        *first = day.min(*first);
    }
    Ok(found)
}

/// Whether anything was booked after a closed year since it was closed. What was booked there before, such as
/// the dues of a year to come, is part of what the year was closed with.
pub fn booked_since(conn: &mut Conn, year: &ClosedYear) -> Result<bool, Fault> {
    let last = Day::from_ymd_opt(year.year, 12, 31).ok_or(Fault::Missing)?;
    let later = bookings::table.filter(bookings::on_day.gt(last)).count();
    // A year without income and cost was closed without a booking.
    let since: i64 = match year.booking_seq {
        0 => later
            .filter(bookings::created_at.gt(year.closed_at))
            .get_result(conn)?,
        seq => later.filter(bookings::seq.gt(seq)).get_result(conn)?,
    };
    Ok(since > 0)
}

/// What a booking put on which account.
pub fn entries_of(conn: &mut Conn, seq: i64) -> Result<Vec<(Account, Fen)>, Fault> {
    let rows: Vec<(String, i64)> = entries::table
        .filter(entries::booking_seq.eq(seq))
        .order(entries::place)
        .select((entries::account, entries::amount))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(word, sum)| Some((Account::from_word(&word)?, Fen(sum))))
        .collect())
}

/// The years that lists offer, the newest first: this one, five before it, and all back to the first that
/// anything was booked in.
pub fn years(conn: &mut Conn, this: i32) -> Result<Vec<i32>, Fault> {
    let first = first_day(conn, None)?.map_or(this, |day| day.year());
    Ok((first.min(this - 5)..=this).rev().collect())
}

/// The same with those to come that something is booked in already: dues of a year that were billed before.
pub fn years_booked(conn: &mut Conn, this: i32) -> Result<Vec<i32>, Fault> {
    let last: Option<Day> = bookings::table
        .select(diesel::dsl::max(bookings::on_day))
        .first(conn)?;
    let last = last.map_or(this, |day| day.year().max(this));
    let to_come = (this + 1..=last).rev();
    Ok(to_come.chain(years(conn, this)?).collect())
}

/// How many bookings a span of days has.
pub fn count(conn: &mut Conn, first: Day, last: Day) -> Result<i64, Fault> {
    Ok(bookings::table
        .filter(bookings::on_day.between(first, last))
        .count()
        .get_result(conn)?)
}

/// How many lines of bank statements up to a day nobody has dealt with.
pub fn open_lines(conn: &mut Conn, to: Day) -> Result<i64, Fault> {
    Ok(bank_lines::table
        .filter(bank_lines::state.eq("open"))
        .filter(bank_lines::on_day.le(to))
        .count()
        .get_result(conn)?)
}

/// The first day anything was booked on, from a day on.
pub fn first_day(conn: &mut Conn, from: Option<Day>) -> Result<Option<Day>, Fault> {
    let all = bookings::table.select(diesel::dsl::min(bookings::on_day));
    Ok(match from {
        Some(from) => all.filter(bookings::on_day.ge(from)).first(conn)?,
        None => all.first(conn)?,
    })
}
