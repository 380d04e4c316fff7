//! What many lines of a statement rest on, and what becomes of them and of what they pay: each read and
//! written for all of them together, at most some hundred.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::bank::LineRow;
use super::{returned, sum_of};
use crate::dues::rules::bank::Line;
use crate::dues::rules::bank::returned::tie;
use crate::dues::rules::{InvoiceId, LineId};
use crate::kernel::{Day, Fen};
use crate::platform::db::{Change, Conn, Fault};
use crate::platform::runs::RunId;
use crate::schema::{bank_lines, instalments, invoices, lot_uses};

/// These lines as they are now.
///
/// # Errors
/// If the database fails.
pub fn lines(conn: &mut Conn, ids: &[&LineId]) -> Result<HashMap<LineId, LineRow>, Fault> {
    let rows: Vec<LineRow> = LineRow::query()
        .filter(bank_lines::id.eq_any(ids))
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

/// Those of these lines that a bank may have taken back, whole or in part: a return is known to, or an open one
/// names it. Whether, [`returns`](returned::returns) tells.
///
/// # Errors
/// If the database fails.
pub fn doubtful(conn: &mut Conn, lines: &[&LineRow]) -> Result<HashSet<LineId>, Fault> {
    let ids: Vec<&LineId> = lines.iter().map(|line| &line.id).collect();
    let known: Vec<Option<LineId>> = bank_lines::table
        .filter(bank_lines::takes_back.eq_any(ids))
        .filter(bank_lines::state.ne("undone"))
        .select(bank_lines::takes_back)
        .load(conn)?;
    let open = returned::naming(conn, lines)?.into_iter();
    let open: Vec<Line> = open.map(|back| back.line()).collect();
    let is_named = |line: &&&LineRow| {
        let line = line.line();
        open.iter().any(|back| tie(back, &line).is_some())
    };
    let named = lines.iter().filter(is_named);
    let named = named.map(|line| line.id.clone());
    Ok(known.into_iter().flatten().chain(named).collect())
}

/// What paid each of these invoices so far; those that nothing paid are left out.
///
/// # Errors
/// If the database fails.
pub fn paid(conn: &mut Conn, ids: &[InvoiceId]) -> Result<HashMap<InvoiceId, Fen>, Fault> {
    let rows: Vec<(Option<InvoiceId>, i64)> = lot_uses::table
        .filter(lot_uses::invoice_id.eq_any(ids))
        .group_by(lot_uses::invoice_id)
        .select((lot_uses::invoice_id, sum_of("amount")))
        .load(conn)?;
    let known = |(id, sum): (Option<InvoiceId>, i64)| Some((id?, Fen(sum)));
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Those of these invoices that are paid in parts.
///
/// # Errors
/// If the database fails.
pub fn in_parts(conn: &mut Conn, ids: &[InvoiceId]) -> Result<HashSet<InvoiceId>, Fault> {
    let found: Vec<InvoiceId> = instalments::table
        .filter(instalments::invoice_id.eq_any(ids))
        .select(instalments::invoice_id)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// That nothing of these invoices is open any more since a day: all that was, was paid.
///
/// # Errors
/// If the database fails.
pub fn set_paid(conn: &mut Conn, ids: &[InvoiceId], on: Day) -> Result<(), Fault> {
    let owed = invoices::total - invoices::credited - invoices::written_off;
    diesel::update(invoices::table.filter(invoices::id.eq_any(ids)))
        .set((
            invoices::paid.eq(owed),
            invoices::open.eq(0i64),
            invoices::settled_on.eq(on),
        ))
        .apply(conn)
}

/// That a run booked these lines, each once more.
///
/// # Errors
/// If the database fails.
pub fn set_booked(conn: &mut Conn, ids: &[&LineId], run: &RunId) -> Result<(), Fault> {
    diesel::update(bank_lines::table.filter(bank_lines::id.eq_any(ids)))
        .set((
            bank_lines::state.eq("booked"),
            bank_lines::why.eq(""),
            bank_lines::round.eq(bank_lines::round + 1),
            bank_lines::run_id.eq(run),
        ))
        .apply(conn)
}
