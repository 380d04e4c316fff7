//! Signatures on a record, and what was added to it afterwards.

use diesel::prelude::*;

use crate::admission::visit::rules::{Addendum, Signature, VisitMark};
use crate::kernel::id::{Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{visit_addenda, visit_signatures};

/// Marker for ids of addenda.
enum AddendumMark {}

/// The signatures, oldest first.
pub fn signatures(conn: &mut Conn, visit: &Id<VisitMark>) -> Result<Vec<Signature>, Fault> {
    Ok(visit_signatures::table
        .filter(visit_signatures::visit_id.eq(visit))
        .order(visit_signatures::signed_at)
        .select(Signature::as_select())
        .load(conn)?)
}

/// Writes a signature down, with the session it was made in.
pub fn sign(
    conn: &mut Conn,
    visit: &Id<VisitMark>,
    s: &Signature,
    session: &str,
) -> Result<(), Fault> {
    diesel::insert_into(visit_signatures::table)
        .values((
            s,
            visit_signatures::visit_id.eq(visit),
            visit_signatures::session.eq(session),
        ))
        .execute(conn)?;
    Ok(())
}

/// What was added, oldest first.
pub fn addenda(conn: &mut Conn, visit: &Id<VisitMark>) -> Result<Vec<Addendum>, Fault> {
    Ok(visit_addenda::table
        .filter(visit_addenda::visit_id.eq(visit))
        .order((visit_addenda::added_at, visit_addenda::id))
        .select(Addendum::as_select())
        .load(conn)?)
}

/// Adds something.
pub fn add(
    conn: &mut Conn,
    visit: &Id<VisitMark>,
    by: &PersonId,
    addendum: &Addendum,
) -> Result<(), Fault> {
    diesel::insert_into(visit_addenda::table)
        .values((
            addendum,
            visit_addenda::id.eq(Id::<AddendumMark>::new()),
            visit_addenda::visit_id.eq(visit),
            visit_addenda::person_id.eq(by),
        ))
        .execute(conn)?;
    Ok(())
}
