//! The lines of statements are booked, ignored with a reason, or opened again.

use chrono::Datelike;
use serde_json::json;

use super::ledger::ask_open;
use super::own::{of_another, of_others};
use super::pay::{receive_for, take_back};
use crate::dues::policy::HandleDues;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ledger::Method;
use crate::dues::rules::payment::NewPayment;
use crate::dues::rules::{InvoiceId, LineId, PaymentId, reference};
use crate::dues::store::bank::{self, LineRow};
use crate::dues::store::money::Payment;
use crate::dues::store::returned::{self, Taken};
use crate::dues::store::{entered, invoices, money, went};
use crate::kernel::id::CompanyId;
use crate::kernel::{Can, Fen, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::runs::RunId;
use crate::say;

/// What is said while nobody said that such a line is to be booked anyway.
pub const ANYWAY: &str = "dues-bank-anyway-needed";

/// That the bank took a receipt back with this return, or a part of it, or may have.
#[must_use]
pub fn told(receipt: &LineRow, Taken { back, sure }: &Taken) -> Say {
    let (day, part) = (back.on_day, Fen(-back.amount));
    match (back.is_part_of(receipt), *sure) {
        (false, true) => say!("dues-bank-taken-back", day = day),
        (false, false) => say!("dues-bank-maybe-taken-back", day = day),
        (true, true) => say!("dues-bank-taken-back-part", day = day, part = part),
        (true, false) => say!("dues-bank-maybe-taken-back-part", day = day, part = part),
    }
}

/// Why a line's money may not be the chamber's to keep: the bank took it back or may have, or it is what
/// the chamber itself had paid.
///
/// # Errors
/// If the database fails.
pub fn flagged(conn: &mut Conn, line: &LineRow) -> Result<Option<Say>, Fault> {
    if line.is_own_back() {
        return Ok(Some(say!("dues-bank-own-back-text")));
    }
    let taken = returned::returns(conn, std::slice::from_ref(line))?.remove(&line.id);
    Ok(taken.unwrap_or_default().first().map(|one| told(line, one)))
}

/// How a line is to be booked.
#[derive(Debug, Clone)]
pub struct Booking {
    /// Each invoice with its part.
    pub to: Vec<(InvoiceId, Fen)>,
    /// The company that gets what is left as balance; else the first invoice's.
    pub rest: Option<CompanyId>,
    /// Which of [`ASKED`] somebody ticked.
    pub agreed: Vec<&'static str>,
}

/// What somebody may have to tick before a line is booked: that money is the chamber's to keep, that it is another
/// transfer than one that was written down, and that it leaves a named invoice open though money is left.
pub const ASKED: [&str; 3] = ["anyway", "apart", "rest_anyway"];

/// What has to be ticked before a line is booked so, of [`ASKED`], and why.
///
/// # Errors
/// If the database fails.
pub fn asked(
    conn: &mut Conn,
    line: &LineRow,
    to: &[(Invoice, Fen)],
    rest: Option<&CompanyId>,
) -> Result<Vec<(&'static str, Say)>, Fault> {
    let [anyway, apart, rest_anyway] = ASKED;
    let mut asked = vec![];
    if flagged(conn, line)?.is_some() {
        asked.push((anyway, say!(ANYWAY)));
    }
    let shares = shares(line, to, rest).unwrap_or_default();
    let whose: Vec<CompanyId> = shares.iter().map(|(new, _)| new.company.clone()).collect();
    let entered = entered::unshown(conn, &whose, std::iter::once(line.on_day))?;
    let like = entered.iter().find(|payment| {
        let mut mine = shares.iter();
        let mine = mine.find(|(new, _)| new.company == payment.company_id);
        mine.is_some_and(|(new, _)| {
            entered::is_like(payment, (line.on_day, line.amount()), new.amount)
        })
    });
    if let Some(payment) = like {
        let why = say!("dues-bank-apart-needed", receipt = &payment.receipt);
        asked.push((apart, why));
    }
    if let Some(one) = left_open(conn, line, to)? {
        let why = say!("dues-bank-rest-needed", number = one.number);
        asked.push((rest_anyway, why));
    }
    Ok(asked)
}

/// An invoice that the purpose names and that stays open though money of the line is left.
fn left_open(
    conn: &mut Conn,
    line: &LineRow,
    to: &[(Invoice, Fen)],
) -> Result<Option<Invoice>, Fault> {
    if to.iter().map(|(_, fen)| fen.0).sum::<i64>() >= line.amount {
        return Ok(None);
    }
    let mut named = invoices::by_references(conn, &reference::find(&line.purpose))?;
    named.extend(invoices::by_numbers(
        conn,
        &reference::numbers(&line.purpose),
    )?);
    Ok(named.into_iter().find(|one| {
        let mine = to.iter().filter(|(invoice, _)| invoice.id == one.id);
        one.open().0 > mine.map(|(_, fen)| fen.0).sum::<i64>()
    }))
}

/// Books a line: each invoice gets its part, what is left is balance.
///
/// # Errors
/// `Fault::Refused` if it isn't open, more would be paid with it than came, or something was not ticked that has
/// to be.
pub fn book(tx: &mut Tx, id: &LineId, booking: &Booking) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    let mut to = vec![];
    for (invoice, amount) in &booking.to {
        to.push((invoices::load(tx.conn(), invoice)?, *amount));
    }
    let rest = booking.rest.as_ref();
    for (field, why) in asked(tx.conn(), &line, &to, rest)? {
        if !booking.agreed.contains(&field) {
            return Err(why.into());
        }
    }
    let shares = shares(&line, &to, rest)?;
    put(tx, (&line, to.as_slice()), &shares, None)
}

