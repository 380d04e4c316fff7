//! Figures for the treasurer: sums by day, by age, by rank, and what is to come.

use std::collections::BTreeMap;

use chrono::{Datelike, Months};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::sum_of;
use crate::dues::rules::standard::Standard;
use crate::kernel::{Day, Fen};
use crate::platform::db::{Conn, Fault};
use crate::schema::{invoices, memberships, payments};

/// Month by month of a year.
pub type ByMonth = [Fen; 12];

fn bucket(rows: Vec<(Day, i64)>) -> ByMonth {
    let mut months = [Fen(0); 12];
    for (day, sum) in rows {
        if let Some(month) = months.get_mut(day.month0() as usize) {
            month.0 += sum;
        }
    }
    months
}

/// What was billed in each month of a year, after credit notes.
pub fn billed(conn: &mut Conn, first: Day, last: Day) -> Result<ByMonth, Fault> {
    let rows = invoices::table
        .filter(invoices::issued_on.between(first, last))
        .group_by(invoices::issued_on)
        .select((invoices::issued_on, sum_of("total - credited")))
        .load(conn)?;
    Ok(bucket(rows))
}

/// What came in in each month of a year, after reversals.
pub fn collected(conn: &mut Conn, first: Day, last: Day) -> Result<ByMonth, Fault> {
    let rows = payments::table
        .filter(payments::received_on.between(first, last))
        .group_by(payments::received_on)
        .select((payments::received_on, sum_of("amount")))
        .load(conn)?;
    Ok(bucket(rows))
}

/// How late what is open is.
pub const AGES: [(&str, i64, i64); 5] = [
    ("dues-age-not-due", i64::MIN, 0),
    ("dues-age-30", 1, 30),
    ("dues-age-60", 31, 60),
    ("dues-age-90", 61, 90),
    ("dues-age-more", 91, i64::MAX),
];

/// What is open, by age: key of the age, how much.
pub fn open_by_age(conn: &mut Conn, today: Day) -> Result<Vec<(&'static str, Fen)>, Fault> {
    let rows: Vec<(Day, i64)> = invoices::table
        .filter(invoices::open.gt(0))
        .group_by(invoices::next_due)
        .select((invoices::next_due, sum_of("open")))
        .load(conn)?;
    let age = |(key, from, to): (&'static str, i64, i64)| {
        let mine = rows.iter().filter(|(due, _)| {
            let late = (today - *due).num_days();
            (from..=to).contains(&late)
        });
        (key, Fen(mine.map(|(_, open)| open).sum()))
    };
    Ok(AGES.into_iter().map(age).collect())
}

/// Billed by rank, of invoices issued in a span of days.
pub fn by_rank(conn: &mut Conn, first: Day, last: Day) -> Result<Vec<(String, Fen)>, Fault> {
    let rows: Vec<(String, i64)> = invoices::table
        .filter(invoices::issued_on.between(first, last))
        .group_by(invoices::rank)
        .select((invoices::rank, sum_of("total - credited")))
        .order(invoices::rank)
        .load(conn)?;
    let billed = |(rank, billed): (String, i64)| (rank, Fen(billed));
    Ok(rows.into_iter().map(billed).collect())
}

/// Year and month.
pub type YearMonth = (i32, u32);

/// What the next twelve months bring if every member renews: by month of the first unpaid day.
pub fn forecast(
    conn: &mut Conn,
    standard: &Standard,
    today: Day,
) -> Result<Vec<(YearMonth, Fen)>, Fault> {
    let end = today.checked_add_months(Months::new(12)).unwrap_or(today);
    let covered = memberships::covered_until.assume_not_null();
    let rows: Vec<(Day, String, i64)> = memberships::table
        .filter(memberships::ended_on.is_null())
        .filter(memberships::covered_until.is_not_null())
        .filter(covered.ge(today).and(covered.lt(end)))
        .group_by((memberships::covered_until, memberships::rank))
        .select((covered, memberships::rank, count_star()))
        .load(conn)?;
    let mut months: BTreeMap<YearMonth, i64> = BTreeMap::new();
    for n in 0..12 {
        let day = today.checked_add_months(Months::new(n)).unwrap_or(today);
        months.insert((day.year(), day.month()), 0);
    }
    for (last, rank, n) in rows {
        let first = last.succ_opt().unwrap_or(last);
        let fee = standard.fee(&rank).unwrap_or_default().0;
        if let Some(month) = months.get_mut(&(first.year(), first.month())) {
            *month += fee * n;
        }
    }
    Ok(months.into_iter().map(|(at, sum)| (at, Fen(sum))).collect())
}
