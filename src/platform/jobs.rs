//! Work that happens later: rows with a lease, so that any number of servers share them
//! and none is done by two. A job is unique by kind and key.
//!
//! A worker takes the oldest due job for [`LEASE`] seconds; if it dies the lease runs out and
//! another takes over. A failed job comes back after a growing pause, [`TRIES`] times; one whose worker
//! stopped in the middle as often, for whatever reason, is given up too.

use std::fmt::Display;

use chrono::TimeDelta;
use diesel::prelude::*;
use serde::Serialize;

use crate::kernel::Moment;
use crate::kernel::id::Id;
use crate::platform::db::{self, Conn, Fault, Tx};
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
#[diesel(table_name = jobs, treat_none_as_default_value = false)]
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

impl JobRow {
    /// Whether a failure now is final.
    #[must_use]
    pub const fn is_last_try(&self) -> bool {
        self.attempts >= TRIES
    }
}

/// Queues a job, unless one of this kind and key was queued before.
pub fn enqueue(
    tx: &mut Tx,
    kind: &str,
    key: &str,
    payload: &impl Serialize,
    run_at: Moment,
) -> Result<(), Fault> {
    if is_known(tx.conn(), kind, key)? {
        return Ok(());
    }
    let row = queued(tx, kind, (key, payload), run_at)?;
    db::insert(tx.conn(), jobs::table, row)
}

/// Queues a job now for each of these things, which are new: none was queued before.
pub fn enqueue_new<K>(tx: &mut Tx, kind: &str, ids: &[Id<K>]) -> Result<(), Fault> {
    let now = tx.now();
    let rows = ids
        .iter()
        .map(|id| queued(tx, kind, (id.as_str(), id), now));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    db::insert_all(tx.conn(), jobs::table, rows)
}

fn queued(
    tx: &Tx,
    kind: &str,
    (key, payload): (&str, &impl Serialize),
    run_at: Moment,
) -> Result<JobRow, Fault> {
    Ok(JobRow {
        id: JobId::new(),
        kind: kind.to_owned(),
        key: format!("{kind}:{key}"),
        payload: serde_json::to_string(payload)?,
        state: "queued".to_owned(),
        run_at,
        attempts: 0,
        leased_by: None,
        leased_until: None,
        last_error: None,
        created_at: tx.now(),
        finished_at: None,
    })
}

/// The jobs of this kind with these keys.
///
/// # Errors
/// If the database fails.
pub fn keyed<T: Display>(conn: &mut Conn, kind: &str, keys: &[T]) -> Result<Vec<JobId>, Fault> {
    let keys = keys.iter().map(|key| format!("{kind}:{key}"));
    let keyed = jobs::table.filter(jobs::key.eq_any(keys.collect::<Vec<_>>()));
    Ok(keyed.select(jobs::id).load(conn)?)
}

/// Whether a job of this kind and key was queued before, however it stands.
pub fn is_known(conn: &mut Conn, kind: &str, key: &str) -> Result<bool, Fault> {
    let known: i64 = jobs::table
        .filter(jobs::key.eq(format!("{kind}:{key}")))
        .count()
        .get_result(conn)?;
    Ok(known > 0)
}

/// Those of these kinds of which a job is due: queued, or held by a worker whose lease ran out.
///
/// # Errors
/// If the database fails.
pub fn waiting(conn: &mut Conn, kinds: &[String], now: Moment) -> Result<Vec<String>, Fault> {
    let of = |state: &'static str| {
        let those = jobs::table.filter(jobs::state.eq(state));
        those.filter(jobs::kind.eq_any(kinds.to_vec()))
    };
    let queued = of("queued").filter(jobs::run_at.le(now));
    let mut found: Vec<String> = queued.select(jobs::kind).distinct().load(conn)?;
    let left = of("running").filter(jobs::leased_until.assume_not_null().lt(now));
    let left: Vec<String> = left.select(jobs::kind).distinct().load(conn)?;
    found.extend(left);
    Ok(found)
}

