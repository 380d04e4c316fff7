//! Money comes in: it becomes a lot of the company's balance, and what is owed is paid from there, the
//! oldest first unless somebody chose. What is too much stays as balance. A key makes the same event
//! twice harmless. A payment is taken back by another one, never deleted.

use serde_json::json;

use super::bounds;
use super::own::of_another;
use super::papers::ask_void;
use super::settle::{give_back, put_use, refigure};
use crate::companies;
use crate::dues::letters;
use crate::dues::policy::HandleDues;
use crate::dues::rules::amount::pour;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ledger::Event;
use crate::dues::rules::lots::{Lot, LotKind, balance, paying, take};
use crate::dues::rules::payment::NewPayment;
use crate::dues::rules::{InvoiceId, LotId, PaymentId, found_by};
use crate::dues::store::money::{self, Payment, Source};
use crate::dues::store::{fiscal, invoices, papers};
use crate::kernel::id::CompanyId;
use crate::kernel::{Can, Day, Fen, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings::next_number;
use crate::say;
use chrono::Datelike;

/// Writes down that money came. The treasurer's act, on their word alone: what came for a company that they
/// act for, somebody else writes down, or a line of the bank's shows it.
///
/// # Errors
/// `Fault::Refused` if it is not more than nothing or beyond the chamber's bounds, is from the future or
/// from before the chamber, or more is to be paid with it than came; and for whoever acts for the company.
pub fn record(tx: &mut Tx, new: &NewPayment) -> Result<Payment, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    of_another(tx, &new.company)?;
    receive(tx, new)
}

/// Refuses to go by a page that showed another amount open than there is, since somebody else was quicker; or by
/// one that doesn't say what it showed.
///
/// # Errors
/// `Fault::Refused` with what is open now.
pub fn ask_unchanged(open: Fen, seen: Option<Fen>) -> Result<(), Fault> {
    match seen == Some(open) {
        true => Ok(()),
        false => Err(say!("dues-payment-changed", open = open).into()),
    }
}

/// The same for the page of one invoice, which takes no payment when nothing is open: it was taken back, paid or
/// given up meanwhile, and whoever records what came is to know that.
///
/// # Errors
/// `Fault::Refused` with where to record it, or with what is open now.
pub fn ask_open(invoice: &Invoice, seen: Option<Fen>) -> Result<(), Fault> {
    if invoice.open().0 <= 0 {
        return Err(say!("dues-payment-none-open").into());
    }
    ask_unchanged(invoice.open(), seen)
}

/// The same, for the portal itself: a provider said so, or a bank's line was booked.
pub fn receive(tx: &mut Tx, new: &NewPayment) -> Result<Payment, Fault> {
    if let Some(known) = money::by_key(tx.conn(), &new.key)? {
        return Ok(known);
    }
    let mut to = vec![];
    for (id, amount) in &new.to {
        to.push((invoices::load(tx.conn(), id)?, *amount));
    }
    receive_for(tx, new, &to)
}

/// The same under a key that is new, for invoices that were read in this write.
///
/// # Errors
/// Those of [`receive`].
pub(super) fn receive_for(
    tx: &mut Tx,
    new: &NewPayment,
    to: &[(Invoice, Fen)],
) -> Result<Payment, Fault> {
    if new.amount.0 <= 0 {
        return Err(say!("dues-payment-nothing").into());
    }
    bounds::amount(tx, new.amount)?;
    bounds::happened(tx, new.received_on)?;
    if to.iter().map(|(_, fen)| fen.0).sum::<i64>() > new.amount.0 {
        return Err(say!("dues-payment-more").into());
    }
    let payment = put(tx, new, None)?;
    let (lot, now) = (lot_of(&payment), tx.now());
    let source = Source::Payment(&payment.id);
    money::insert_lot(tx.conn(), &new.company, source, &lot, now)?;
    let mut left = new.amount;
    for (invoice, amount) in to {
        if invoice.company != new.company {
            return Err(Fault::Missing);
        }
        let some = Fen(amount.0.min(invoice.open().0).max(0));
        pay_from(tx, invoice, &[(lot.id.clone(), some)], new.received_on)?;
        left.0 -= some.0;
    }
    if new.spread {
        spread(tx, &new.company, &lot.id, left, new.received_on)?;
    }
    letters::received(tx, std::slice::from_ref(&payment))?;
    Ok(payment)
}

/// The lot that a payment becomes, none of it used.
pub(super) fn lot_of(payment: &Payment) -> Lot {
    Lot {
        id: LotId::new(),
        kind: LotKind::Purchased,
        amount: payment.fen(),
        remaining: payment.fen(),
        expires_on: None,
        on: payment.received_on,
        note: payment.receipt.clone(),
    }
}

