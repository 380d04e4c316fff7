//! A run is begun, paused, let go on, or ended.

use serde::Serialize;
use serde_json::json;

use super::run::{Run, RunId, State};
use super::store::{insert, last_of, run, save};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::jobs;
use crate::say;

/// The job kind that carries a run on; its payload is the run's id.
pub const CARRY: &str = "platform.run";
/// The periodic job kind that carries on runs that nobody carries.
pub const LEFT: &str = "platform.runs_left";
/// Seconds that who started a run has for carrying it on before a worker does.
const AHEAD: i64 = 4;

/// What is begun.
pub struct New<'a> {
    /// Which work: a [`Work::KIND`].
    pub kind: &'static str,
    /// Id of the thing it works on; empty for all of them.
    pub subject: &'a str,
    /// How many there are.
    pub total: i64,
}

/// Begins a run with what was asked for, and queues its job. Permission, and whether another one
/// stands against it, the caller has asked.
///
/// # Errors
/// If the database fails.
pub fn begin(tx: &mut Tx, new: &New, asked: &impl Serialize) -> Result<RunId, Fault> {
    let now = tx.now();
    let run = Run {
        id: RunId::new(),
        kind: new.kind.to_owned(),
        subject: new.subject.to_owned(),
        state: State::Running,
        asked: serde_json::to_string(asked)?,
        cursor: 0,
        total: new.total,
        seen: 0,
        done: 0,
        report: String::new(),
        by_id: tx.who().actor.as_ref().map(|actor| actor.id.clone()),
        by_name: tx.who().name().to_owned(),
        created_at: now,
        moved_at: now,
        finished_at: None,
    };
    let id = run.id.clone();
    insert(tx.conn(), run)?;
    let soon = now + chrono::TimeDelta::seconds(AHEAD);
    jobs::enqueue(tx, CARRY, id.as_str(), &id, soon)?;
    Ok(id)
}

/// What people do to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steer {
    /// It stops until somebody lets it go on.
    Pause,
    /// It goes on.
    Resume,
    /// It ends here.
    Cancel,
}

impl Steer {
    /// What a button's word means; without one it goes on.
    #[must_use]
    pub fn of(word: &str) -> Self {
        match word {
            "pause" => Self::Pause,
            "cancel" => Self::Cancel,
            _ => Self::Resume,
        }
    }
}

/// [`steer`], for the run that works on a thing or did so last.
///
/// # Errors
/// [`Fault::Refused`] if none is under way.
pub fn steer_last(tx: &mut Tx, subject: &impl ToString, how: Steer) -> Result<Run, Fault> {
    let last = last_of(tx.conn(), subject)?;
    let last = last.ok_or_else(|| Fault::from(say!("web-run-is-over")))?;
    steer(tx, &last.id, how)
}

/// Pauses a run, lets it go on, or ends it. Gives it as it stands then. Whether somebody may, the
/// caller has asked.
///
/// # Errors
/// [`Fault::Refused`] if it is over.
pub fn steer(tx: &mut Tx, id: &RunId, how: Steer) -> Result<Run, Fault> {
    let mut found = run(tx.conn(), id)?;
    if found.state.is_over() {
        return Err(say!("web-run-is-over").into());
    }
    let now = tx.now();
    let (state, act) = match how {
        Steer::Pause => (State::Paused, "platform.run.paused"),
        Steer::Resume => (State::Running, "platform.run.resumed"),
        Steer::Cancel => (State::Cancelled, "platform.run.cancelled"),
    };
    found.state = state;
    if how == Steer::Resume {
        found.moved_at = now;
        jobs::take_over(tx, CARRY, id.as_str(), id)?;
    }
    if how == Steer::Cancel {
        found.finished_at = Some(now);
    }
    save(tx.conn(), &found)?;
    let after = json!({ "kind": found.kind, "of": found.subject, "done": found.done });
    audit::record(tx, Entry::on("run", id).did(act).after(&after))?;
    Ok(found)
}
