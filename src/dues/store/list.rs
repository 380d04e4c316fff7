//! Lists of invoices and payments: search, filters, sorting; an index finds the page, whole rows are
//! read for it alone. An export reads some hundred lines at a time, each time from where the last ones
//! ended.

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
        for pattern in text::patterns(&self.search) {
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

/// Where an invoice stands in the list, whichever way it is sorted: two series number alike.
type Place = (InvoiceId, Day, Day, i64, i64, String);

/// As many lines at once as both databases take ids as parameters.
const SOME: i64 = 500;

/// Which lines of a list.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// So many from one on.
    Page((i64, i64)),
    /// Some after one, or from the first on.
    After(Option<&'a Place>),
}

fn places(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    part: Part,
    today: Day,
) -> Result<Vec<Place>, Fault> {
    use invoices::{id, issued_on, next_due, number, open, seq};
    let query = invoices::table
        .filter(filter.condition(today))
        .select((id, issued_on, next_due, open, seq, number))
        .into_boxed();
    macro_rules! sorted {
        ($column:ident, $place:tt, $order:ident, $from:ident, $past:ident) => {{
            let query = query.order(($column.$order(), seq.$order()));
            match part {
                Part::Page((from, most)) => query.offset(from).limit(most),
                Part::After(last) => {
                    let query = query.then_order_by(number.$order()).limit(SOME);
                    match last {
                        None => query,
                        // Said twice, so that an index is entered at the right place.
                        Some(at) => query.filter($column.$from(at.$place)).filter(
                            $column
                                .$past(at.$place)
                                .or(seq.$past(at.4))
                                .or(seq.eq(at.4).and(number.$past(at.5.clone()))),
                        ),
                    }
                }
            }
        }};
    }
    let query = match (sort, down) {
        (Sort::Issued, false) => sorted!(issued_on, 1, desc, le, lt),
        (Sort::Issued, true) => sorted!(issued_on, 1, asc, ge, gt),
        (Sort::Due, false) => sorted!(next_due, 2, asc, ge, gt),
        (Sort::Due, true) => sorted!(next_due, 2, desc, le, lt),
        (Sort::Open, false) => sorted!(open, 3, asc, ge, gt),
        (Sort::Open, true) => sorted!(open, 3, desc, le, lt),
    };
    Ok(query.load(conn)?)
}

fn whole(conn: &mut Conn, places: &[Place]) -> Result<Vec<Invoice>, Fault> {
    let ids: Vec<_> = places.iter().map(|place| place.0.clone()).collect();
    load_many(conn, &ids)
}

/// The lines `from..from + most` of the filtered and sorted list; at most some hundred.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    span: (i64, i64),
    today: Day,
) -> Result<Vec<Invoice>, Fault> {
    let places = places(conn, filter, sort, Part::Page(span), today)?;
    whole(conn, &places)
}

/// Every line of the filtered and sorted list, one after another: for an export.
pub fn each(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    today: Day,
    mut with: impl FnMut(Invoice) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut last = None;
    loop {
        let some = places(conn, filter, sort, Part::After(last.as_ref()), today)?;
        for line in whole(conn, &some)? {
            with(line)?;
        }
        last = some.into_iter().next_back();
        if last.is_none() {
            return Ok(());
        }
    }
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

/// What payments fit: those of a year that a search finds.
fn fits(search: &str, asked: i32) -> Result<Condition<payments::table>, Fault> {
    let (first, last) = year(asked).ok_or(Fault::Missing)?;
    let mut all: Condition<payments::table> = Box::new(payments::received_on.between(first, last));
    for pattern in text::patterns(search) {
        all = Box::new(all.and(payments::search.like(pattern)));
    }
    Ok(all)
}

/// Payments of a year, the newest first: those after one of them, or from a line on.
fn some_payments(
    conn: &mut Conn,
    fits: Condition<payments::table>,
    after: Option<&Payment>,
    (from, most): (i64, i64),
) -> Result<Vec<Payment>, Fault> {
    use payments::{id, received_on};
    let mut query = payments::table.filter(fits).select(id).into_boxed();
    if let Some(last) = after {
        query = query
            .filter(received_on.le(last.received_on))
            .filter(received_on.lt(last.received_on).or(id.lt(last.id.clone())));
    }
    let ids: Vec<PaymentId> = query
        .order((received_on.desc(), id.desc()))
        .offset(from)
        .limit(most)
        .load(conn)?;
    payments_by_id(conn, &ids)
}

/// Payments of a year, the newest first, at most some hundred; and how many there are.
pub fn payments_of(
    conn: &mut Conn,
    search: &str,
    asked: i32,
    span: (i64, i64),
) -> Result<(Vec<Payment>, i64), Fault> {
    let total = payments::table
        .filter(fits(search, asked)?)
        .count()
        .get_result(conn)?;
    let found = some_payments(conn, fits(search, asked)?, None, span)?;
    Ok((found, total))
}

/// Every payment of a year, the newest first, one after another: for an export.
pub fn each_payment(
    conn: &mut Conn,
    search: &str,
    asked: i32,
    mut with: impl FnMut(&Payment) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut last: Option<Payment> = None;
    loop {
        let some = some_payments(conn, fits(search, asked)?, last.as_ref(), (0, SOME))?;
        some.iter().try_for_each(&mut with)?;
        last = some.into_iter().next_back();
        if last.is_none() {
            return Ok(());
        }
    }
}
