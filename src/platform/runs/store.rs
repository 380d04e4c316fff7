//! Queries for runs and what they left out.

use diesel::prelude::*;

use super::run::{LeftOut, Run, RunId, State};
use crate::kernel::id::PersonId;
use crate::kernel::{Moment, Say};
use crate::platform::db::{Conn, Fault, Tx};
use crate::schema::{run_left_out, runs};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = runs, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    id: RunId,
    kind: String,
    subject: String,
    state: String,
    asked: String,
    cursor: i64,
    total: i64,
    seen: i64,
    done: i64,
    report: String,
    by_id: Option<PersonId>,
    by_name: String,
    created_at: Moment,
    moved_at: Moment,
    finished_at: Option<Moment>,
}

impl From<Row> for Run {
    fn from(row: Row) -> Self {
        let state = State::from_word(&row.state);
        Self {
            id: row.id,
            kind: row.kind,
            subject: row.subject,
            // A word that nobody knows is carried no further.
            state: state.unwrap_or(State::Cancelled),
            asked: row.asked,
            cursor: row.cursor,
            total: row.total,
            seen: row.seen,
            done: row.done,
            report: row.report,
            by_id: row.by_id,
            by_name: row.by_name,
            created_at: row.created_at,
            moved_at: row.moved_at,
            finished_at: row.finished_at,
        }
    }
}

impl From<Run> for Row {
    fn from(run: Run) -> Self {
        Self {
            id: run.id,
            kind: run.kind,
            subject: run.subject,
            state: run.state.word().to_owned(),
            asked: run.asked,
            cursor: run.cursor,
            total: run.total,
            seen: run.seen,
            done: run.done,
            report: run.report,
            by_id: run.by_id,
            by_name: run.by_name,
            created_at: run.created_at,
            moved_at: run.moved_at,
            finished_at: run.finished_at,
        }
    }
}

pub(super) fn insert(conn: &mut Conn, run: Run) -> Result<(), Fault> {
    diesel::insert_into(runs::table)
        .values(Row::from(run))
        .execute(conn)?;
    Ok(())
}

pub(super) fn save(conn: &mut Conn, run: &Run) -> Result<(), Fault> {
    diesel::update(runs::table.find(&run.id))
        .set(Row::from(run.clone()))
        .execute(conn)?;
    Ok(())
}

/// A run.
///
/// # Errors
/// [`Fault::Missing`] if there is none.
pub fn run(conn: &mut Conn, id: &RunId) -> Result<Run, Fault> {
    let row: Row = runs::table.find(id).select(Row::as_select()).first(conn)?;
    Ok(row.into())
}

/// The runs of a kind, the newest first, at most fifty.
///
/// # Errors
/// If the database fails.
pub fn of_kind(conn: &mut Conn, kind: &str) -> Result<Vec<Run>, Fault> {
    let rows: Vec<Row> = runs::table
        .filter(runs::kind.eq(kind))
        .order((runs::created_at.desc(), runs::id.desc()))
        .limit(50)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Run::from).collect())
}

/// The last run that worked on a thing.
///
/// # Errors
/// If the database fails.
pub fn last_of(conn: &mut Conn, subject: &impl ToString) -> Result<Option<Run>, Fault> {
    let row: Option<Row> = runs::table
        .filter(runs::subject.eq(subject.to_string()))
        .order((runs::created_at.desc(), runs::id.desc()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Run::from))
}

/// Runs that are not over, the oldest first.
///
/// # Errors
/// If the database fails.
pub fn open(conn: &mut Conn) -> Result<Vec<Run>, Fault> {
    let going = [State::Running, State::Paused].map(State::word);
    let rows: Vec<Row> = runs::table
        .filter(runs::state.eq_any(going))
        .order((runs::created_at, runs::id))
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Run::from).collect())
}

pub(super) fn leave_out(
    tx: &mut Tx,
    run: &RunId,
    (place, about): (i64, &str),
    why: &Say,
) -> Result<(), Fault> {
    diesel::insert_into(run_left_out::table)
        .values((
            run_left_out::run_id.eq(run),
            run_left_out::place.eq(place),
            run_left_out::about.eq(about),
            run_left_out::why.eq(serde_json::to_string(why)?),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// What a run left out, in its order, at most so many; of every reason but one, if that is given.
///
/// # Errors
/// If the database fails.
pub fn left_out(
    conn: &mut Conn,
    id: &RunId,
    but: Option<&Say>,
    most: i64,
) -> Result<Vec<LeftOut>, Fault> {
    let but = but.map(serde_json::to_string).transpose()?;
    let rows: Vec<(i64, String, String)> = run_left_out::table
        .filter(run_left_out::run_id.eq(id))
        .filter(run_left_out::why.ne(but.unwrap_or_default()))
        .order(run_left_out::place)
        .limit(most)
        .select((run_left_out::place, run_left_out::about, run_left_out::why))
        .load(conn)?;
    rows.into_iter().map(told).collect()
}

fn told((place, about, why): (i64, String, String)) -> Result<LeftOut, Fault> {
    let why = serde_json::from_str(&why)?;
    Ok(LeftOut { place, about, why })
}

/// What a run left out at these places of its order; at most some hundred.
///
/// # Errors
/// If the database fails.
pub fn left_out_at(conn: &mut Conn, id: &RunId, places: &[i64]) -> Result<Vec<LeftOut>, Fault> {
    let rows: Vec<(i64, String, String)> = run_left_out::table
        .filter(run_left_out::run_id.eq(id))
        .filter(run_left_out::place.eq_any(places))
        .order(run_left_out::place)
        .select((run_left_out::place, run_left_out::about, run_left_out::why))
        .load(conn)?;
    rows.into_iter().map(told).collect()
}

/// How many a run left out, by reason.
///
/// # Errors
/// If the database fails.
pub fn reasons(conn: &mut Conn, id: &RunId) -> Result<Vec<(Say, i64)>, Fault> {
    let rows: Vec<(String, i64)> = run_left_out::table
        .filter(run_left_out::run_id.eq(id))
        .group_by(run_left_out::why)
        .select((run_left_out::why, diesel::dsl::count_star()))
        .order(run_left_out::why)
        .load(conn)?;
    let read = |(why, n): (String, i64)| Ok((serde_json::from_str(&why)?, n));
    rows.into_iter().map(read).collect()
}
