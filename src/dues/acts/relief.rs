//! Less, later, or not at all: credit notes, waivers, instalments, write-offs. What goes beyond the
//! treasurer's limits waits for the president.

use chrono::Datelike;
use serde_json::json;

use super::carried;
use super::own::of_another;
use super::papers::ask_void;
use super::settle::refigure;
use crate::dues::policy::{DecideRelief, HandleDues};
use crate::dues::rules::amount::monthly;
use crate::dues::rules::invoice::{Invoice, lowered};
use crate::dues::rules::ledger::Event;
use crate::dues::rules::relief::{Granted, Relief, Room};
use crate::dues::rules::{DuesRules, InvoiceId, RequestId};
use crate::dues::store::fiscal;
use crate::dues::store::invoices::{self, CreditNote};
use crate::dues::store::papers::{self, Request};
use crate::kernel::id::Id;
use crate::kernel::{Can, Day, Fen};
use crate::membership;
use crate::membership::rules::period::PeriodRules;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings::{self, next_number};
use crate::say;

/// Writes a credit note: less is owed. What was paid too much then is balance.
pub(super) fn credit(
    tx: &mut Tx,
    invoice: &Invoice,
    kind: &str,
    amount: Fen,
    (on, why): (Day, &str),
) -> Result<(), Fault> {
    let year = on.year();
    let n = next_number(tx, &format!("dues:C{year}"))?;
    let note = CreditNote {
        id: Id::new(),
        number: format!("C{year}-{n:05}"),
        invoice_id: invoice.id.clone(),
        kind: kind.to_owned(),
        amount: amount.0,
        why: why.to_owned(),
        by_name: tx.who().name().to_owned(),
        issued_on: on,
        created_at: tx.now(),
    };
    invoices::insert_note(tx.conn(), &note)?;
    let event = match kind {
        "write_off" => Event::WrittenOff,
        _ => Event::Credited(invoice.kind.income()),
    };
    super::ledger::book_about(tx, event, amount, invoice, on)?;
    let parts = invoices::parts(tx.conn(), &invoice.id)?;
    invoices::set_parts(tx.conn(), &invoice.id, &lowered(&parts, amount))?;
    refigure(tx, &invoice.id, on)?;
    let after = json!({ "number": note.number, "kind": kind, "amount": amount });
    let entry = Entry::on("invoice", &invoice.id).did("dues.invoice.credited");
    audit::record(tx, entry.after(&after).why(why))
}

/// Cancels an invoice by a credit note over all of it. Its period is cancelled with it, what was charged for
/// ranks within that, and what of it was carried into a later membership; it can be billed again.
///
/// # Errors
/// `Fault::Refused` if nothing of it is left to cancel, or a valid fiscal receipt stands for what paid it; and
/// for whoever acts for the company.
pub fn cancel(tx: &mut Tx, id: &InvoiceId, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let invoice = invoices::load(tx.conn(), id)?;
    of_another(tx, &invoice.company)?;
    if left(&invoice).0 <= 0 {
        return Err(say!("dues-nothing-open").into());
    }
    let cancelled = cancel_unasked(tx, &invoice, why)?;
    let payments = fiscal::payments_of(tx.conn(), &cancelled)?;
    ask_void(tx, &payments)
}

/// What a credit note over all of an invoice comes to.
fn left(invoice: &Invoice) -> Fen {
    Fen(invoice.sums.billed().0 - invoice.sums.written_off.0)
}

/// The same, after the caller has asked whether the person may: gives what was cancelled with it.
pub(super) fn cancel_unasked(
    tx: &mut Tx,
    invoice: &Invoice,
    why: &str,
) -> Result<Vec<InvoiceId>, Fault> {
    let today = tx.today()?;
    let mut all = vec![invoice.clone()];
    if let Some(period) = &invoice.period {
        let later = carried::of(tx, invoice)?;
        membership::cancel_period(tx, period, today)?;
        all.extend(carried::cancel(tx, &later, today)?);
        if let Some((membership, span)) = invoice.membership.as_ref().zip(invoice.span) {
            all.extend(invoices::of_ranks(tx.conn(), membership, span)?);
        }
    }
    for one in all.iter().filter(|one| left(one).0 > 0) {
        credit(tx, one, "cancel", left(one), (today, why))?;
    }
    Ok(all.into_iter().map(|one| one.id).collect())
}

/// Gives up what is still open of an invoice. It stays unpaid for the membership.
///
/// # Errors
/// `Fault::Refused` if nothing is open, and for whoever acts for the company.
pub fn write_off(tx: &mut Tx, id: &InvoiceId, why: &str) -> Result<(), Fault> {
    let _can = Can::<DecideRelief>::check(tx.actor()?, &())?;
    let invoice = invoices::load(tx.conn(), id)?;
    of_another(tx, &invoice.company)?;
    if invoice.open().0 <= 0 {
        return Err(say!("dues-nothing-open").into());
    }
    let today = tx.today()?;
    credit(tx, &invoice, "write_off", invoice.open(), (today, why))
}