/// The oldest due jobs of this kind, at most so many. However many wait, an index has them in this order:
/// for each state by itself.
fn oldest(conn: &mut Conn, kind: &str, now: Moment, most: usize) -> Result<Vec<JobRow>, Fault> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let of = |state: &'static str| {
        let those = jobs::table.filter(jobs::state.eq(state));
        let those = those.filter(jobs::kind.eq(kind.to_owned()));
        those.order((jobs::run_at, jobs::id)).limit(limit)
    };
    let left = of("running").filter(jobs::leased_until.assume_not_null().lt(now));
    let mut found: Vec<JobRow> = left.select(JobRow::as_select()).load(conn)?;
    let queued = of("queued").filter(jobs::run_at.le(now));
    let queued: Vec<JobRow> = queued.select(JobRow::as_select()).load(conn)?;
    found.extend(queued);
    found.truncate(most);
    Ok(found)
}

/// Takes the oldest due jobs of these kinds for this worker, at most so many of each; gives them.
///
/// # Errors
/// If the database fails.
pub fn lease_some(
    tx: &mut Tx,
    worker: &str,
    kinds: &[(String, usize)],
) -> Result<Vec<JobRow>, Fault> {
    let now = tx.now();
    let mut taken = vec![];
    for (kind, most) in kinds {
        for mut job in oldest(tx.conn(), kind, now, *most)? {
            if job.is_last_try() {
                give_up(tx, &job)?;
                continue;
            }
            hold(tx, worker, &mut job)?;
            taken.push(job);
        }
    }
    Ok(taken)
}

/// Whatever this job does, the workers that held it did not live to say how it ended.
fn give_up(tx: &mut Tx, job: &JobRow) -> Result<(), Fault> {
    let tries = job.attempts;
    let why = format!("its worker stopped in the middle, the last of {tries} times");
    finish(tx, job, &Outcome::Failed(why))
}

