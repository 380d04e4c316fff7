//! After anything that changes an invoice's amounts: what is open, when it falls due, whether the
//! period it pays for is settled. Computed from the rows of what happened, never by adding up twice.

use super::carried;
use crate::dues::rules::invoice::{Invoice, next_due};
use crate::dues::rules::ledger::Event;
use crate::dues::rules::{InvoiceId, LotId};
use crate::dues::store::invoices::{self, CreditNote};
use crate::dues::store::money::{self, Use};
use crate::dues::store::reminders;
use crate::kernel::id::Id;
use crate::kernel::{Day, Fen};
use crate::membership;
use crate::platform::db::{Fault, Tx};

/// Brings an invoice up to date with its credit notes and what pays it; pays back to the balance
/// what is too much, and settles the period when nothing is open any more.
pub(super) fn refigure(tx: &mut Tx, id: &InvoiceId, on: Day) -> Result<Invoice, Fault> {
    let (mut invoice, cancelled) = figures(tx, id)?;
    if invoice.open().0 < 0 {
        give_back(tx, &invoice, Fen(-invoice.open().0), on)?;
        (invoice, _) = figures(tx, id)?;
    }
    let parts = invoices::parts(tx.conn(), id)?;
    let (open, before) = (invoice.open(), invoice.next_due);
    invoice.next_due = next_due(invoice.due_on, &parts, open);
    invoice.settled_on = match invoice.settled_on {
        _ if open.0 > 0 || cancelled => None,
        Some(day) => Some(day),
        None => Some(on),
    };
    if before != invoice.next_due {
        // Another day counts: its steps begin, but that there is an invoice was told.
        let step = reminders::last_step(tx.conn(), id, invoice.next_due)?.max(0);
        reminders::set_reminded(tx.conn(), id, step)?;
    }
    invoices::set_sums(tx.conn(), &invoice)?;
    if let Some(period) = &invoice.period
        && !cancelled
    {
        // Written off is not paid: the period stays unsettled.
        let settled = invoice
            .settled_on
            .filter(|_| invoice.sums.written_off.0 == 0);
        // Instalments carry a member to the day before the next unpaid one falls due, from the day the
        // first is paid; until then its first dues are open, and fall due with it.
        let first = parts.first().filter(|_| open.0 > 0).map(|(day, _)| *day);
        let begun = first.is_some_and(|day| day < invoice.next_due);
        let until = begun.then(|| invoice.next_due.pred_opt()).flatten();
        let later = carried::of(tx, &invoice)?;
        membership::settle(tx, period, settled, until)?;
        carried::follow(tx, &later)?;
        if let Some(day) = first.filter(|_| !begun) {
            membership::defer(tx, period, day)?;
        }
    }
    Ok(invoice)
}

/// An invoice with its amounts added up anew, and whether it was cancelled.
fn figures(tx: &mut Tx, id: &InvoiceId) -> Result<(Invoice, bool), Fault> {
    let mut invoice = invoices::load(tx.conn(), id)?;
    let notes = invoices::notes(tx.conn(), id)?;
    let uses = money::uses_for(tx.conn(), id)?;
    let paid = Fen(uses.iter().map(|u| u.amount).sum());
    let cancelled = figure(&mut invoice, &notes, paid);
    Ok((invoice, cancelled))
}

/// Adds up an invoice's amounts. Whether it was cancelled.
fn figure(invoice: &mut Invoice, notes: &[CreditNote], paid: Fen) -> bool {
    let of = |lost: bool| {
        let mine = notes.iter().filter(|n| n.is_write_off() == lost);
        Fen(mine.map(|n| n.amount).sum())
    };
    (invoice.sums.credited, invoice.sums.written_off) = (of(false), of(true));
    invoice.sums.paid = paid;
    notes.iter().any(|note| note.kind == "cancel")
}

/// Whether all that [`refigure`] does when the rest of an invoice is paid is to settle it and its period: its
/// amounts are what the rows add up to, it is paid in one part, and nothing of it was given up.
pub(super) fn is_plain(invoice: &Invoice, notes: &[CreditNote], paid: Fen, in_parts: bool) -> bool {
    let mut figured = invoice.clone();
    let cancelled = figure(&mut figured, notes, paid);
    figured.sums == invoice.sums
        && !(cancelled || in_parts)
        && invoice.sums.written_off.0 == 0
        && invoice.settled_on.is_none()
        && invoice.next_due == next_due(invoice.due_on, &[], Fen(0))
}

/// Takes so much of what pays an invoice back to the lots it came from, the last first: gives which, and how much.
pub(super) fn give_back(
    tx: &mut Tx,
    invoice: &Invoice,
    amount: Fen,
    on: Day,
) -> Result<Vec<(LotId, Fen)>, Fault> {
    let (mut left, mut given) = (amount.0, vec![]);
    let uses = money::uses_for(tx.conn(), &invoice.id)?;
    let mut lots: Vec<_> = uses.iter().map(|u| u.lot_id.clone()).collect();
    lots.reverse();
    let mut seen = vec![];
    for lot in lots {
        if left <= 0 || seen.contains(&lot) {
            continue;
        }
        let here: i64 = uses
            .iter()
            .filter(|u| u.lot_id == lot)
            .map(|u| u.amount)
            .sum();
        let some = here.min(left);
        if some > 0 {
            put_use(tx, &lot, ("invoice", Some(&invoice.id)), Fen(-some), on)?;
            given.push((lot.clone(), Fen(some)));
            left -= some;
        }
        seen.push(lot);
    }
    let back = Fen(left - amount.0);
    super::ledger::book_about(tx, Event::Paid, back, invoice, on)?;
    Ok(given)
}

/// Writes down a use of a lot.
pub(super) fn put_use(
    tx: &mut Tx,
    lot: &LotId,
    (kind, invoice): (&str, Option<&InvoiceId>),
    amount: Fen,
    on: Day,
) -> Result<(), Fault> {
    let used = used(tx, lot, (kind, invoice), amount, on);
    money::use_lot(tx.conn(), &used)
}

/// A use of a lot.
pub(super) fn used(
    tx: &Tx,
    lot: &LotId,
    (kind, invoice): (&str, Option<&InvoiceId>),
    amount: Fen,
    on: Day,
) -> Use {
    Use {
        id: Id::new(),
        lot_id: lot.clone(),
        kind: kind.to_owned(),
        invoice_id: invoice.cloned(),
        amount: amount.0,
        note: String::new(),
        on_day: on,
        created_at: tx.now(),
        method: String::new(),
    }
}
