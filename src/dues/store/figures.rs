//! Figures for the treasurer: sums by day, by age, by rank, and what is to come.

use std::collections::BTreeMap;

use chrono::{Datelike, Months};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::sum_of;
use crate::dues::rules::run::Billed;
use crate::kernel::{Day, Fen};
use crate::membership::rules::ranks::Held;
use crate::membership::rules::standing::{Ending, Facts};
use crate::platform::db::{Conn, Fault};
use crate::schema::{invoices, lot_uses, member_periods, memberships, payments};

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

/// What came in in each month of a year, after reversals and what was paid back: as money moved.
pub fn collected(conn: &mut Conn, first: Day, last: Day) -> Result<ByMonth, Fault> {
    let mut rows: Vec<(Day, i64)> = payments::table
        .filter(payments::received_on.between(first, last))
        .group_by(payments::received_on)
        .select((payments::received_on, sum_of("amount")))
        .load(conn)?;
    let back: Vec<(Day, i64)> = lot_uses::table
        .filter(lot_uses::kind.eq("refund"))
        .filter(lot_uses::on_day.between(first, last))
        .group_by(lot_uses::on_day)
        .select((lot_uses::on_day, sum_of("amount")))
        .load(conn)?;
    rows.extend(back.into_iter().map(|(day, sum)| (day, -sum)));
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

/// What of memberships their next period follows from: rank, first day, standing, first and last day of
/// their latest periods, and how many are alike.
type Alike = (Group, Option<Day>, Option<Day>, i64);

/// What members are told apart by: rank, first day, last paid day, first due day, suspension, end.
type Group = (
    String,
    Day,
    Option<Day>,
    Option<Day>,
    Option<Day>,
    Option<Day>,
    Option<Day>,
);

/// What a run over the next twelve months would bill, month by month of the days its periods begin on.
/// The same members, periods and amounts as if one looked at that run.
pub fn forecast(conn: &mut Conn, today: Day) -> Result<Vec<(YearMonth, Fen)>, Fault> {
    let terms = super::terms(conn)?;
    let end = today.checked_add_months(Months::new(12)).unwrap_or(today);
    let last = end.pred_opt().unwrap_or(end);
    let mut months: BTreeMap<YearMonth, i64> = BTreeMap::new();
    for day in today.iter_days().take_while(|day| *day <= last) {
        months.insert((day.year(), day.month()), 0);
    }
    for ((rank, joined_on, covered_until, first_due, from, until, ended), first, last_day, n) in
        alike(conn, today)?
    {
        let facts = Facts {
            first_due,
            covered_until,
            suspended: from.map(|from| (from, until)),
            ended: ended.map(|on| (on, Ending::default())),
        };
        let member = Billed {
            rank: &rank,
            joined_on,
            facts,
            stretch: first.zip(last_day),
        };
        let held = Held::always(&rank);
        if let Ok(planned) = terms.plan((&member, &held), (today, last), today) {
            let first = planned.priced.span.first;
            *months.entry((first.year(), first.month())).or_default() += planned.amount.0 * n;
        }
    }
    Ok(months.into_iter().map(|(at, sum)| (at, Fen(sum))).collect())
}

/// The members whose next period may begin from `today` on. A member that is in arrears with an earlier
/// one is none of them.
fn alike(conn: &mut Conn, today: Day) -> Result<Vec<Alike>, Fault> {
    use member_periods::{cancelled_on, first_day, last_day, membership_id};
    use memberships::{
        covered_until, ended_on, first_due, joined_on, rank, suspended_from, suspended_until,
    };
    let group = (
        rank,
        joined_on,
        covered_until,
        first_due,
        suspended_from,
        suspended_until,
        ended_on,
    );
    let yesterday = today.pred_opt().unwrap_or(today);
    let billed: Vec<(Group, Option<Day>, Option<Day>)> = member_periods::table
        .inner_join(memberships::table)
        .filter(ended_on.is_null().or(ended_on.assume_not_null().gt(today)))
        .filter(cancelled_on.is_null().and(last_day.ge(yesterday)))
        .group_by((
            memberships::id,
            rank,
            joined_on,
            covered_until,
            first_due,
            suspended_from,
            suspended_until,
            ended_on,
        ))
        .select((
            group,
            diesel::dsl::min(first_day),
            diesel::dsl::max(last_day),
        ))
        .load(conn)?;
    let has = member_periods::table
        .filter(membership_id.eq(memberships::id))
        .filter(cancelled_on.is_null());
    let never: Vec<(Group, i64)> = memberships::table
        .filter(ended_on.is_null().or(ended_on.assume_not_null().gt(today)))
        .filter(diesel::dsl::not(diesel::dsl::exists(has)))
        .group_by(group)
        .select((group, count_star()))
        .load(conn)?;
    let billed = billed.into_iter();
    let billed = billed.map(|(group, first, last)| (group, first, last, 1));
    let never = never.into_iter().map(|(group, n)| (group, None, None, n));
    Ok(billed.chain(never).collect())
}
