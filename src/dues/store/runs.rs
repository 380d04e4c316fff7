//! Dues runs with what they left out, and reminders.

use diesel::prelude::*;

use super::invoices;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ladder::latest_due;
use crate::dues::rules::{InvoiceId, RunId};
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Moment};
use crate::membership::rules::MembershipId;
use crate::platform::db::{Conn, Fault};
use crate::schema::{dues_runs, invoices as table, reminders, run_skips};

/// A run.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = dues_runs, treat_none_as_null = true)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// First day on which a period begins that it bills.
    pub from_day: Day,
    /// Last such day.
    pub to_day: Day,
    /// `running`, `paused`, `done`.
    pub state: String,
    /// Place in the order of member numbers it has come to.
    pub cursor: i64,
    /// Members when it began.
    pub total: i64,
    /// Members looked at.
    pub seen: i64,
    /// Members billed.
    pub billed: i64,
    /// Billed in all, in fen.
    pub amount: i64,
    /// Who started it.
    pub by_name: String,
    /// When.
    pub created_at: Moment,
    /// When it was through.
    pub finished_at: Option<Moment>,
}

/// The runs, the newest first.
pub fn runs(conn: &mut Conn) -> Result<Vec<Run>, Fault> {
    Ok(dues_runs::table
        .order(dues_runs::created_at.desc())
        .limit(50)
        .select(Run::as_select())
        .load(conn)?)
}

/// The runs that are under way.
pub fn running(conn: &mut Conn) -> Result<Vec<RunId>, Fault> {
    Ok(dues_runs::table
        .filter(dues_runs::state.eq("running"))
        .order(dues_runs::id)
        .select(dues_runs::id)
        .load(conn)?)
}

/// A run.
pub fn run(conn: &mut Conn, id: &RunId) -> Result<Run, Fault> {
    Ok(dues_runs::table
        .find(id)
        .select(Run::as_select())
        .first(conn)?)
}

/// Writes a run down.
pub fn insert_run(conn: &mut Conn, run: &Run) -> Result<(), Fault> {
    diesel::insert_into(dues_runs::table)
        .values(run.clone())
        .execute(conn)?;
    Ok(())
}

/// How far a run has come.
pub fn set_run(conn: &mut Conn, run: &Run) -> Result<(), Fault> {
    diesel::update(dues_runs::table.find(&run.id))
        .set(run.clone())
        .execute(conn)?;
    Ok(())
}

/// Writes down why a member was left out.
pub fn skip(conn: &mut Conn, run: &RunId, member: &MembershipId, why: &str) -> Result<(), Fault> {
    diesel::insert_into(run_skips::table)
        .values((
            run_skips::run_id.eq(run),
            run_skips::membership_id.eq(member),
            run_skips::why.eq(why),
        ))
        .execute(conn)?;
    Ok(())
}

/// How many a run left out, by reason.
pub fn skipped(conn: &mut Conn, run: &RunId) -> Result<Vec<(String, i64)>, Fault> {
    Ok(run_skips::table
        .filter(run_skips::run_id.eq(run))
        .group_by(run_skips::why)
        .select((run_skips::why, diesel::dsl::count_star()))
        .order(run_skips::why)
        .load(conn)?)
}

/// Whom a run left out, at most so many of each page.
pub fn skips(
    conn: &mut Conn,
    run: &RunId,
    most: i64,
) -> Result<Vec<(MembershipId, String)>, Fault> {
    Ok(run_skips::table
        .filter(run_skips::run_id.eq(run))
        .filter(run_skips::why.ne("billed"))
        .order((run_skips::why, run_skips::membership_id))
        .limit(most)
        .select((run_skips::membership_id, run_skips::why))
        .load(conn)?)
}

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
        .execute(conn)?;
    Ok(())
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
        .execute(conn)?;
    Ok(())
}

/// The reminders sent last: invoice, step, day.
pub fn sent(conn: &mut Conn, most: i64) -> Result<Vec<(InvoiceId, i32, Day)>, Fault> {
    Ok(reminders::table
        .order((reminders::sent_on.desc(), reminders::created_at.desc()))
        .limit(most)
        .select((reminders::invoice_id, reminders::step, reminders::sent_on))
        .load(conn)?)
}
