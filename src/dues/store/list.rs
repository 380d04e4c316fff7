//! Lists of invoices and payments: search, filters, sorting; an index finds the page, whole rows are
//! read for it alone.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::invoices::load_many;
use super::money::{Payment, payments_by_id};
use crate::dues::rules::invoice::{Invoice, Kind, State};
use crate::dues::rules::{InvoiceId, PaymentId};
use crate::kernel::{Day, Fen, text};
use crate::platform::db::{Conn, Fault};
use crate::schema::{invoices, payments};

type Backend = <Conn as diesel::Connection>::Backend;
type Condition<T> = Box<dyn BoxableExpression<T, Backend, SqlType = Bool>>;

/// What the list of invoices is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Company, number, reference.
    pub search: String,
    /// Only these.
    pub state: Option<State>,
    /// Only what for.
    pub kind: Option<Kind>,
    /// Only of this rank.
    pub rank: Option<String>,
    /// Only of this run.
    pub run: Option<String>,
    /// Issued in this year.
    pub year: Option<i32>,
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The day of issue and the number.
    #[default]
    Issued,
    /// The day the next part falls due.
    Due,
    /// What is open.
    Open,
}

impl Filter {
    fn condition(&self, today: Day) -> Condition<invoices::table> {
        use invoices::dsl as i;
        let mut all: Condition<invoices::table> = Box::new(i::seq.gt(0));
        for word in text::fold(&self.search)
            .split(' ')
            .filter(|w| !w.is_empty())
        {
            let pattern = format!("%{}%", word.replace(['%', '_'], ""));
            all = Box::new(all.and(i::search.like(pattern)));
        }
        if let Some(kind) = self.kind {
            all = Box::new(all.and(i::kind.eq(kind.word())));
        }
        if let Some(rank) = &self.rank {
            all = Box::new(all.and(i::rank.eq(rank.clone())));
        }
        if let Some(run) = &self.run {
            all = Box::new(
                all.and(
                    i::run_id
                        .is_not_null()
                        .and(i::run_id.assume_not_null().eq(run.clone())),
                ),
            );
        }
        if let Some((first, last)) = self.year.and_then(year) {
            all = Box::new(all.and(i::issued_on.between(first, last)));
        }
        match self.state {
            None => all,
            Some(State::Overpaid) => Box::new(all.and(i::open.lt(0))),
            Some(State::Overdue) => Box::new(all.and(i::open.gt(0)).and(i::next_due.lt(today))),
            Some(State::PartlyPaid) => Box::new(
                all.and(i::open.gt(0))
                    .and(i::next_due.ge(today))
                    .and(i::paid.gt(0)),
            ),
            Some(State::Issued) => Box::new(
                all.and(i::open.gt(0))
                    .and(i::next_due.ge(today))
                    .and(i::paid.le(0)),
            ),
            Some(State::WrittenOff) => Box::new(all.and(i::open.eq(0)).and(i::written_off.gt(0))),
            Some(State::Cancelled) => Box::new(
                all.and(i::open.eq(0))
                    .and(i::written_off.le(0))
                    .and(i::paid.eq(0))
                    .and(i::credited.gt(0)),
            ),
            Some(State::Paid) => Box::new(
                all.and(i::open.eq(0))
                    .and(i::written_off.le(0))
                    .and(i::paid.ne(0).or(i::credited.le(0))),
            ),
        }
    }
}

fn year(year: i32) -> Option<(Day, Day)> {
    Day::from_ymd_opt(year, 1, 1).zip(Day::from_ymd_opt(year, 12, 31))
}

/// The lines `from..from + most` of the filtered and sorted list.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    (from, most): (i64, i64),
    today: Day,
) -> Result<Vec<Invoice>, Fault> {
    use invoices::{issued_on, next_due, open, seq};
    let query = invoices::table
        .filter(filter.condition(today))
        .select(invoices::id)
        .into_boxed();
    let query = match (sort, down) {
        (Sort::Issued, false) => query.order((issued_on.desc(), seq.desc())),
        (Sort::Issued, true) => query.order((issued_on.asc(), seq.asc())),
        (Sort::Due, false) => query.order((next_due.asc(), seq.asc())),
        (Sort::Due, true) => query.order((next_due.desc(), seq.desc())),
        (Sort::Open, false) => query.order((open.asc(), seq.asc())),
        (Sort::Open, true) => query.order((open.desc(), seq.desc())),
    };
    let ids: Vec<InvoiceId> = query.offset(from).limit(most).load(conn)?;
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        found.extend(load_many(conn, some)?);
    }
    Ok(found)
}

/// How many there are, and how much of it is open.
pub fn count(conn: &mut Conn, filter: &Filter, today: Day) -> Result<(i64, Fen), Fault> {
    let (n, open): (i64, i64) = invoices::table
        .filter(filter.condition(today))
        .select((
            diesel::dsl::sql::<diesel::sql_types::BigInt>("COUNT(*)"),
            super::sum_of("open"),
        ))
        .first(conn)?;
    Ok((n, Fen(open)))
}

/// Payments of a year, the newest first.
pub fn payments_of(
    conn: &mut Conn,
    search: &str,
    asked: i32,
    (from, most): (i64, i64),
) -> Result<(Vec<Payment>, i64), Fault> {
    let (first, last) = year(asked).ok_or(Fault::Missing)?;
    let fits = || -> Condition<payments::table> {
        let mut all: Condition<payments::table> =
            Box::new(payments::received_on.between(first, last));
        for word in text::fold(search).split(' ').filter(|w| !w.is_empty()) {
            let pattern = format!("%{}%", word.replace(['%', '_'], ""));
            all = Box::new(all.and(payments::search.like(pattern)));
        }
        all
    };
    let total: i64 = payments::table.filter(fits()).count().get_result(conn)?;
    let ids: Vec<PaymentId> = payments::table
        .filter(fits())
        .order((payments::received_on.desc(), payments::id.desc()))
        .offset(from)
        .limit(most)
        .select(payments::id)
        .load(conn)?;
    let mut found = vec![];
    for some in ids.chunks(500) {
        found.extend(payments_by_id(conn, some)?);
    }
    Ok((found, total))
}