fn hold(tx: &mut Tx, worker: &str, job: &mut JobRow) -> Result<(), Fault> {
    let until = tx.now() + TimeDelta::seconds(LEASE);
    job.attempts += 1;
    job.leased_by = Some(worker.to_owned());
    diesel::update(jobs::table.find(&job.id))
        .set((
            jobs::state.eq("running"),
            jobs::attempts.eq(job.attempts),
            jobs::leased_by.eq(worker),
            jobs::leased_until.eq(until),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Holds on to a job that takes long. `false`: another worker has it by now.
pub fn renew(tx: &mut Tx, job: &JobRow) -> Result<bool, Fault> {
    let until = tx.now() + TimeDelta::seconds(LEASE);
    let changed = diesel::update(jobs::table.find(&job.id))
        .filter(
            jobs::state
                .eq("running")
                .and(jobs::attempts.eq(job.attempts)),
        )
        .set(jobs::leased_until.eq(until))
        .execute(tx.conn())?;
    Ok(changed == 1)
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

impl Outcome {
    /// A fault is worth another try later: what is wrong now may be mended by then.
    pub fn of<T>(result: Result<T, Fault>) -> Self {
        match result {
            Ok(_) => Self::Done,
            Err(fault) => Self::Later(fault.to_string()),
        }
    }

    /// In a word, for the figures.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Later(_) => "later",
            Self::Failed(_) => "failed",
        }
    }
}

/// Writes down how a try ended, if it is still this try that holds the job.
pub fn finish(tx: &mut Tx, job: &JobRow, outcome: &Outcome) -> Result<(), Fault> {
    let now = tx.now();
    let (state, error, run_at) = match outcome {
        Outcome::Done => ("done", None, job.run_at),
        Outcome::Later(why) if !job.is_last_try() => {
            ("queued", Some(why), now + pause(job.attempts))
        }
        Outcome::Later(why) | Outcome::Failed(why) => ("failed", Some(why), job.run_at),
    };
    diesel::update(
        jobs::table
            .filter(jobs::id.eq(&job.id).and(jobs::state.eq("running")))
            .filter(jobs::attempts.eq(job.attempts)),
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
            jobs::finished_at.eq(None::<Moment>),
        ))
        .execute(tx.conn())?;
    Ok(changed == 1)
}

/// Puts an ended job of this kind and key back into the queue, or queues it anew if it was
/// cleared away since. One that waits or runs stays as it is.
pub fn restart(tx: &mut Tx, kind: &str, key: &str, payload: &impl Serialize) -> Result<(), Fault> {
    requeue(tx, kind, key, &["done", "failed"])?;
    let now = tx.now();
    enqueue(tx, kind, key, payload, now)
}

/// Lets a job of this kind and key be taken now, even if a worker holds it: for work that two workers
/// can't do twice, when the one that holds it may be dead.
pub fn take_over(
    tx: &mut Tx,
    kind: &str,
    key: &str,
    payload: &impl Serialize,
) -> Result<(), Fault> {
    requeue(tx, kind, key, &["queued", "running", "done", "failed"])?;
    let now = tx.now();
    enqueue(tx, kind, key, payload, now)
}

/// Puts a job that stands in one of these states into the queue, as if it had never been tried.
fn requeue(tx: &mut Tx, kind: &str, key: &str, states: &[&'static str]) -> Result<(), Fault> {
    let now = tx.now();
    diesel::update(jobs::table.filter(jobs::key.eq(format!("{kind}:{key}"))))
        .filter(jobs::state.eq_any(states.to_vec()))
        .set((
            jobs::state.eq("queued"),
            jobs::attempts.eq(0),
            jobs::run_at.eq(now),
            jobs::finished_at.eq(None::<Moment>),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Lets a job of this kind and key that waits for its next try be tried now.
pub fn hurry(tx: &mut Tx, kind: &str, key: &str) -> Result<(), Fault> {
    let now = tx.now();
    diesel::update(jobs::table)
        .filter(jobs::key.eq(format!("{kind}:{key}")))
        .filter(jobs::state.eq("queued"))
        .set(jobs::run_at.eq(now))
        .execute(tx.conn())?;
    Ok(())
}

/// Queues work that failed outside the queue, to be tried again after a pause. A job of this kind
/// and key that waits, runs or was given up stays as it is.
pub fn retry(tx: &mut Tx, kind: &str, key: &str, why: &str) -> Result<(), Fault> {
    let soon = tx.now() + pause(1);
    let own = || jobs::table.filter(jobs::key.eq(format!("{kind}:{key}")));
    diesel::delete(own().filter(jobs::state.eq("done"))).execute(tx.conn())?;
    if is_known(tx.conn(), kind, key)? {
        return Ok(());
    }
    enqueue(tx, kind, key, &(), soon)?;
    diesel::update(own())
        .set(jobs::last_error.eq(why))
        .execute(tx.conn())?;
    Ok(())
}

/// Done jobs that ended before `before`, at most so many. Those that were given up stay: they are
/// for people to look at.
pub fn ended(conn: &mut Conn, before: Moment, most: i64) -> Result<Vec<JobId>, Fault> {
    Ok(jobs::table
        .filter(jobs::state.eq("done"))
        .filter(jobs::finished_at.assume_not_null().lt(before))
        .limit(most)
        .select(jobs::id)
        .load(conn)?)
}

/// Clears these away, if they still are done.
pub fn clear(tx: &mut Tx, ids: &[JobId]) -> Result<usize, Fault> {
    Ok(diesel::delete(jobs::table)
        .filter(jobs::id.eq_any(ids).and(jobs::state.eq("done")))
        .execute(tx.conn())?)
}

/// How many jobs there are in each state.
pub fn states(conn: &mut Conn) -> Result<Vec<(String, i64)>, Fault> {
    Ok(jobs::table
        .group_by(jobs::state)
        .select((jobs::state, diesel::dsl::count_star()))
        .load(conn)?)
}

/// 5 s, 20 s, 80 s, … at most six hours.
fn pause(attempts: i32) -> TimeDelta {
    let factor = 4i64.saturating_pow(u32::try_from(attempts - 1).unwrap_or(0).min(8));
    TimeDelta::seconds((5 * factor).min(6 * 3600))
}
