//! Reminders: what is due for one, and what was sent.

use diesel::prelude::*;

use super::invoices;
use crate::dues::rules::InvoiceId;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ladder::latest_due;
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Moment};
use crate::platform::db::{Change, Conn, Fault};
use crate::schema::{invoices as table, reminders};

/// Open invoices that a step of the ladder is due for: each with the last step sent, those of one
/// company together, at most so many.
pub fn to_remind(
    conn: &mut Conn,
    steps: &[i64],
    today: Day,
    most: i64,
) -> Result<Vec<(Invoice, i32)>, Fault> {
    // One mail for a company and a day: who had one today waits for tomorrow.
    let had_one = || {
        diesel::dsl::exists(
            reminders::table.filter(
                reminders::company_id
                    .eq(table::company_id)
                    .and(reminders::sent_on.eq(today)),
            ),
        )
    };
    let mut ids: Vec<(CompanyId, InvoiceId, i32)> = table::table
        .filter(table::reminded.lt(0).and(table::open.gt(0)))
        .filter(diesel::dsl::not(had_one()))
        .filter(table::issued_on.le(today))
        .order((table::company_id, table::id))
        .limit(most)
        .select((table::company_id, table::id, table::reminded))
        .load(conn)?;
    for step in 1..=steps.len() {
        let Some(latest) = latest_due(steps, step, today) else {
            continue;
        };
        // Exactly those whose last step was the one before: each is found once.
        let before = i32::try_from(step).unwrap_or(i32::MAX) - 1;
        let found: Vec<(CompanyId, InvoiceId, i32)> = table::table
            .filter(table::reminded.eq(before).and(table::next_due.le(latest)))
            .filter(table::open.gt(0))
            .filter(diesel::dsl::not(had_one()))
            .order((table::company_id, table::id))
            .limit(most)
            .select((table::company_id, table::id, table::reminded))
            .load(conn)?;
        ids.extend(found);
    }
    ids.sort();
    let wanted: Vec<InvoiceId> = ids.iter().map(|(_, id, _)| id.clone()).collect();
    let mut all = vec![];
    for some in wanted.chunks(500) {
        all.extend(invoices::load_many(conn, some)?);
    }
    Ok(all
        .into_iter()
        .zip(ids.into_iter().map(|(_, _, n)| n))
        .collect())
}

/// Writes a reminder down.
pub fn remind(
    conn: &mut Conn,
    invoice: &Invoice,
    step: i32,
    today: Day,
    now: Moment,
) -> Result<(), Fault> {
    diesel::insert_into(reminders::table)
        .values((
            reminders::invoice_id.eq(&invoice.id),
            reminders::due_on.eq(invoice.next_due),
            reminders::step.eq(step),
            reminders::company_id.eq(&invoice.company),
            reminders::sent_on.eq(today),
            reminders::created_at.eq(now),
        ))
        .execute(conn)?;
    diesel::update(table::table.find(&invoice.id))
        .set(table::reminded.eq(step))
        .apply(conn)
}

/// The last step sent for an invoice's day; -1 before any.
pub fn last_step(conn: &mut Conn, invoice: &InvoiceId, due_on: Day) -> Result<i32, Fault> {
    let last: Option<i32> = reminders::table
        .filter(
            reminders::invoice_id
                .eq(invoice)
                .and(reminders::due_on.eq(due_on)),
        )
        .select(diesel::dsl::max(reminders::step))
        .first(conn)?;
    Ok(last.unwrap_or(-1))
}

/// Sets the step an invoice's day has come to.
pub fn set_reminded(conn: &mut Conn, invoice: &InvoiceId, step: i32) -> Result<(), Fault> {
    diesel::update(table::table.find(invoice))
        .set(table::reminded.eq(step))
        .apply(conn)
}

/// A reminder as it was sent.
pub struct Sent {
    /// What it was about.
    pub invoice: InvoiceId,
    /// The day that fell due.
    pub due_on: Day,
    /// Which step of the ladder.
    pub step: i32,
    /// The step that was sent before it for the same day; -1 before any.
    pub before: i32,
    /// When it was sent.
    pub on: Day,
}

/// The reminders sent last, the newest first.
pub fn sent(conn: &mut Conn, most: i64) -> Result<Vec<Sent>, Fault> {
    type Row = (InvoiceId, Day, i32, Day);
    let rows: Vec<Row> = reminders::table
        .order((reminders::sent_on.desc(), reminders::created_at.desc()))
        .limit(most)
        .select((
            reminders::invoice_id,
            reminders::due_on,
            reminders::step,
            reminders::sent_on,
        ))
        .load(conn)?;
    let about: Vec<InvoiceId> = rows.iter().map(|row| row.0.clone()).collect();
    let all: Vec<(InvoiceId, Day, i32)> = reminders::table
        .filter(reminders::invoice_id.eq_any(about))
        .select((reminders::invoice_id, reminders::due_on, reminders::step))
        .load(conn)?;
    let before = |(invoice, due_on, step, _): &Row| {
        let own = all
            .iter()
            .filter(|one| one.0 == *invoice && one.1 == *due_on);
        own.map(|one| one.2)
            .filter(|one| one < step)
            .max()
            .unwrap_or(-1)
    };
    let sent = rows.iter().map(|row| Sent {
        before: before(row),
        invoice: row.0.clone(),
        due_on: row.1,
        step: row.2,
        on: row.3,
    });
    Ok(sent.collect())
}
