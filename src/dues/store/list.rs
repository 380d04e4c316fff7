//! Lists of invoices and payments: search, filters, sorting; an index finds the page, whole rows are
//! read for it alone.

use diesel::prelude::*;

use super::invoices::load_many;
use super::money::{Payment, payments_by_id};
use crate::dues::rules::invoice::{Invoice, Kind, State};
use crate::dues::rules::{InvoiceId, PaymentId};
use crate::kernel::{Day, Fen, text};
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{Condition, Part, by, pieces};
use crate::schema::{invoices, payments};
use crate::words;

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

words! {
    /// What the list is sorted by.
    #[derive(Default)]
    pub enum Sort {
        /// The day of issue and the number, the newest first.
        #[default]
        Issued = "issued";
        /// The day the next part falls due.
        Due = "due";
        /// What is open.
        Open = "open";
    }
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

/// First and last day of a year.
pub(super) fn year(year: i32) -> Option<(Day, Day)> {
    Day::from_ymd_opt(year, 1, 1).zip(Day::from_ymd_opt(year, 12, 31))
}

/// Where an invoice stands in the list, whichever way it is sorted: two series number alike.
type Place = (InvoiceId, Day, Day, i64, i64, String);

fn places(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    part: &Part<Place>,
    today: Day,
) -> Result<Vec<Place>, Fault> {
    use invoices::{id, issued_on, next_due, number, open, seq};
    let (at, down) = (part.at(), down != (sort == Sort::Issued));
    let first = match sort {
        Sort::Issued => by(issued_on, down, at.map(|place| place.1)),
        Sort::Due => by(next_due, down, at.map(|place| place.2)),
        Sort::Open => by(open, down, at.map(|place| place.3)),
    };
    let seq_first = by(seq, down, at.map(|place| place.4));
    let last = by(number, down, at.map(|place| place.5.clone()));
    let query = invoices::table
        .filter(filter.condition(today))
        .select((id, issued_on, next_due, open, seq, number))
        .into_boxed();
    Ok(part.of(query, vec![first, seq_first, last]).load(conn)?)
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
    let places = places(conn, filter, sort, &Part::Page(span), today)?;
    whole(conn, &places)
}

/// Every line of the filtered and sorted list, one after another: for an export.
pub fn each(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    today: Day,
    mut with: impl FnMut(&Invoice) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let some = places(conn, filter, sort, &part, today)?;
        whole(conn, &some)?.iter().try_for_each(&mut with)?;
        Ok(some.into_iter().next_back())
    })
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

/// Payments of a year, the newest first.
fn some_payments(
    conn: &mut Conn,
    (search, year): (&str, i32),
    part: &Part<Payment>,
) -> Result<Vec<Payment>, Fault> {
    use payments::{id, received_on};
    let at = part.at();
    let sorted = vec![
        by(received_on, true, at.map(|last| last.received_on)),
        by(id, true, at.map(|last| last.id.clone())),
    ];
    let query = payments::table.filter(fits(search, year)?).select(id);
    let ids: Vec<PaymentId> = part.of(query.into_boxed(), sorted).load(conn)?;
    payments_by_id(conn, &ids)
}

/// Payments of a year, the newest first, at most some hundred; and how many there are.
pub fn payments_of(
    conn: &mut Conn,
    asked: (&str, i32),
    span: (i64, i64),
) -> Result<(Vec<Payment>, i64), Fault> {
    let fitting = payments::table.filter(fits(asked.0, asked.1)?);
    let total = fitting.count().get_result(conn)?;
    Ok((some_payments(conn, asked, &Part::Page(span))?, total))
}

/// Every payment of a year, the newest first, one after another: for an export.
pub fn each_payment(
    conn: &mut Conn,
    asked: (&str, i32),
    mut with: impl FnMut(&Payment) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let some = some_payments(conn, asked, &part)?;
        some.iter().try_for_each(&mut with)?;
        Ok(some.into_iter().next_back())
    })
}
