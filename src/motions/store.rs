//! Queries for motions.

use diesel::prelude::*;

use crate::chamber::rules::Organ;
use crate::kernel::Moment;
use crate::motions::rules::{Motion, MotionId};
use crate::platform::db::{Conn, Fault};
use crate::schema::motions;
use crate::voting::rules::Outcome;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = motions)]
struct Row {
    id: MotionId,
    number: String,
    title: String,
    body: String,
    organ: String,
    brought_name: String,
    brought_at: Moment,
    outcome: Option<String>,
    decided_at: Option<Moment>,
}

fn read(row: Row) -> Result<Motion, Fault> {
    let outcome = row.outcome.as_deref().and_then(Outcome::from_word);
    Ok(Motion {
        organ: Organ::from_word(&row.organ)
            .ok_or_else(|| Fault::Broken(format!("motion before `{}`", row.organ)))?,
        resolved: outcome.zip(row.decided_at),
        id: row.id,
        number: row.number,
        title: row.title,
        body: row.body,
        by: row.brought_name,
        at: row.brought_at,
    })
}

/// Writes down a new motion.
pub fn insert(conn: &mut Conn, motion: &Motion) -> Result<(), Fault> {
    let row = Row {
        id: motion.id.clone(),
        number: motion.number.clone(),
        title: motion.title.clone(),
        body: motion.body.clone(),
        organ: motion.organ.word().to_owned(),
        brought_name: motion.by.clone(),
        brought_at: motion.at,
        outcome: None,
        decided_at: None,
    };
    diesel::insert_into(motions::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Writes down what was resolved.
pub fn resolve(
    conn: &mut Conn,
    id: &MotionId,
    (outcome, at): (Outcome, Moment),
) -> Result<(), Fault> {
    diesel::update(motions::table.find(id))
        .set((
            motions::outcome.eq(outcome.word()),
            motions::decided_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// A motion; `Fault::Missing` if there is none.
pub fn load(conn: &mut Conn, id: &str) -> Result<Motion, Fault> {
    let row = motions::table.find(id).select(Row::as_select());
    read(row.first(conn)?)
}

/// These motions, in any order.
pub fn these(conn: &mut Conn, ids: &[String]) -> Result<Vec<Motion>, Fault> {
    let rows = motions::table
        .filter(motions::id.eq_any(ids))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

/// The newest motions.
pub fn newest(conn: &mut Conn, most: i64) -> Result<Vec<Motion>, Fault> {
    let rows = motions::table
        .order((motions::brought_at.desc(), motions::id.desc()))
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(read).collect()
}
