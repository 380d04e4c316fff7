//! Instalments as they stand, and what falls due first of what a company owes.

use std::collections::HashMap;

use super::invoices;
use crate::dues::rules::InvoiceId;
use crate::dues::rules::invoice::{Invoice, Part, due_first, plan};
use crate::kernel::{Day, Fen};
use crate::platform::db::{Conn, Fault};

/// The instalments of those of these invoices that are open and have any.
pub fn plans(
    conn: &mut Conn,
    invoices: &[Invoice],
) -> Result<HashMap<InvoiceId, Vec<Part>>, Fault> {
    let mut found = HashMap::new();
    for invoice in invoices.iter().filter(|i| i.open().0 > 0) {
        let parts = plan(&invoices::parts(conn, &invoice.id)?, invoice.open());
        if !parts.is_empty() {
            found.insert(invoice.id.clone(), parts);
        }
    }
    Ok(found)
}

/// The day on which something of these invoices falls due first, and how much is due by then, or by today if
/// that day is over.
pub fn first(
    conn: &mut Conn,
    invoices: &[Invoice],
    today: Day,
) -> Result<Option<(Day, Fen)>, Fault> {
    let plans = plans(conn, invoices)?;
    let open = invoices
        .iter()
        .flat_map(|invoice| match plans.get(&invoice.id) {
            Some(parts) => parts.iter().map(|part| (part.due, part.open)).collect(),
            None => vec![(invoice.next_due, invoice.open())],
        });
    Ok(due_first(&open.collect::<Vec<_>>(), today))
}
