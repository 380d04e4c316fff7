//! Papers beside the money: fiscal receipts, tax titles, slips.

use serde_json::json;

use super::bounds;
use super::own::of_another;
use crate::dues::policy::{HandleDues, PayDues};
use crate::dues::rules::{FiscalId, InvoiceId, PaymentId, SlipId};
use crate::dues::store::papers::{self, FiscalReceipt, Slip, TaxTitle};
use crate::dues::store::{fiscal, invoices, money};
use crate::kernel::{Can, Day, Fen};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::say;

/// Slips of one invoice that wait for the treasurer.
const MOST_WAITING: usize = 5;

/// Writes down the fiscal receipt that was issued for a payment in the state's system.
///
/// # Errors
/// `Fault::Refused` if its number is on record, its day is to come, it is over more than was paid in dues, or the
/// payment was taken back.
pub fn record_fiscal(
    tx: &mut Tx,
    new: &FiscalReceipt,
    file: Option<&NewFile>,
) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    bounds::happened(tx, new.issued_on)?;
    if papers::fiscal_known(tx.conn(), &new.number)? {
        return Err(say!("dues-fiscal-known").into());
    }
    let mut new = FiscalReceipt {
        id: FiscalId::new(),
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
        ..new.clone()
    };
    if let Some(id) = &new.payment_id {
        let payment = money::payment(tx.conn(), id)?;
        of_another(tx, &payment.company_id)?;
        let earlier = papers::fiscal_of(tx.conn(), id)?;
        let given: i64 = earlier
            .iter()
            .filter(|r| r.voided_on.is_none())
            .map(|r| r.amount)
            .sum();
        let dues = fiscal::dues_of(tx.conn(), &[id], None)?;
        let most = dues.get(id).copied().unwrap_or_default();
        if new.amount <= 0 || given + new.amount > most {
            return Err(say!("dues-fiscal-too-much", most = Fen(most - given)).into());
        }
        new.company_id = Some(payment.company_id);
    }
    if let Some(file) = file {
        new.file_id = Some(files::keep(tx, file, "fiscal", &new.id)?);
    }
    papers::insert_fiscal(tx.conn(), &new)?;
    let after = json!({
        "number": new.number, "batch": new.batch, "amount": Fen(new.amount),
        "payment": new.payment_id, "issued_on": new.issued_on,
    });
    let entry = Entry::on("fiscal", &new.id).did("dues.fiscal.recorded");
    audit::record(tx, entry.after(&after))
}

/// Refuses to leave valid fiscal receipts of these payments over more than they pay in dues: asked of what a
/// person decides, once the money has moved. They are voided in the state's system first, and here. What follows
/// from another act is not refused: its receipts wait to be voided (see [`fiscal::to_void`]).
pub(super) fn ask_void(tx: &mut Tx, payments: &[PaymentId]) -> Result<(), Fault> {
    let beyond = fiscal::beyond(tx.conn(), &payments.iter().collect::<Vec<_>>(), None)?;
    if beyond.is_empty() {
        return Ok(());
    }
    let numbers: Vec<&str> = beyond.iter().map(|one| one.number.as_str()).collect();
    Err(say!("dues-fiscal-void-first", number = numbers.join(", ")).into())
}

/// Voids a fiscal receipt: it stays in the table with its number.
///
/// # Errors
/// `Fault::Refused` if it is void already.
pub fn void_fiscal(tx: &mut Tx, id: &FiscalId, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let known = papers::fiscal(tx.conn(), id)?;
    if let Some(company) = &known.company_id {
        of_another(tx, company)?;
    }
    if known.voided_on.is_some() {
        return Err(say!("dues-fiscal-void-already").into());
    }
    let today = tx.today()?;
    papers::void_fiscal(tx.conn(), id, today, why)?;
    let entry = Entry::on("fiscal", id).did("dues.fiscal.voided");
    audit::record(tx, entry.after(&today).why(why))
}

/// Stores what a company wants on its tax invoices.
pub fn set_title(tx: &mut Tx, title: &TaxTitle) -> Result<(), Fault> {
    let actor = tx.actor()?;
    if Can::<PayDues>::check(actor, &title.company_id).is_err() {
        let _can = Can::<HandleDues>::check(actor, &())?;
    }
    let title = TaxTitle {
        changed_at: tx.now(),
        ..title.clone()
    };
    let said = |t: &TaxTitle| {
        json!({ "kind": t.kind, "title": t.title, "tax_number": t.tax_number, "address": t.address,
            "phone": t.phone, "bank": t.bank, "account": t.account, "email": t.email })
    };
    let before = papers::title(tx.conn(), &title.company_id)?;
    papers::set_title(tx.conn(), &title)?;
    let entry = Entry::on("company", &title.company_id).did("dues.title.changed");
    audit::record(
        tx,
        entry
            .before(&before.as_ref().map(said))
            .after(&said(&title)),
    )
}

/// A member says that it has paid, with the bank's slip. Nothing is booked before the treasurer has
/// seen the money.
///
/// # Errors
/// `Fault::Refused` if nothing is open, so many slips wait for the treasurer already, or the day is to come.
pub fn upload_slip(
    tx: &mut Tx,
    invoice: &InvoiceId,
    file: &NewFile,
    (amount, paid_on): (Fen, Day),
    note: &str,
) -> Result<(), Fault> {
    let owed = invoices::load(tx.conn(), invoice)?;
    let _can = Can::<PayDues>::check(tx.actor()?, &owed.company)?;
    if owed.open().0 <= 0 {
        return Err(say!("dues-nothing-open").into());
    }
    let slips = papers::slips_of(tx.conn(), std::slice::from_ref(invoice))?;
    let waiting = slips.iter().filter(|slip| slip.handled_at.is_none());
    if waiting.count() >= MOST_WAITING {
        return Err(say!("dues-slip-enough", most = MOST_WAITING).into());
    }
    bounds::amount(tx, amount)?;
    bounds::happened(tx, paid_on)?;
    let id = SlipId::new();
    let file_id = files::keep(tx, file, "slip", &id)?;
    let slip = Slip {
        id,
        invoice_id: invoice.clone(),
        file_id,
        amount: amount.0,
        paid_on,
        note: note.to_owned(),
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
        handled_at: None,
    };
    papers::insert_slip(tx.conn(), &slip)?;
    let entry = Entry::on("invoice", invoice).did("dues.slip.uploaded");
    audit::record(
        tx,
        entry.after(&json!({ "amount": amount, "paid_on": paid_on })),
    )
}
