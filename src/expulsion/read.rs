//! Motions with where they stand: for pages, for the office's day, for the member's home.

use chrono::TimeDelta;

use crate::chamber::rules::TimeLimits;
use crate::expulsion::door::open_to;
use crate::expulsion::policy::LeadMotions;
use crate::expulsion::rules::{How, KIND, LastRound, Motion, MotionId, State};
use crate::expulsion::store;
use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Actor, Moment, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;
use crate::say;
use crate::voting;
use crate::voting::rules::Closed;

/// A motion and where it stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The motion.
    pub motion: Motion,
    /// Where it stands.
    pub state: State,
}

impl Standing {
    /// Whether the member can still answer it.
    #[must_use]
    pub fn may_answer(&self) -> bool {
        self.motion.may_answer(self.state).is_ok()
    }
}

/// The newest round of a motion's ballot.
pub(super) fn last_round(
    conn: &mut Conn,
    id: &MotionId,
    now: Moment,
) -> Result<Option<LastRound>, Fault> {
    let Some(ballot) = voting::rounds(conn, KIND, id.as_str())?.pop() else {
        return Ok(None);
    };
    let closed = voting::result_of(conn, &ballot, now)?;
    Ok(Some(LastRound {
        phase: ballot.phase(now),
        decides: closed.as_ref().and_then(How::of),
        waits_for_chair: closed.as_ref().is_some_and(Closed::waits_for_chair),
    }))
}

/// Where a motion stands at `now`.
pub(super) fn state(conn: &mut Conn, motion: &Motion, now: Moment) -> Result<State, Fault> {
    let last = match motion.end {
        Some(_) => None,
        None => last_round(conn, &motion.id, now)?,
    };
    Ok(motion.state(last, now))
}

/// These motions with where they stand.
pub(super) fn stand(
    conn: &mut Conn,
    motions: Vec<Motion>,
    now: Moment,
) -> Result<Vec<Standing>, Fault> {
    let mut found = vec![];
    for motion in motions {
        let state = state(conn, &motion, now)?;
        found.push(Standing { motion, state });
    }
    Ok(found)
}

/// All motions about these companies, the newest first: for who acts for them.
///
/// # Errors
/// If the database fails.
pub fn of_companies(
    conn: &mut Conn,
    ids: &[CompanyId],
    now: Moment,
) -> Result<Vec<Standing>, Fault> {
    let motions = store::of_companies(conn, ids)?;
    stand(conn, motions, now)
}

/// Something that waits on the office about a motion.
#[derive(Debug, Clone)]
pub struct Task {
    /// The motion.
    pub motion: MotionId,
    /// Its number.
    pub number: String,
    /// The member.
    pub company: String,
    /// What is to be done.
    pub what: Say,
    /// By when, as the chamber's time limits say how soon a thing is laid before the board.
    pub until: Option<Moment>,
}

/// What waits on this person about motions.
///
/// # Errors
/// If the database fails.
pub fn tasks(conn: &mut Conn, who: &Actor, now: Moment) -> Result<Vec<Task>, Fault> {
    if !LeadMotions::allows(who, &()) {
        return Ok(vec![]);
    }
    let limits: TimeLimits = settings::get(conn)?;
    let running = store::running(conn)?;
    let running = open_to(conn, who, running)?;
    let mut tasks = vec![];
    for one in stand(conn, running, now)? {
        let (what, until) = match one.state {
            State::Ready => {
                let round = voting::rounds(conn, KIND, one.motion.id.as_str())?.pop();
                let since = one.motion.ready_since(round.map(|ballot| ballot.closes_at));
                let until = since + TimeDelta::days(i64::from(limits.recommend));
                (say!("expulsion-task-open"), Some(until))
            }
            State::Tied => (say!("expulsion-task-tied"), None),
            _ => continue,
        };
        tasks.push(Task {
            motion: one.motion.id,
            number: one.motion.number,
            company: one.motion.company_name,
            what,
            until,
        });
    }
    Ok(tasks)
}