/// Books a line as what a payment was written down by hand for: no money comes a second time.
///
/// # Errors
/// `Fault::Refused` if the line isn't open, or that is no transfer like it that no line shows; and for whoever acts
/// for its company.
pub fn show(tx: &mut Tx, id: &LineId, payment: &PaymentId) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    if line.state != "open" {
        return Err(say!("dues-bank-line-not-open").into());
    }
    let payment = money::payment(tx.conn(), payment)?;
    of_another(tx, &payment.company_id)?;
    let whose = [payment.company_id.clone()];
    let known = entered::unshown(tx.conn(), &whose, std::iter::once(line.on_day))?;
    let is_it = |one: &Payment| one.id == payment.id && one.amount == line.amount;
    if !known.iter().any(is_it) {
        return Err(say!("dues-bank-not-like").into());
    }
    bank::set_payment(tx.conn(), id, Some(&payment.id))?;
    bank::set_line(tx.conn(), id, ("booked", ""), (line.round, None))?;
    let entry = Entry::on("bank_line", id).did("dues.line.booked");
    audit::record(tx, entry.after(&json!({ "payment": payment.id })))
}

/// The same, after the caller has asked whether the person may, and has read in this write what it is
/// about; for a run, if one books it.
pub(super) fn book_unasked(
    tx: &mut Tx,
    line: &LineRow,
    to: &[(Invoice, Fen)],
    run: Option<&RunId>,
) -> Result<(), Fault> {
    put(tx, (line, to), &shares(line, to, None)?, run)
}

fn put(
    tx: &mut Tx,
    (line, to): (&LineRow, &[(Invoice, Fen)]),
    shares: &[Share],
    run: Option<&RunId>,
) -> Result<(), Fault> {
    if line.state != "open" {
        return Err(say!("dues-bank-line-not-open").into());
    }
    for (share, parts) in shares {
        of_another(tx, &share.company)?;
        receive_for(tx, share, parts)?;
    }
    bank::set_line(tx.conn(), &line.id, ("booked", ""), (line.round + 1, run))?;
    audit::record(tx, booked(line, to))
}

/// What the record says of a line that is booked.
pub(super) fn booked(line: &LineRow, to: &[(Invoice, Fen)]) -> Entry {
    let after = to.iter();
    let after = after.map(|(invoice, a)| json!({ "invoice": invoice.id, "amount": a }));
    let entry = Entry::on("bank_line", &line.id).did("dues.line.booked");
    entry.after(&after.collect::<Vec<_>>())
}

/// What a company pays with its part of a line.
pub(super) type Share = (NewPayment, Vec<(Invoice, Fen)>);

/// The payments that a line becomes, one for each company; what is left takes `rest`, or else the first.
///
/// # Errors
/// `Fault::Refused` if more would be paid with it than came.
pub(super) fn shares(
    line: &LineRow,
    to: &[(Invoice, Fen)],
    rest: Option<&CompanyId>,
) -> Result<Vec<Share>, Fault> {
    let share = |nth: usize, company: &CompanyId, amount: Fen| NewPayment {
        key: went::key(&line.id, line.round + 1, nth),
        company: company.clone(),
        method: Method::Bank,
        amount,
        received_on: line.on_day,
        payer: line.payer.clone(),
        payer_account: line.payer_account.clone(),
        note: line.purpose.chars().take(300).collect(),
        to: vec![],
        spread: false,
    };
    let mut left = line.amount;
    let mut shares: Vec<Share> = vec![];
    for (invoice, amount) in to {
        left = left.checked_sub(amount.0).unwrap_or(-1);
        let part = (invoice.clone(), *amount);
        let mut known = shares.iter_mut();
        match known.find(|(share, _)| share.company == invoice.company) {
            Some((share, parts)) => {
                share.amount.0 += amount.0;
                parts.push(part);
            }
            None => {
                let new = share(shares.len(), &invoice.company, *amount);
                shares.push((new, vec![part]));
            }
        }
    }
    let takes = |new: &NewPayment| rest.is_none_or(|company| new.company == *company);
    match (shares.iter_mut().find(|(new, _)| takes(new)), rest) {
        _ if left < 0 => return Err(say!("dues-payment-more").into()),
        (Some((new, _)), _) => new.amount.0 += left,
        (None, Some(company)) if left > 0 => {
            shares.push((share(shares.len(), company, Fen(left)), vec![]));
        }
        (None, Some(_)) => {}
        (None, None) => return Err(say!("dues-payment-more").into()),
    }
    Ok(shares)
}