/// Pays what is owed from a lot, the oldest first.
fn spread(tx: &mut Tx, company: &CompanyId, lot: &LotId, there: Fen, on: Day) -> Result<(), Fault> {
    let open = invoices::open_of_company(tx.conn(), company)?;
    let need: Vec<Fen> = open.iter().map(Invoice::open).collect();
    let (shares, _) = pour(there, &need);
    for (invoice, share) in open.iter().zip(shares) {
        pay_from(tx, invoice, &[(lot.clone(), share)], on)?;
    }
    Ok(())
}

/// Pays an invoice from lots.
pub(super) fn pay_from(
    tx: &mut Tx,
    invoice: &Invoice,
    from: &[(LotId, Fen)],
    on: Day,
) -> Result<(), Fault> {
    let all = Fen(from.iter().map(|(_, fen)| fen.0).sum());
    if all.0 <= 0 {
        return Ok(());
    }
    for (lot, some) in from {
        put_use(tx, lot, ("invoice", Some(&invoice.id)), *some, on)?;
    }
    super::ledger::book_about(tx, Event::Paid, all, invoice, on)?;
    refigure(tx, &invoice.id, on)?;
    let now = tx.now();
    papers::handle_slips(tx.conn(), std::slice::from_ref(&invoice.id), now)
}

/// Why nothing is paid from these lots.
fn short(lots: &[Lot], today: Day) -> Say {
    if balance(lots, today, Some(LotKind::Granted)).0 > 0 {
        return say!("dues-balance-gift");
    }
    say!("dues-balance-nothing")
}

/// The series that receipts of a year are numbered in.
pub(super) fn series(year: i32) -> String {
    format!("dues:R{year}")
}

/// A payment as it is written down, of the company with this name, with a receipt of this year and number.
pub(super) fn written(
    tx: &Tx,
    new: &NewPayment,
    name: &str,
    (year, n): (i32, i64),
    reverses: Option<&Payment>,
) -> Payment {
    let sign = if reverses.is_some() { -1 } else { 1 };
    let receipt = format!("R{year}-{n:05}");
    Payment {
        id: PaymentId::new(),
        key: new.key.clone(),
        search: found_by::payment(name, &new.payer, &receipt),
        receipt,
        company_id: new.company.clone(),
        method: new.method.word().to_owned(),
        amount: sign * new.amount.0,
        received_on: new.received_on,
        payer: new.payer.clone(),
        payer_account: new.payer_account.clone(),
        note: new.note.clone(),
        reverses: reverses.map(|p| p.id.clone()),
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
    }
}

/// What the record says of a payment.
pub(super) fn entry(payment: &Payment) -> Entry {
    let after = json!({
        "company": payment.company_id, "amount": payment.fen(), "method": payment.method,
        "received_on": payment.received_on, "receipt": payment.receipt,
    });
    let act = match payment.reverses {
        Some(_) => "dues.payment.reversed",
        None => "dues.payment.received",
    };
    let entry = Entry::on("payment", &payment.id).did(act);
    entry.after(&after).why(&payment.note)
}

fn put(tx: &mut Tx, new: &NewPayment, reverses: Option<&Payment>) -> Result<Payment, Fault> {
    let year = tx.today()?.year();
    let n = next_number(tx, &series(year))?;
    let name = companies::load(tx.conn(), &new.company)?.profile.name;
    let payment = written(tx, new, &name, (year, n), reverses);
    money::insert(tx.conn(), vec![payment.clone()])?;
    let event = Event::Received(new.method);
    let (on, about) = (new.received_on, ("payment", payment.id.as_str()));
    super::ledger::book(tx, event, payment.fen(), (on, &new.company), about)?;
    audit::record(tx, entry(&payment))?;
    Ok(payment)
}

