//! Queries for the audit record. Newest first; pages by number, exports by the place in the chain.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::kernel::Moment;
use crate::platform::audit::Row;
use crate::platform::db::{Conn, Fault};
use crate::schema::audit;

type Backend = <Conn as diesel::Connection>::Backend;
type Condition = Box<dyn BoxableExpression<audit::table, Backend, SqlType = Bool>>;

/// What the record is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words of the reason or of what was before and after.
    pub search: String,
    /// Part of the name of who acted.
    pub person: String,
    /// An act, or the slice it begins with.
    pub act: String,
    /// Kind of thing.
    pub kind: String,
    /// Id of the thing.
    pub id: String,
    /// Not before.
    pub from: Option<Moment>,
    /// Before.
    pub until: Option<Moment>,
}

fn like(text: &str) -> String {
    format!("%{}%", text.replace(['%', '_'], ""))
}

fn condition(filter: &Filter) -> Condition {
    let mut all: Condition = Box::new(audit::seq.gt(0));
    for word in filter.search.split_whitespace() {
        let found = audit::reason
            .assume_not_null()
            .like(like(word))
            .and(audit::reason.is_not_null())
            .or(audit::after_json
                .is_not_null()
                .and(audit::after_json.assume_not_null().like(like(word))))
            .or(audit::before_json
                .is_not_null()
                .and(audit::before_json.assume_not_null().like(like(word))))
            .or(audit::ip.eq(word.to_owned()))
            .or(audit::request_id.eq(word.to_owned()));
        all = Box::new(all.and(found));
    }
    if !filter.person.is_empty() {
        all = Box::new(all.and(audit::actor_name.like(like(&filter.person))));
    }
    if !filter.act.is_empty() {
        let below = format!("{}.%", filter.act.replace(['%', '_'], ""));
        all = Box::new(all.and(audit::act.eq(filter.act.clone()).or(audit::act.like(below))));
    }
    if !filter.kind.is_empty() {
        all = Box::new(all.and(audit::subject_kind.eq(filter.kind.clone())));
    }
    if !filter.id.is_empty() {
        all = Box::new(all.and(audit::subject_id.eq(filter.id.clone())));
    }
    if let Some(from) = filter.from {
        all = Box::new(all.and(audit::at.ge(from)));
    }
    if let Some(until) = filter.until {
        all = Box::new(all.and(audit::at.lt(until)));
    }
    all
}

/// One page of the record, newest first, and how many rows there are in all.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    page: i64,
    per_page: i64,
) -> Result<(Vec<Row>, i64), Fault> {
    let total = audit::table
        .filter(condition(filter))
        .count()
        .get_result(conn)?;
    let rows = audit::table
        .filter(condition(filter))
        .order(audit::seq.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
        .select(Row::as_select())
        .load(conn)?;
    Ok((rows, total))
}

/// The next rows of an export: those before a place in the chain.
pub fn before(conn: &mut Conn, filter: &Filter, seq: i64, most: i64) -> Result<Vec<Row>, Fault> {
    Ok(audit::table
        .filter(condition(filter))
        .filter(audit::seq.lt(seq))
        .order(audit::seq.desc())
        .limit(most)
        .select(Row::as_select())
        .load(conn)?)
}

/// One row.
pub fn row(conn: &mut Conn, seq: i64) -> Result<Row, Fault> {
    Ok(audit::table
        .find(seq)
        .select(Row::as_select())
        .first(conn)?)
}

/// The newest place in the chain and its hash.
pub fn newest(conn: &mut Conn) -> Result<Option<(i64, String)>, Fault> {
    Ok(audit::table
        .select((audit::seq, audit::hash))
        .order(audit::seq.desc())
        .first(conn)
        .optional()?)
}

/// Every act and every kind of thing that stands in the record.
pub fn choices(conn: &mut Conn) -> Result<(Vec<String>, Vec<String>), Fault> {
    let acts = audit::table
        .select(audit::act)
        .distinct()
        .order(audit::act)
        .load(conn)?;
    let kinds = audit::table
        .select(audit::subject_kind)
        .distinct()
        .order(audit::subject_kind)
        .load(conn)?;
    Ok((acts, kinds))
}
