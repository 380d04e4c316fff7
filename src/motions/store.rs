//! Queries for motions.

use diesel::prelude::*;

use crate::kernel::Moment;
use crate::motions::rules::{Motion, MotionId};
use crate::platform::db::{Conn, Fault};
use crate::schema::motions;
use crate::voting::rules::Outcome;

/// Writes down a new motion.
pub fn insert(conn: &mut Conn, motion: &Motion) -> Result<(), Fault> {
    diesel::insert_into(motions::table)
        .values(motion)
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
        .set((motions::outcome.eq(outcome), motions::decided_at.eq(at)))
        .execute(conn)?;
    Ok(())
}

/// A motion; `Fault::Missing` if there is none.
pub fn load(conn: &mut Conn, id: &str) -> Result<Motion, Fault> {
    let motion = motions::table.find(id).select(Motion::as_select());
    Ok(motion.first(conn)?)
}

/// These motions, in any order.
pub fn these(conn: &mut Conn, ids: &[String]) -> Result<Vec<Motion>, Fault> {
    let these = motions::table.filter(motions::id.eq_any(ids));
    Ok(these.select(Motion::as_select()).load(conn)?)
}

/// The newest motions.
pub fn newest(conn: &mut Conn, most: i64) -> Result<Vec<Motion>, Fault> {
    let newest = motions::table.order((motions::brought_at.desc(), motions::id.desc()));
    Ok(newest.limit(most).select(Motion::as_select()).load(conn)?)
}
