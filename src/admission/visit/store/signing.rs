//! Signatures on a record, and what was added to it afterwards.

use diesel::prelude::*;

use crate::admission::visit::rules::{Addendum, Signature, VisitMark};
use crate::kernel::Moment;
use crate::kernel::id::{Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{visit_addenda, visit_signatures};

/// Marker for ids of addenda.
enum AddendumMark {}

/// The signatures, oldest first.
pub fn signatures(conn: &mut Conn, visit: &Id<VisitMark>) -> Result<Vec<Signature>, Fault> {
    type Row = (PersonId, String, String, Moment, String, String);
    let rows: Vec<Row> = visit_signatures::table
        .filter(visit_signatures::visit_id.eq(visit))
        .order(visit_signatures::signed_at)
        .select((
            visit_signatures::person_id,
            visit_signatures::name,
            visit_signatures::hash,
            visit_signatures::signed_at,
            visit_signatures::ip,
            visit_signatures::agent,
        ))
        .load(conn)?;
    let read = |(person, name, hash, at, ip, agent)| Signature {
        person,
        name,
        hash,
        at,
        ip,
        agent,
    };
    Ok(rows.into_iter().map(read).collect())
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
            visit_signatures::visit_id.eq(visit),
            visit_signatures::person_id.eq(&s.person),
            visit_signatures::name.eq(&s.name),
            visit_signatures::hash.eq(&s.hash),
            visit_signatures::signed_at.eq(s.at),
            visit_signatures::ip.eq(&s.ip),
            visit_signatures::agent.eq(&s.agent),
            visit_signatures::session.eq(session),
        ))
        .execute(conn)?;
    Ok(())
}

/// What was added, oldest first.
pub fn addenda(conn: &mut Conn, visit: &Id<VisitMark>) -> Result<Vec<Addendum>, Fault> {
    let rows: Vec<(String, bool, String, Moment)> = visit_addenda::table
        .filter(visit_addenda::visit_id.eq(visit))
        .order((visit_addenda::added_at, visit_addenda::id))
        .select((
            visit_addenda::name,
            visit_addenda::company,
            visit_addenda::body,
            visit_addenda::added_at,
        ))
        .load(conn)?;
    let read = |(name, company, text, at)| Addendum {
        name,
        company,
        text,
        at,
    };
    Ok(rows.into_iter().map(read).collect())
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
            visit_addenda::id.eq(Id::<AddendumMark>::new()),
            visit_addenda::visit_id.eq(visit),
            visit_addenda::person_id.eq(by),
            visit_addenda::name.eq(&addendum.name),
            visit_addenda::company.eq(addendum.company),
            visit_addenda::body.eq(&addendum.text),
            visit_addenda::added_at.eq(addendum.at),
        ))
        .execute(conn)?;
    Ok(())
}
