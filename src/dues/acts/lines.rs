//! The lines of statements are booked, ignored with a reason, or opened again.

use serde_json::json;

use super::pay::{receive, take_back};
use crate::dues::policy::HandleDues;
use crate::dues::rules::ledger::Method;
use crate::dues::rules::payment::NewPayment;
use crate::dues::rules::{InvoiceId, LineId};
use crate::dues::store::{bank, invoices, money};
use crate::kernel::{Can, Fen};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Books a line: each invoice gets its part, what is left is balance of the first one's company.
///
/// # Errors
/// `Fault::Refused` if it isn't open, or more would be paid with it than came.
pub fn book(tx: &mut Tx, id: &LineId, to: &[(InvoiceId, Fen)]) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    book_unasked(tx, id, to)
}

/// The same, after the caller has asked whether the person may.
pub(super) fn book_unasked(tx: &mut Tx, id: &LineId, to: &[(InvoiceId, Fen)]) -> Result<(), Fault> {
    let line = bank::line(tx.conn(), id)?;
    if line.state != "open" {
        return Err(say!("dues-bank-line-not-open").into());
    }
    let round = line.round + 1;
    let mut left = line.amount;
    // One payment for each company; the first takes what is left.
    let mut shares: Vec<NewPayment> = vec![];
    for (invoice, amount) in to {
        let company = invoices::load(tx.conn(), invoice)?.company;
        left -= amount.0;
        match shares.iter_mut().find(|s| s.company == company) {
            Some(share) => {
                share.amount.0 += amount.0;
                share.to.push((invoice.clone(), *amount));
            }
            None => shares.push(NewPayment {
                key: format!("bank:{id}:{round}:{}", shares.len()),
                company,
                method: Method::Bank,
                amount: *amount,
                received_on: line.on_day,
                payer: line.payer.clone(),
                payer_account: line.payer_account.clone(),
                note: line.purpose.chars().take(300).collect(),
                to: vec![(invoice.clone(), *amount)],
                spread: false,
            }),
        }
    }
    if left < 0 || shares.is_empty() {
        return Err(say!("dues-payment-more").into());
    }
    if let Some(first) = shares.first_mut() {
        first.amount.0 += left;
    }
    for share in &shares {
        receive(tx, share)?;
    }
    bank::set_line(tx.conn(), id, ("booked", ""), round)?;
    let entry = Entry::on("bank_line", id).did("dues.line.booked");
    audit::record(
        tx,
        entry.after(
            &to.iter()
                .map(|(i, a)| json!({ "invoice": i, "amount": a }))
                .collect::<Vec<_>>(),
        ),
    )
}

/// Leaves a line out, for a reason.
pub fn ignore(tx: &mut Tx, id: &LineId, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    if line.state != "open" {
        return Err(say!("dues-bank-line-not-open").into());
    }
    bank::set_line(tx.conn(), id, ("ignored", why), line.round)?;
    audit::record(
        tx,
        Entry::on("bank_line", id).did("dues.line.ignored").why(why),
    )
}

/// Opens a line again: what it paid is taken back.
///
/// # Errors
/// `Fault::Refused` if what it paid can't be taken back.
pub fn reopen(tx: &mut Tx, id: &LineId, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    match line.state.as_str() {
        "booked" => {
            let mut n = 0;
            while let Some(payment) =
                money::by_key(tx.conn(), &format!("bank:{id}:{}:{n}", line.round))?
            {
                // One that was reversed by hand is back already.
                if money::reversal_of(tx.conn(), &payment.id)?.is_none() {
                    take_back(tx, &payment.id, why)?;
                }
                n += 1;
            }
        }
        "ignored" => {}
        _ => return Err(say!("dues-bank-line-not-done").into()),
    }
    bank::set_line(tx.conn(), id, ("open", ""), line.round)?;
    audit::record(
        tx,
        Entry::on("bank_line", id)
            .did("dues.line.reopened")
            .why(why),
    )
}
