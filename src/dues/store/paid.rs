//! A payment with what became of it.

use super::invoices;
use super::money::{self, Payment, Use};
use super::papers::{self, FiscalReceipt};
use crate::companies;
use crate::dues::rules::PaymentId;
use crate::dues::rules::invoice::Invoice;
use crate::kernel::Fen;
use crate::platform::db::{Conn, Fault};

/// What is known of a payment.
pub struct Paid {
    /// The payment.
    pub payment: Payment,
    /// Whose.
    pub company: String,
    /// What it was used for, oldest first.
    pub uses: Vec<(Use, Option<Invoice>)>,
    /// What is left of it.
    pub left: Fen,
    /// How much of it paid dues.
    pub dues: Fen,
    /// What took it back.
    pub reversal: Option<Payment>,
    /// Its fiscal receipts.
    pub fiscal: Vec<FiscalReceipt>,
}

/// A payment with what became of it.
pub fn load(conn: &mut Conn, id: &PaymentId) -> Result<Paid, Fault> {
    let payment = money::payment(conn, id)?;
    let (mut uses, mut left, mut dues) = (vec![], Fen(0), 0);
    if payment.reverses.is_none() {
        let lot = money::lot_of(conn, id)?;
        left = lot.remaining;
        let all = money::uses(conn, &lot.id)?;
        let ids: Vec<_> = all
            .iter()
            .filter_map(|used| used.invoice_id.clone())
            .collect();
        let paid = invoices::load_many(conn, &ids)?;
        for used in all {
            let invoice = used.invoice_id.as_ref();
            let invoice = invoice.and_then(|id| paid.iter().find(|i| i.id == *id).cloned());
            if invoice.as_ref().is_some_and(|i| i.kind.is_dues()) {
                dues += used.amount;
            }
            uses.push((used, invoice));
        }
    }
    Ok(Paid {
        company: companies::load(conn, &payment.company_id)?.profile.name,
        reversal: money::reversal_of(conn, id)?,
        fiscal: papers::fiscal_of(conn, id)?,
        payment,
        uses,
        left,
        dues: Fen(dues),
    })
}
