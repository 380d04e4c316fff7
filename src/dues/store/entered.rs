//! Transfers that were written down by hand, and lines of the bank's that show them: the same money is booked
//! once.

use std::collections::HashMap;

use chrono::Days;
use diesel::prelude::*;

use super::bank::{self, LineRow};
use super::money::{self, Payment};
use super::{sum_of, went};
use crate::dues::rules::bank::exact::{NEAR, is_near};
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ledger::Method;
use crate::dues::rules::{InvoiceId, LotId, PaymentId};
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen};
use crate::platform::db::{Conn, Fault};
use crate::schema::{bank_lines, lot_uses, payments};

/// The transfers of these companies that no line of the bank's shows, received some days before the first of these
/// days to some after the last: nothing that was taken back.
///
/// # Errors
/// If the database fails.
pub fn unshown(
    conn: &mut Conn,
    companies: &[CompanyId],
    days: impl Iterator<Item = Day> + Clone,
) -> Result<Vec<Payment>, Fault> {
    let Some((first, last)) = days.clone().min().zip(days.max()) else {
        return Ok(vec![]);
    };
    if companies.is_empty() {
        return Ok(vec![]);
    }
    let near = Days::new(NEAR.unsigned_abs());
    let from = first.checked_sub_days(near).unwrap_or(first);
    let to = last.checked_add_days(near).unwrap_or(last);
    let mut found: Vec<Payment> = Payment::query()
        .filter(payments::company_id.eq_any(companies))
        .filter(payments::received_on.between(from, to))
        .filter(payments::method.eq(Method::Bank.word()))
        .filter(payments::amount.gt(0))
        .filter(payments::key.not_like("bank:%"))
        .order((payments::received_on, payments::id))
        .load(conn)?;
    let ids: Vec<&PaymentId> = found.iter().map(|payment| &payment.id).collect();
    let mut gone: Vec<Option<PaymentId>> = payments::table
        .filter(payments::reverses.eq_any(ids.clone()))
        .select(payments::reverses)
        .load(conn)?;
    let shown: Vec<Option<PaymentId>> = bank_lines::table
        .filter(bank_lines::payment_id.eq_any(ids))
        .select(bank_lines::payment_id)
        .load(conn)?;
    gone.extend(shown);
    found.retain(|payment| !gone.contains(&Some(payment.id.clone())));
    Ok(found)
}

/// Whether a transfer may be what a line shows, or its company's part of it.
#[must_use]
pub fn is_like(payment: &Payment, (on, amount): (Day, Fen), part: Fen) -> bool {
    is_near(payment.received_on, on) && (payment.fen() == amount || payment.fen() == part)
}

/// The first of these transfers that may be what a line shows that names these invoices.
#[must_use]
pub fn like<'a>(
    payments: &'a [Payment],
    line: (Day, Fen),
    named: &[&Invoice],
) -> Option<&'a Payment> {
    payments.iter().find(|payment| {
        let mine = named.iter().filter(|one| one.company == payment.company_id);
        let part = Fen(mine.clone().map(|one| one.open().0).sum());
        mine.count() > 0 && is_like(payment, line, part)
    })
}

/// The payments that each of these invoices is paid with.
///
/// # Errors
/// If the database fails.
pub fn paid_with(
    conn: &mut Conn,
    ids: &[InvoiceId],
) -> Result<HashMap<InvoiceId, Vec<Payment>>, Fault> {
    let uses: Vec<(Option<InvoiceId>, LotId, i64)> = lot_uses::table
        .filter(lot_uses::invoice_id.eq_any(ids))
        .group_by((lot_uses::invoice_id, lot_uses::lot_id))
        .select((lot_uses::invoice_id, lot_uses::lot_id, sum_of("amount")))
        .load(conn)?;
    let uses: Vec<_> = uses.into_iter().filter(|(.., sum)| *sum > 0).collect();
    let lots: Vec<&LotId> = uses.iter().map(|(_, lot, _)| lot).collect();
    let payments = money::payments_of_lots(conn, &lots)?;
    let mut found: HashMap<InvoiceId, Vec<Payment>> = HashMap::new();
    for (invoice, lot, _) in &uses {
        let with = payments.iter().find(|(of, _)| of == lot);
        if let (Some(invoice), Some((_, payment))) = (invoice, with) {
            let all = found.entry(invoice.clone()).or_default();
            all.push(payment.clone());
        }
    }
    Ok(found)
}

/// The booked line behind a payment: the one that it came with, or that shows it.
///
/// # Errors
/// If the database fails.
pub fn line_of(conn: &mut Conn, payment: &Payment) -> Result<Option<LineRow>, Fault> {
    let line = match went::line_of(&payment.key) {
        None => bank::showing(conn, &payment.id)?,
        Some((id, round)) => {
            let line = bank::line(conn, &id)?;
            (line.round == round && line.payment_id.is_none()).then_some(line)
        }
    };
    Ok(line.filter(|line| line.state == "booked"))
}
