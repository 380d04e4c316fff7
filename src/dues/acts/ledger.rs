//! Booking: only what balances, never into a closed year. And closing a year, or opening it again.

use chrono::Datelike;
use serde_json::json;

use crate::dues::policy::HandleDues;
use crate::dues::rules::invoice::{Invoice, booked_on};
use crate::dues::rules::ledger::{self as rules, Closing, Entry, Event, balances};
use crate::dues::store::ledger::{self, Booking, ClosedYear};
use crate::kernel::id::CompanyId;
use crate::kernel::time::is_within;
use crate::kernel::{Can, Day, Fen, Say};
use crate::platform::audit;
use crate::platform::db::{Conn, Fault, Tx};
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
    ask_open(tx, on.year())?;
    write(tx, event.word(), on, about, &event.entries(amount, company)).map(|_| ())
}

/// Books what happened to an invoice on a day: on none before the one that the invoice itself was booked on,
/// so that what is paid ahead stays prepaid until the period begins.
///
/// # Errors
/// `Fault::Refused` if the day's year is closed.
pub(super) fn book_about(
    tx: &mut Tx,
    event: Event,
    amount: Fen,
    invoice: &Invoice,
    on: Day,
) -> Result<(), Fault> {
    let booked = ledger::booked_on(tx.conn(), &invoice.id)?;
    let booked = booked.unwrap_or_else(|| booked_on(invoice.issued_on, invoice.span));
    let about = ("invoice", invoice.id.as_str());
    book(tx, event, amount, (on.max(booked), &invoice.company), about)
}

/// Whether nothing of this year may change any more.
pub(super) fn is_closed(tx: &mut Tx, year: i32) -> Result<bool, Fault> {
    let closed = ledger::closed(tx.conn())?;
    Ok(closed.iter().any(|c| c.year >= year))
}

/// Refuses what would change a year that is closed.
pub(super) fn ask_open(tx: &mut Tx, year: i32) -> Result<(), Fault> {
    match is_closed(tx, year)? {
        true => Err(say!("dues-year-closed", year = year.to_string()).into()),
        false => Ok(()),
    }
}

fn write(
    tx: &mut Tx,
    kind: &str,
    on_day: Day,
    about: (&str, &str),
    entries: &[Entry],
) -> Result<i64, Fault> {
    let seq = ledger::next_seq(tx.conn())?;
    let one = booking(tx, seq, kind, (on_day, about), entries.to_vec())?;
    ledger::insert(tx.conn(), vec![one])?;
    Ok(seq)
}

fn booking(
    tx: &Tx,
    seq: i64,
    kind: &str,
    (on_day, (about_kind, about_id)): (Day, (&str, &str)),
    entries: Vec<Entry>,
) -> Result<(Booking, Vec<Entry>), Fault> {
    if !balances(&entries) {
        return Err(Fault::Broken(format!(
            "a booking of {kind} doesn't balance"
        )));
    }
    let booking = Booking {
        seq,
        on_day,
        kind: kind.to_owned(),
        about_kind: about_kind.to_owned(),
        about_id: about_id.to_owned(),
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
    };
    Ok((booking, entries))
}

/// Bookings that are written down together, one after another.
pub(super) struct Journal {
    next: i64,
    written: Vec<(Booking, Vec<Entry>)>,
}

impl Journal {
    /// Goes on after the last booking.
    pub fn open(tx: &mut Tx) -> Result<Self, Fault> {
        Ok(Self {
            next: ledger::next_seq(tx.conn())?,
            written: vec![],
        })
    }

    /// Books as [`book`] does, after the caller has seen that the day's year is open.
    pub fn book(
        &mut self,
        tx: &Tx,
        event: Event,
        amount: Fen,
        (on, company): (Day, &CompanyId),
        about: (&str, &str),
    ) -> Result<(), Fault> {
        if amount.0 == 0 {
            return Ok(());
        }
        let entries = event.entries(amount, company);
        let one = booking(tx, self.next, event.word(), (on, about), entries)?;
        self.next += 1;
        self.written.push(one);
        Ok(())
    }

