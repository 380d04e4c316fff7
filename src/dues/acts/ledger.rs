//! Booking: only what balances, never into a closed year. And closing a year.

use chrono::Datelike;
use serde_json::json;

use crate::dues::policy::HandleDues;
use crate::dues::rules::ledger::{Entry, Event, balances, closing};
use crate::dues::store::ledger::{self, Booking, ClosedYear};
use crate::kernel::id::CompanyId;
use crate::kernel::{Can, Day, Fen};
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Books what happened to a company on a day. Nothing is booked for nothing.
///
/// # Errors
/// `Fault::Refused` if the day's year is closed.
pub(super) fn book(
    tx: &mut Tx,
    event: Event,
    amount: Fen,
    (on, company): (Day, &CompanyId),
    about: (&str, &str),
) -> Result<(), Fault> {
    if amount.0 == 0 {
        return Ok(());
    }
    if ledger::closed(tx.conn())?
        .iter()
        .any(|c| c.year >= on.year())
    {
        return Err(say!("dues-year-closed", year = on.year().to_string()).into());
    }
    write(tx, event.word(), on, about, &event.entries(amount, company)).map(|_| ())
}

fn write(
    tx: &mut Tx,
    kind: &str,
    on_day: Day,
    (about_kind, about_id): (&str, &str),
    entries: &[Entry],
) -> Result<i64, Fault> {
    if !balances(entries) {
        return Err(Fault::Broken(format!(
            "a booking of {kind} doesn't balance"
        )));
    }
    let booking = Booking {
        seq: ledger::next_seq(tx.conn())?,
        on_day,
        kind: kind.to_owned(),
        about_kind: about_kind.to_owned(),
        about_id: about_id.to_owned(),
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
    };
    ledger::insert(tx.conn(), &booking, entries)?;
    Ok(booking.seq)
}

/// Closes a year: its income and cost go to net assets, and nothing is booked into it any more.
///
/// # Errors
/// `Fault::Refused` if it isn't over, is closed already, or an earlier one is still open.
pub fn close_year(tx: &mut Tx, year: i32) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let last = Day::from_ymd_opt(year, 12, 31).ok_or(Fault::Missing)?;
    if tx.today()? <= last {
        return Err(say!("dues-year-runs").into());
    }
    let closed = ledger::closed(tx.conn())?;
    if closed.iter().any(|c| c.year == year) {
        return Err(say!("dues-year-closed", year = year.to_string()).into());
    }
    let first = ledger::first_day(tx.conn())?;
    let earliest = closed
        .iter()
        .map(|c| c.year + 1)
        .max()
        .or(first.map(|day| day.year()));
    if earliest.is_none_or(|earliest| year > earliest) {
        return Err(say!("dues-year-earlier-open").into());
    }
    let sums = ledger::sums(tx.conn(), None, last)?;
    let (entries, surplus) = closing(&sums);
    let booking_seq = if entries.is_empty() {
        0
    } else {
        write(tx, "closed", last, ("year", &year.to_string()), &entries)?
    };
    let row = ClosedYear {
        year,
        booking_seq,
        surplus: surplus.0,
        by_name: tx.who().name().to_owned(),
        closed_at: tx.now(),
    };
    ledger::close(tx.conn(), &row)?;
    let entry = audit::Entry::on("ledger", year).did("dues.year.closed");
    audit::record(tx, entry.after(&json!({ "surplus": surplus })))
}
