//! Valid fiscal receipts beside the dues that their payments pay: they may stand for no more than that.

use std::collections::{BTreeSet, HashMap};

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::papers::{self, FiscalReceipt};
use super::{invoices, money};
use crate::dues::rules::{InvoiceId, LotId, PaymentId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{fiscal_receipts, lot_uses};

/// Payments that are looked at together.
const SOME: usize = 200;

/// The payments that something of paid one of these invoices, whether it still does or not.
///
/// # Errors
/// If the database fails.
pub fn payments_of(conn: &mut Conn, invoices: &[InvoiceId]) -> Result<Vec<PaymentId>, Fault> {
    let lots: Vec<LotId> = lot_uses::table
        .filter(lot_uses::invoice_id.eq_any(invoices))
        .select(lot_uses::lot_id)
        .distinct()
        .load(conn)?;
    payments_behind(conn, &lots.iter().collect::<Vec<_>>())
}

/// The payments that made these lots.
///
/// # Errors
/// If the database fails.
pub fn payments_behind(conn: &mut Conn, lots: &[&LotId]) -> Result<Vec<PaymentId>, Fault> {
    let found = money::payments_of_lots(conn, lots)?.into_iter();
    Ok(found.map(|(_, payment)| payment.id).collect())
}

/// How much each of these payments pays of dues, in fen, an invoice left aside if one is named.
///
/// # Errors
/// If the database fails.
pub fn dues_of(
    conn: &mut Conn,
    payments: &[&PaymentId],
    aside: Option<&InvoiceId>,
) -> Result<HashMap<PaymentId, i64>, Fault> {
    let mut paid = money::paid_by(conn, payments)?;
    paid.retain(|(_, invoice, _)| Some(invoice) != aside);
    let named: BTreeSet<&InvoiceId> = paid.iter().map(|(_, invoice, _)| invoice).collect();
    let named: Vec<InvoiceId> = named.into_iter().cloned().collect();
    let dues = invoices::load_many(conn, &named)?.into_iter();
    let dues: BTreeSet<InvoiceId> = dues
        .filter(|invoice| invoice.kind.is_dues())
        .map(|invoice| invoice.id)
        .collect();
    let mut sums = HashMap::new();
    for (payment, invoice, amount) in paid {
        if dues.contains(&invoice) {
            *sums.entry(payment).or_default() += amount;
        }
    }
    Ok(sums)
}

/// The valid receipts of those of these payments that pay less in dues than their receipts are over, an invoice
/// left aside if one is named. Each payment is named once.
///
/// # Errors
/// If the database fails.
pub fn beyond(
    conn: &mut Conn,
    payments: &[&PaymentId],
    aside: Option<&InvoiceId>,
) -> Result<Vec<FiscalReceipt>, Fault> {
    let mut found = vec![];
    for some in payments.chunks(SOME) {
        let mut valid = papers::fiscal_of_many(conn, some)?;
        valid.retain(|receipt| receipt.voided_on.is_none());
        let mut over: HashMap<PaymentId, i64> = HashMap::new();
        for receipt in &valid {
            if let Some(payment) = &receipt.payment_id {
                *over.entry(payment.clone()).or_default() += receipt.amount;
            }
        }
        let dues = dues_of(conn, &over.keys().collect::<Vec<_>>(), aside)?;
        over.retain(|payment, sum| dues.get(payment).copied().unwrap_or_default() < *sum);
        valid.retain(|one| {
            one.payment_id
                .as_ref()
                .is_some_and(|id| over.contains_key(id))
        });
        found.extend(valid);
    }
    Ok(found)
}

/// All valid receipts that stand for money which pays no dues any more: it went from an invoice by an act that
/// nobody could refuse, or an earlier build asked nobody to void them.
///
/// # Errors
/// If the database fails.
pub fn to_void(conn: &mut Conn) -> Result<Vec<FiscalReceipt>, Fault> {
    // A payment pays less than it did only once something of it was used otherwise.
    let otherwise = "fiscal_receipts.payment_id IN (SELECT payment_id FROM prepaid_lots WHERE id IN \
         (SELECT lot_id FROM lot_uses WHERE amount < 0 OR kind <> 'invoice'))";
    let payments: Vec<PaymentId> = fiscal_receipts::table
        .filter(fiscal_receipts::payment_id.is_not_null())
        .filter(fiscal_receipts::voided_on.is_null())
        .filter(sql::<Bool>(otherwise))
        .select(fiscal_receipts::payment_id.assume_not_null())
        .distinct()
        .load(conn)?;
    beyond(conn, &payments.iter().collect::<Vec<_>>(), None)
}