    /// Writes them down.
    pub fn write(self, tx: &mut Tx) -> Result<(), Fault> {
        ledger::insert(tx.conn(), self.written)
    }
}

/// What is known of a year before it is closed.
pub fn closing(conn: &mut Conn, year: i32) -> Result<Closing, Fault> {
    let (first, last) = days(year)?;
    let closed = ledger::closed(conn)?.first().map(|c| c.year);
    let since = closed.map(|year| days(year + 1)).transpose()?;
    let first_open = ledger::first_day(conn, since.map(|days| days.0))?;
    Ok(Closing {
        year,
        bookings: ledger::count(conn, first, last)?,
        lines: ledger::open_lines(conn, last)?,
        first_open: first_open.map(|day| day.year()),
    })
}

fn days(year: i32) -> Result<(Day, Day), Fault> {
    let first = Day::from_ymd_opt(year, 1, 1).filter(is_within);
    first
        .zip(Day::from_ymd_opt(year, 12, 31))
        .ok_or(Fault::Missing)
}

/// Closes a year and what is open before it: income and cost go to net assets, and nothing is booked into
/// them any more. What is odd about it has to be `confirmed`.
///
/// # Errors
/// `Fault::Refused` if it isn't over or is closed already, with the first thing that isn't confirmed, and
/// `Fault::Missing` if it is no year.
pub fn close_year(tx: &mut Tx, year: i32, confirmed: bool) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let (_, last) = days(year)?;
    if tx.today()? <= last {
        return Err(say!("dues-year-runs").into());
    }
    ask_open(tx, year)?;
    let doubts = closing(tx.conn(), year)?.doubts();
    if let Some(doubt) = doubts.first().filter(|_| !confirmed) {
        return Err(doubt.clone().into());
    }
    let sums = ledger::sums(tx.conn(), last)?;
    let (entries, surplus) = rules::closing(&sums);
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
    let confirmed: Vec<&str> = doubts.iter().map(|doubt| doubt.key.as_ref()).collect();
    audit::record(
        tx,
        entry.after(&json!({ "surplus": surplus, "confirmed": confirmed })),
    )
}

/// Why a year that is closed stays closed; nothing if it may be opened again.
///
/// # Errors
/// If the database fails.
pub fn stays_closed(conn: &mut Conn, year: i32) -> Result<Option<Say>, Fault> {
    let closed = ledger::closed(conn)?;
    let Some(last) = closed.first().filter(|last| last.year == year) else {
        return Ok(Some(say!("dues-year-not-last")));
    };
    let went_on = ledger::booked_since(conn, last)?;
    Ok(went_on.then(|| say!("dues-year-went-on", year = year.to_string())))
}

/// Opens the last closed year again, as long as nothing was booked after it since: the closing is answered
/// by a booking, and the record keeps both.
///
/// # Errors
/// `Fault::Refused` if it isn't the last one that was closed, something was booked since, or no reason is
/// given.
pub fn reopen_year(tx: &mut Tx, year: i32, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    if why.is_empty() || why.chars().count() > 500 {
        return Err(say!("dues-year-reopen-why").into());
    }
    if let Some(why) = stays_closed(tx.conn(), year)? {
        return Err(why.into());
    }
    let closed = ledger::closed(tx.conn())?;
    let last = closed.first().ok_or(Fault::Missing)?;
    let entries: Vec<Entry> = ledger::entries_of(tx.conn(), last.booking_seq)?
        .into_iter()
        .map(|(account, amount)| Entry {
            account,
            amount: Fen(-amount.0),
            company: None,
        })
        .collect();
    if !entries.is_empty() {
        let (_, day) = days(year)?;
        write(tx, "reopened", day, ("year", &year.to_string()), &entries)?;
    }
    ledger::reopen(tx.conn(), year)?;
    let entry = audit::Entry::on("ledger", year).did("dues.year.reopened");
    let before = json!({ "by": last.by_name, "surplus": Fen(last.surplus) });
    audit::record(tx, entry.before(&before).why(why))
}
