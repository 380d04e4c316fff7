//! What invoices and payments are found by, where an older reading of sounds made it: found piece by piece
//! and made anew.

use diesel::prelude::*;

use crate::dues::rules::{InvoiceId, PaymentId, found_by};
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{Part, by, pieces};
use crate::schema::{companies, invoices, payments};

/// An invoice: its id, whom it bills, its number, its reference, what it is found by.
type Bill = (InvoiceId, String, String, String, String);
/// A payment: its id, its company's name, who paid, its receipt, what it is found by.
type Money = (PaymentId, String, String, String, String);

/// Something with what it is found by, as it was and as it should be.
pub type Misread<I> = (I, String, String);

/// Invoices that are found by something else than they would be today.
pub fn invoices(conn: &mut Conn) -> Result<Vec<Misread<InvoiceId>>, Fault> {
    use invoices::{bill_to, id, number, reference, search};
    let mut found = vec![];
    pieces(|part: Part<'_, Bill>| {
        let last = part.at().map(|one| one.0.clone());
        let query = invoices::table.select((id, bill_to, number, reference, search));
        let query = part.of(query.into_boxed(), vec![by(id, false, last)]);
        let some: Vec<Bill> = query.load(conn)?;
        for one in &some {
            let new = found_by::invoice(&one.1, &one.2, &one.3);
            if new != one.4 {
                found.push((one.0.clone(), one.4.clone(), new));
            }
        }
        Ok(some.into_iter().next_back())
    })?;
    Ok(found)
}

/// Payments that are found by something else than they would be today. One that came while its company was
/// called otherwise stays as it is.
pub fn payments(conn: &mut Conn) -> Result<Vec<Misread<PaymentId>>, Fault> {
    use payments::{company_id, id, payer, receipt, search};
    let mut found = vec![];
    pieces(|part: Part<'_, Money>| {
        let last = part.at().map(|one| one.0.clone());
        let query = payments::table.select((id, company_id, payer, receipt, search));
        let query = part.of(query.into_boxed(), vec![by(id, false, last)]);
        let mut some: Vec<Money> = query.load(conn)?;
        let firms: Vec<String> = some.iter().map(|one| one.1.clone()).collect();
        let names: Vec<(String, String)> = companies::table
            .filter(companies::id.eq_any(firms))
            .select((companies::id, companies::name))
            .load(conn)?;
        for one in &mut some {
            let name = names.iter().find(|(firm, _)| *firm == one.1);
            one.1 = name.map(|(_, name)| name.clone()).unwrap_or_default();
            let new = found_by::payment(&one.1, &one.2, &one.3);
            if new != one.4 && found_by::is_named(&one.4, &one.1) {
                found.push((one.0.clone(), one.4.clone(), new));
            }
        }
        Ok(some.into_iter().next_back())
    })?;
    Ok(found)
}

/// Makes anew what these invoices are found by, unless somebody did meanwhile.
pub fn read_invoices(conn: &mut Conn, some: &[Misread<InvoiceId>]) -> Result<(), Fault> {
    for (id, old, new) in some {
        let same = invoices::id.eq(id).and(invoices::search.eq(old));
        diesel::update(invoices::table.filter(same))
            .set(invoices::search.eq(new))
            .execute(conn)?;
    }
    Ok(())
}

/// The same for payments.
pub fn read_payments(conn: &mut Conn, some: &[Misread<PaymentId>]) -> Result<(), Fault> {
    for (id, old, new) in some {
        let same = payments::id.eq(id).and(payments::search.eq(old));
        diesel::update(payments::table.filter(same))
            .set(payments::search.eq(new))
            .execute(conn)?;
    }
    Ok(())
}