/// Refuses relief that an invoice has no room for today.
fn fits(tx: &mut Tx, invoice: &Invoice, relief: &Relief) -> Result<Room, Fault> {
    let periods: PeriodRules = settings::get(tx.conn())?;
    let dues: DuesRules = settings::get(tx.conn())?;
    let room = Room::of(invoice, &dues, periods.grace_days, tx.today()?);
    relief.fits(&room)?;
    Ok(room)
}

/// Asks for relief: within the treasurer's limits it is done at once, beyond them it waits.
///
/// # Errors
/// `Fault::Refused` if more would be waived than is open, there would be more parts than the chamber
/// allows, the first would fall due too late, or something waits already; and for whoever acts for the company.
pub fn ask(tx: &mut Tx, id: &InvoiceId, relief: &Relief, why: &str) -> Result<Granted, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let invoice = invoices::load(tx.conn(), id)?;
    of_another(tx, &invoice.company)?;
    let rules: DuesRules = settings::get(tx.conn())?;
    let room = fits(tx, &invoice, relief)?;
    let requests = papers::requests_of(tx.conn(), id)?;
    if requests.iter().any(|r| r.outcome.is_empty()) {
        return Err(say!("dues-request-waits").into());
    }
    let waived: i64 = invoices::notes(tx.conn(), id)?
        .iter()
        .filter(|n| n.kind == "waive")
        .map(|n| n.amount)
        .sum();
    let within = match relief {
        // Several small ones are one large one.
        Relief::Waive(amount) => amount.0 + waived <= rules.waive_limit.0,
        Relief::Parts(n, first) => {
            invoice.open() <= rules.instalment_limit && room.is_near(*n, *first)
        }
    };
    if within {
        grant(tx, &invoice, relief, why)?;
        return Ok(Granted::Now);
    }
    let actor = tx.actor()?.clone();
    let request = Request {
        id: RequestId::new(),
        invoice_id: id.clone(),
        what: serde_json::to_string(relief)?,
        why: why.to_owned(),
        asked_by: actor.id,
        asked_name: actor.name,
        asked_at: tx.now(),
        outcome: String::new(),
        decided_name: String::new(),
        decided_at: None,
        decided_why: String::new(),
    };
    papers::insert_request(tx.conn(), &request)?;
    let entry = Entry::on("invoice", id).did("dues.relief.asked");
    audit::record(tx, entry.after(relief).why(why))?;
    crate::dues::letters::to_decide(tx, &invoice, &request)?;
    Ok(Granted::Waits)
}

fn grant(tx: &mut Tx, invoice: &Invoice, relief: &Relief, why: &str) -> Result<(), Fault> {
    let today = tx.today()?;
    match relief {
        Relief::Waive(amount) => credit(tx, invoice, "waive", *amount, (today, why)),
        Relief::Parts(n, first) => {
            let parts = monthly(invoice.open(), *n, *first);
            invoices::set_parts(tx.conn(), &invoice.id, &parts)?;
            refigure(tx, &invoice.id, today)?;
            let entry = Entry::on("invoice", &invoice.id).did("dues.invoice.parted");
            audit::record(tx, entry.after(&parts).why(why))
        }
    }
}

/// The president grants or refuses what waits. Nobody decides what they asked for themselves, or what is for a
/// company that they act for.
///
/// # Errors
/// `Fault::Refused` if it was decided already, was asked for by the same person, or no longer fits
/// what is open.
pub fn decide(tx: &mut Tx, id: &RequestId, granted: bool, why: &str) -> Result<(), Fault> {
    let _can = Can::<DecideRelief>::check(tx.actor()?, &())?;
    let request = papers::request(tx.conn(), id)?;
    if !request.outcome.is_empty() {
        return Err(say!("dues-request-decided").into());
    }
    let actor = tx.actor()?.clone();
    if actor.id == request.asked_by {
        return Err(say!("dues-request-own").into());
    }
    let invoice = invoices::load(tx.conn(), &request.invoice_id)?;
    of_another(tx, &invoice.company)?;
    let outcome = if granted { "granted" } else { "refused" };
    let now = tx.now();
    papers::decide_request(tx.conn(), id, (outcome, &actor.name, why), now)?;
    let relief: Relief = serde_json::from_str(&request.what)?;
    let entry = Entry::on("invoice", &request.invoice_id).did("dues.relief.decided");
    let after = json!({ "what": relief, "outcome": outcome });
    audit::record(tx, entry.after(&after).why(why))?;
    if granted {
        fits(tx, &invoice, &relief)?;
        grant(tx, &invoice, &relief, &request.why)?;
    }
    Ok(())
}