/// Says which receipt a return takes back.
///
/// # Errors
/// `Fault::Refused` if it is no open return, or that is none of the receipts that it may mean.
pub fn takes_back(tx: &mut Tx, id: &LineId, receipt: &LineId) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let back = bank::line(tx.conn(), id)?;
    if back.state != "open" || !back.is_return() {
        return Err(say!("dues-bank-line-not-open").into());
    }
    let known = returned::choices(tx.conn(), &back)?;
    let Some(taken) = known.iter().find(|one| one.id == *receipt) else {
        return Err(say!("dues-bank-not-among").into());
    };
    let paid = payments_of(tx, taken)?;
    of_others(tx, &paid)?;
    bank::set_takes_back(tx.conn(), id, receipt)?;
    let entry = Entry::on("bank_line", id).did("dues.line.tied");
    audit::record(tx, entry.after(&json!({ "receipt": receipt })))
}

/// Leaves a line out, for a reason.
pub fn ignore(tx: &mut Tx, id: &LineId, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    if line.state != "open" {
        return Err(say!("dues-bank-line-not-open").into());
    }
    // A return that is left out leaves what it takes back as paid.
    if let Some(receipt) = &line.takes_back {
        let taken = bank::line(tx.conn(), receipt)?;
        let paid = payments_of(tx, &taken)?;
        of_others(tx, &paid)?;
    }
    bank::set_line(tx.conn(), id, ("ignored", why), (line.round, None))?;
    audit::record(
        tx,
        Entry::on("bank_line", id).did("dues.line.ignored").why(why),
    )
}

/// The payments that a line became when it was last booked, one for each company, or the one that it shows.
fn payments_of(tx: &mut Tx, line: &LineRow) -> Result<Vec<Payment>, Fault> {
    if let Some(shown) = &line.payment_id {
        return Ok(vec![money::payment(tx.conn(), shown)?]);
    }
    let mut all = vec![];
    while let Some(payment) = money::by_key(tx.conn(), &went::key(&line.id, line.round, all.len()))?
    {
        all.push(payment);
    }
    Ok(all)
}

/// Opens a line again: what it paid is taken back; a payment that was written down by hand stays.
///
/// # Errors
/// `Fault::Refused` if what it paid can't be taken back.
pub fn reopen(tx: &mut Tx, id: &LineId, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    reopen_unasked(tx, &line, why)
}

/// The same, after the caller has asked whether the person may, and has read the line in this write.
///
/// # Errors
/// `Fault::Refused` in a year that is closed too: what was taken back could not be booked again.
pub(super) fn reopen_unasked(tx: &mut Tx, line: &LineRow, why: &str) -> Result<(), Fault> {
    ask_open(tx, line.on_day.year())?;
    match line.state.as_str() {
        "booked" => {
            let paid = payments_of(tx, line)?;
            of_others(tx, &paid)?;
            for payment in paid {
                // One that was reversed by hand is back already.
                let is_its = line.payment_id.is_none();
                if is_its && money::reversal_of(tx.conn(), &payment.id)?.is_none() {
                    take_back(tx, &payment.id, why)?;
                }
            }
        }
        "ignored" => {}
        _ => return Err(say!("dues-bank-line-not-done").into()),
    }
    open_again(tx, line, why)
}

/// That a line is open again, once all that has to be taken back is.
pub(super) fn open_again(tx: &mut Tx, line: &LineRow, why: &str) -> Result<(), Fault> {
    bank::set_payment(tx.conn(), &line.id, None)?;
    bank::set_line(tx.conn(), &line.id, ("open", ""), (line.round, None))?;
    let entry = Entry::on("bank_line", &line.id).did("dues.line.reopened");
    audit::record(tx, entry.why(why))
}
