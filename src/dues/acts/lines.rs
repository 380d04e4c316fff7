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
use crate::dues::rules::{InvoiceId, LineId};
use crate::dues::store::bank::{self, LineRow};
use crate::dues::store::money::Payment;
use crate::dues::store::returned::{self, Taken};
use crate::dues::store::{invoices, money, went};
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

/// Books a line: each invoice gets its part, what is left is balance of the first one's company. One whose
/// money went back, or is no member's, only `anyway`.
///
/// # Errors
/// `Fault::Refused` if it isn't open, more would be paid with it than came, or nobody said that it is to be
/// booked anyway.
pub fn book(tx: &mut Tx, id: &LineId, to: &[(InvoiceId, Fen)], anyway: bool) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    if !anyway && flagged(tx.conn(), &line)?.is_some() {
        return Err(say!(ANYWAY).into());
    }
    let mut loaded = vec![];
    for (invoice, amount) in to {
        loaded.push((invoices::load(tx.conn(), invoice)?, *amount));
    }
    book_unasked(tx, &line, &loaded, None)
}

/// The same, after the caller has asked whether the person may, and has read in this write what it is
/// about; for a run, if one books it.
pub(super) fn book_unasked(
    tx: &mut Tx,
    line: &LineRow,
    to: &[(Invoice, Fen)],
    run: Option<&RunId>,
) -> Result<(), Fault> {
    if line.state != "open" {
        return Err(say!("dues-bank-line-not-open").into());
    }
    for (share, parts) in &shares(line, to)? {
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

/// The payments that a line becomes, one for each company; the first takes what is left.
///
/// # Errors
/// `Fault::Refused` if more would be paid with it than came.
pub(super) fn shares(line: &LineRow, to: &[(Invoice, Fen)]) -> Result<Vec<Share>, Fault> {
    let round = line.round + 1;
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
                let share = NewPayment {
                    key: went::key(&line.id, round, shares.len()),
                    company: invoice.company.clone(),
                    method: Method::Bank,
                    amount: *amount,
                    received_on: line.on_day,
                    payer: line.payer.clone(),
                    payer_account: line.payer_account.clone(),
                    note: line.purpose.chars().take(300).collect(),
                    to: vec![],
                    spread: false,
                };
                shares.push((share, vec![part]));
            }
        }
    }
    if left < 0 || shares.is_empty() {
        return Err(say!("dues-payment-more").into());
    }
    if let Some((first, _)) = shares.first_mut() {
        first.amount.0 += left;
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

/// The payments that a line became when it was last booked, one for each company.
fn payments_of(tx: &mut Tx, line: &LineRow) -> Result<Vec<Payment>, Fault> {
    let mut all = vec![];
    while let Some(payment) = money::by_key(tx.conn(), &went::key(&line.id, line.round, all.len()))?
    {
        all.push(payment);
    }
    Ok(all)
}

/// Opens a line again: what it paid is taken back.
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
                if money::reversal_of(tx.conn(), &payment.id)?.is_none() {
                    take_back(tx, &payment.id, why)?;
                }
            }
        }
        "ignored" => {}
        _ => return Err(say!("dues-bank-line-not-done").into()),
    }
    bank::set_line(tx.conn(), &line.id, ("open", ""), (line.round, None))?;
    let entry = Entry::on("bank_line", &line.id).did("dues.line.reopened");
    audit::record(tx, entry.why(why))
}
