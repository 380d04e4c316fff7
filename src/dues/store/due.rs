//! Instalments as they stand, and what falls due first of what a company owes.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::dues::rules::InvoiceId;
use crate::dues::rules::invoice::{Invoice, Part, due_first, plan};
use crate::kernel::{Day, Fen};
use crate::platform::db::{Conn, Fault};
use crate::schema::instalments;

/// The instalments of those of these invoices that are open and have any.
pub fn plans(
    conn: &mut Conn,
    invoices: &[Invoice],
) -> Result<HashMap<InvoiceId, Vec<Part>>, Fault> {
    let open: HashMap<&InvoiceId, Fen> = invoices
        .iter()
        .filter(|invoice| invoice.open().0 > 0)
        .map(|invoice| (&invoice.id, invoice.open()))
        .collect();
    let ids: Vec<&InvoiceId> = open.keys().copied().collect();
    let rows: Vec<(InvoiceId, Day, i64)> = instalments::table
        .filter(instalments::invoice_id.eq_any(ids))
        .order((instalments::invoice_id, instalments::place))
        .select((
            instalments::invoice_id,
            instalments::due_on,
            instalments::amount,
        ))
        .load(conn)?;
    let mut parts: HashMap<InvoiceId, Vec<_>> = HashMap::new();
    for (id, due, amount) in rows {
        parts.entry(id).or_default().push((due, Fen(amount)));
    }
    let stand = |(id, parts): (InvoiceId, Vec<_>)| {
        let stand = plan(&parts, open.get(&id).copied().unwrap_or(Fen(0)));
        (id, stand)
    };
    Ok(parts.into_iter().map(stand).collect())
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
