//! Work that happens later: rows with a lease, so that any number of servers share them
//! and none is done by two. A job is unique by kind and key.
//!
//! A worker takes the oldest due job for [`LEASE`] seconds; if it dies the lease runs out and
//! another takes over. A failed job comes back after a growing pause, [`TRIES`] times.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde::Serialize;

use crate::kernel::Moment;
use crate::kernel::id::Id;
use crate::platform::db::{Fault, Tx};
use crate::schema::jobs;

/// Marker for job ids.
pub enum Job {}
/// Id of a job.
pub type JobId = Id<Job>;

/// Seconds a worker may hold a job before others take it for dead.
pub const LEASE: i64 = 120;
/// Tries before a job counts as failed.
pub const TRIES: i32 = 8;

/// A job as stored.
#[derive(Debug, Clone, Queryable, Insertable, Selectable)]
#[diesel(table_name = jobs)]
pub struct JobRow {
    /// Id.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// Unique together with the kind: stored as `kind:key`.
    pub key: String,
    /// JSON.
    pub payload: String,
    /// `queued`, `running`, `done`, `failed`.
    pub state: String,
    /// Not before.
    pub run_at: Moment,
    /// Tries so far.
    pub attempts: i32,
    /// Worker that holds it.
    pub leased_by: Option<String>,
    /// Until when.
    pub leased_until: Option<Moment>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// When it was queued.
    pub created_at: Moment,
    /// When it was done or given up.
    pub finished_at: Option<Moment>,
}

/// Queues a job, unless one of this kind and key was queued before.
pub fn enqueue(
    tx: &mut Tx,
    kind: &str,
    key: &str,
    payload: &impl Serialize,
    run_at: Moment,
) -> Result<(), Fault> {
    let key = format!("{kind}:{key}");
    let known: i64 = jobs::table
        .filter(jobs::key.eq(&key))
        .count()
        .get_result(tx.conn())?;
    if known > 0 {
        return Ok(());
    }
    let row = JobRow {
        id: JobId::new(),
        kind: kind.to_owned(),
        key,
        payload: serde_json::to_string(payload)?,
        state: "queued".to_owned(),
        run_at,
        attempts: 0,
        leased_by: None,
        leased_until: None,
        last_error: None,
        created_at: tx.now(),
        finished_at: None,
    };
    diesel::insert_into(jobs::table)
        .values(&row)
        .execute(tx.conn())?;
    Ok(())
}

/// Takes the oldest due job for this worker, if there is one.
pub fn lease(tx: &mut Tx, worker: &str) -> Result<Option<JobRow>, Fault> {
    let now = tx.now();
    let due: Option<JobRow> = jobs::table
        .filter(
            jobs::state
                .eq("queued")
                .and(jobs::run_at.le(now))
                .or(jobs::state.eq("running").and(jobs::leased_until.lt(now))),
        )
        .order((jobs::run_at, jobs::id))
        .select(JobRow::as_select())
        .first(tx.conn())
        .optional()?;
    let Some(mut job) = due else { return Ok(None) };
    job.attempts += 1;
    diesel::update(jobs::table.find(&job.id))
        .set((
            jobs::state.eq("running"),
            jobs::attempts.eq(job.attempts),
            jobs::leased_by.eq(worker),
            jobs::leased_until.eq(now + TimeDelta::seconds(LEASE)),
        ))
        .execute(tx.conn())?;
    Ok(Some(job))
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Not now; try again after the pause.
    Later(String),
    /// Never.
    Failed(String),
}

/// Writes down how a try ended, if this worker still holds the job.
pub fn finish(tx: &mut Tx, job: &JobRow, worker: &str, outcome: &Outcome) -> Result<(), Fault> {
    let now = tx.now();
    let (state, error, run_at) = match outcome {
        Outcome::Done => ("done", None, job.run_at),
        Outcome::Later(why) if job.attempts < TRIES => {
            ("queued", Some(why), now + pause(job.attempts))
        }
        Outcome::Later(why) | Outcome::Failed(why) => ("failed", Some(why), job.run_at),
    };
    diesel::update(
        jobs::table
            .filter(jobs::id.eq(&job.id).and(jobs::state.eq("running")))
            .filter(jobs::leased_by.eq(worker)),
    )
    .set((
        jobs::state.eq(state),
        jobs::last_error.eq(error),
        jobs::run_at.eq(run_at),
        jobs::leased_by.eq(None::<String>),
        jobs::leased_until.eq(None::<Moment>),
        jobs::finished_at.eq((state != "queued").then_some(now)),
    ))
    .execute(tx.conn())?;
    Ok(())
}

/// Puts a failed job back into the queue, by hand.
pub fn again(tx: &mut Tx, id: &JobId) -> Result<bool, Fault> {
    let now = tx.now();
    let changed = diesel::update(jobs::table.filter(jobs::id.eq(id).and(jobs::state.eq("failed"))))
        .set((
            jobs::state.eq("queued"),
            jobs::attempts.eq(0),
            jobs::run_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(changed == 1)
}

/// 5 s, 20 s, 80 s, … at most six hours.
fn pause(attempts: i32) -> TimeDelta {
    let factor = 4i64.saturating_pow(u32::try_from(attempts - 1).unwrap_or(0).min(8));
    TimeDelta::seconds((5 * factor).min(6 * 3600))
}