/// Takes a payment back: what it paid is open again, and the ledger shows both. What a line of the bank's has to do
/// with it: see [`reverse`](super::reverse).
///
/// # Errors
/// `Fault::Refused` if it was taken back already, is itself a reversal, part of it was paid back, or a fiscal
/// receipt that stands for it is valid.
pub(super) fn take_back(tx: &mut Tx, id: &PaymentId, why: &str) -> Result<Payment, Fault> {
    let payment = money::payment(tx.conn(), id)?;
    if payment.reverses.is_some() || money::reversal_of(tx.conn(), id)?.is_some() {
        return Err(say!("dues-payment-reversed-already").into());
    }
    let today = tx.today()?;
    let lot = money::lot_of(tx.conn(), id)?;
    let uses = money::uses(tx.conn(), &lot.id)?;
    if uses.iter().any(|u| u.kind == "refund") {
        return Err(say!("dues-payment-refunded").into());
    }
    let mut paid: Vec<InvoiceId> = uses.iter().filter_map(|u| u.invoice_id.clone()).collect();
    paid.sort();
    paid.dedup();
    for invoice in &paid {
        let mine = uses
            .iter()
            .filter(|u| u.invoice_id.as_ref() == Some(invoice));
        let sum: i64 = mine.map(|u| u.amount).sum();
        put_use(tx, &lot.id, ("invoice", Some(invoice)), Fen(-sum), today)?;
        let invoice = invoices::load(tx.conn(), invoice)?;
        super::ledger::book_about(tx, Event::Paid, Fen(-sum), &invoice, today)?;
        refigure(tx, &invoice.id, today)?;
    }
    ask_void(tx, std::slice::from_ref(id))?;
    put_use(tx, &lot.id, ("reversed", None), payment.fen(), today)?;
    let again = NewPayment {
        key: format!("reversal:{id}"),
        company: payment.company_id.clone(),
        method: payment.method(),
        amount: payment.fen(),
        received_on: today,
        payer: payment.payer.clone(),
        payer_account: String::new(),
        note: why.to_owned(),
        to: vec![],
        spread: false,
    };
    letters::taken_back(tx, &payment, today)?;
    put(tx, &again, Some(&payment))
}

/// Pays an invoice from the balance: the oldest first, and gifts before all else where they may pay it.
///
/// # Errors
/// `Fault::Refused` if there is nothing to pay or nothing to pay with: gifts never pay dues.
pub fn use_balance(tx: &mut Tx, id: &InvoiceId) -> Result<Fen, Fault> {
    let invoice = invoices::load(tx.conn(), id)?;
    let actor = tx.actor()?;
    if Can::<crate::dues::policy::PayDues>::check(actor, &invoice.company).is_err() {
        let _can = Can::<HandleDues>::check(actor, &())?;
        of_another(tx, &invoice.company)?;
    }
    let amount = from_balance(tx, &invoice, invoice.open())?;
    if amount.0 <= 0 {
        let (today, lots) = (tx.today()?, money::lots(tx.conn(), &invoice.company)?);
        return Err(short(&lots, today).into());
    }
    Ok(amount)
}

/// The same as far as there is balance that may pay it, and with no more than `most`. Gives how much it was.
pub(super) fn from_balance(tx: &mut Tx, invoice: &Invoice, most: Fen) -> Result<Fen, Fault> {
    let today = tx.today()?;
    let lots = money::lots(tx.conn(), &invoice.company)?;
    let only = paying(invoice.kind);
    let there = balance(&lots, today, only);
    let amount = invoice.open().min(there).min(most);
    if amount.0 <= 0 {
        return Ok(Fen(0));
    }
    let from = take(&lots, amount, today, only)
        .ok_or_else(|| Fault::Broken("a balance is not the sum of its lots".into()))?;
    pay_from(tx, invoice, &from, today)?;
    let entry = Entry::on("invoice", &invoice.id).did("dues.invoice.paid_from_balance");
    audit::record(tx, entry.after(&amount))?;
    Ok(amount)
}

/// Moves what pays one invoice to another of the same company: the treasurer corrects which.
///
/// # Errors
/// `Fault::Refused` if the first has nothing to give, the second needs nothing or may not be paid with that, or
/// a fiscal receipt would stand for money that pays no dues; and for whoever acts for the company.
pub fn move_payment(tx: &mut Tx, from: &InvoiceId, to: &InvoiceId) -> Result<Fen, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let (source, target) = (
        invoices::load(tx.conn(), from)?,
        invoices::load(tx.conn(), to)?,
    );
    if source.company != target.company {
        return Err(Fault::Missing);
    }
    of_another(tx, &source.company)?;
    let amount = Fen(source.sums.paid.0.min(target.open().0));
    if amount.0 <= 0 || from == to {
        return Err(say!("dues-move-nothing").into());
    }
    let today = tx.today()?;
    let back = give_back(tx, &source, amount, today)?;
    refigure(tx, from, today)?;
    // That very money and no other that lies beside it: a receipt may stand for it.
    let mut lots = money::lots(tx.conn(), &source.company)?;
    lots.retain_mut(|lot| {
        let given = back.iter().find(|(id, _)| *id == lot.id);
        lot.remaining = given.map_or(Fen(0), |(_, some)| *some);
        given.is_some()
    });
    let moved = take(&lots, amount, today, paying(target.kind))
        .ok_or_else(|| Fault::from(short(&lots, today)))?;
    pay_from(tx, &target, &moved, today)?;
    let payments = fiscal::payments_of(tx.conn(), std::slice::from_ref(from))?;
    ask_void(tx, &payments)?;
    let entry = Entry::on("invoice", to).did("dues.invoice.payment_moved");
    audit::record(tx, entry.after(&json!({ "from": from, "amount": amount })))?;
    Ok(amount)
}
