//! Queries for the page of jobs.

use diesel::prelude::*;

use super::rules::State;
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::jobs::{JobId, JobRow};
use crate::schema::jobs;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this state.
    pub state: Option<State>,
    /// Only this kind.
    pub kind: Option<String>,
    /// Ids of things that the reader may not read of.
    pub kept: Vec<String>,
}

/// One page of jobs and how many there are in all: what is due first on top, finished ones
/// newest first.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    (from, most): (i64, i64),
) -> Result<(Vec<JobRow>, i64), Fault> {
    let query = || {
        let mut query = jobs::table.into_boxed();
        if let Some(state) = filter.state {
            query = query.filter(jobs::state.eq(state.word()));
        }
        if let Some(kind) = &filter.kind {
            query = query.filter(jobs::kind.eq(kind.clone()));
        }
        if !filter.kept.is_empty() {
            query = query.filter(jobs::id.ne_all(filter.kept.clone()));
        }
        query
    };
    let total = query().count().get_result(conn)?;
    let query = query().offset(from).limit(most);
    let rows = match filter.state {
        Some(State::Queued) => query
            .order((jobs::run_at.asc(), jobs::id.asc()))
            .select(JobRow::as_select())
            .load(conn)?,
        _ => query
            .order((jobs::run_at.desc(), jobs::id.desc()))
            .select(JobRow::as_select())
            .load(conn)?,
    };
    Ok((rows, total))
}

/// Every kind of job, but for those with these ids.
pub fn kinds(conn: &mut Conn, kept: &[String]) -> Result<Vec<String>, Fault> {
    Ok(jobs::table
        .filter(jobs::id.ne_all(kept))
        .select(jobs::kind)
        .distinct()
        .order(jobs::kind)
        .load(conn)?)
}

/// How many jobs there are in each state, but for those with these ids.
pub fn states(conn: &mut Conn, kept: &[String]) -> Result<Vec<(String, i64)>, Fault> {
    Ok(jobs::table
        .filter(jobs::id.ne_all(kept))
        .group_by(jobs::state)
        .select((jobs::state, diesel::dsl::count_star()))
        .load(conn)?)
}

/// Workers that hold a job, with what they do and until when, but for those with these ids.
pub fn workers(
    conn: &mut Conn,
    kept: &[String],
) -> Result<Vec<(String, String, Option<Moment>)>, Fault> {
    Ok(jobs::table
        .filter(jobs::id.ne_all(kept))
        .filter(jobs::state.eq(State::Running.word()))
        .filter(jobs::leased_by.is_not_null())
        .order(jobs::id)
        .limit(50)
        .select((
            jobs::leased_by.assume_not_null(),
            jobs::kind,
            jobs::leased_until,
        ))
        .load(conn)?)
}

/// When the oldest job that is due has been waiting since, but for those with these ids.
pub fn waiting_since(
    conn: &mut Conn,
    now: Moment,
    kept: &[String],
) -> Result<Option<Moment>, Fault> {
    Ok(jobs::table
        .filter(jobs::id.ne_all(kept))
        .filter(jobs::state.eq(State::Queued.word()))
        .filter(jobs::run_at.le(now))
        .order(jobs::run_at)
        .select(jobs::run_at)
        .first(conn)
        .optional()?)
}

/// One job.
pub fn job(conn: &mut Conn, id: &JobId) -> Result<JobRow, Fault> {
    Ok(jobs::table
        .find(id)
        .select(JobRow::as_select())
        .first(conn)?)
}
