//! Income that stands in an earlier year than its own: builds before invoices were booked with their period
//! booked them on the day they were issued. What is booked stays; it is only named.

use std::collections::BTreeMap;

use chrono::Datelike;
use diesel::prelude::*;

use crate::dues::rules::InvoiceId;
use crate::dues::rules::ledger::Account;
use crate::kernel::{Day, Fen};
use crate::platform::db::{Conn, Fault};
use crate::schema::{bookings, entries, invoices};

/// Income of one year that was booked in an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Early {
    /// The year it was booked in.
    pub booked: i32,
    /// The year whose income it is.
    pub of: i32,
    /// How much of it was not credited again before that year.
    pub amount: Fen,
    /// The numbers of the invoices.
    pub invoices: Vec<String>,
}

/// Income that was booked from this day on, before the year it is of: by both years.
///
/// # Errors
/// If the database fails.
pub fn booked_early(conn: &mut Conn, since: Day) -> Result<Vec<Early>, Fault> {
    let found: Vec<(InvoiceId, String, Option<Day>, Day)> = bookings::table
        .inner_join(invoices::table.on(invoices::id.eq(bookings::about_id)))
        .filter(bookings::on_day.ge(since))
        .filter(bookings::about_kind.eq("invoice"))
        .filter(bookings::kind.eq("invoiced"))
        .filter(bookings::on_day.nullable().lt(invoices::first_day))
        .order(invoices::number)
        .select((
            invoices::id,
            invoices::number,
            invoices::first_day,
            bookings::on_day,
        ))
        .load(conn)?;
    let mut all: BTreeMap<(i32, i32), Early> = BTreeMap::new();
    for (id, number, first, on) in found {
        let (booked, of) = (on.year(), first.map_or(on.year(), |first| first.year()));
        let amount = if booked < of {
            income(conn, &id, of)?
        } else {
            Fen(0)
        };
        if amount.0 == 0 {
            continue;
        }
        let one = all.entry((booked, of)).or_insert(Early {
            booked,
            of,
            amount: Fen(0),
            invoices: vec![],
        });
        one.amount.0 += amount.0;
        one.invoices.push(number);
    }
    Ok(all.into_values().collect())
}

/// What is booked as income by an invoice before this year.
fn income(conn: &mut Conn, invoice: &InvoiceId, year: i32) -> Result<Fen, Fault> {
    let about = bookings::table
        .filter(bookings::about_id.eq(invoice))
        .filter(bookings::kind.eq_any(["invoiced", "credited"]))
        .select(bookings::seq);
    let accounts = [Account::DuesIncome, Account::ServiceIncome].map(Account::word);
    let lines: Vec<(Day, i64)> = entries::table
        .filter(entries::booking_seq.eq_any(about))
        .filter(entries::account.eq_any(accounts))
        .select((entries::on_day, entries::amount))
        .load(conn)?;
    let before = lines.iter().filter(|(on, _)| on.year() < year);
    Ok(Fen(-before.map(|(_, amount)| amount).sum::<i64>()))
}
