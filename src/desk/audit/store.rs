//! Queries for the audit record. Newest first; pages by number, exports by the place in the chain.

use diesel::prelude::*;

use crate::kernel::Moment;
use crate::platform::audit::Row;
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{Condition, Part, by, pieces};
use crate::schema::audit;

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
    /// Ids of things that the reader may not read of.
    pub kept: Vec<String>,
}

fn like(text: &str) -> String {
    format!("%{}%", text.replace(['%', '_'], ""))
}

fn condition(filter: &Filter) -> Condition<audit::table> {
    let mut all: Condition<audit::table> = Box::new(audit::seq.gt(0));
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
    if !filter.kept.is_empty() {
        all = Box::new(all.and(audit::subject_id.ne_all(filter.kept.clone())));
    }
    all
}

fn rows(conn: &mut Conn, filter: &Filter, part: &Part<i64>) -> Result<Vec<Row>, Fault> {
    let query = audit::table
        .filter(condition(filter))
        .select(Row::as_select())
        .into_boxed();
    let newest_first = by(audit::seq, true, part.at().copied());
    Ok(part.of(query, vec![newest_first]).load(conn)?)
}

/// `most` rows of the record from `from` on, newest first, and how many there are in all.
pub fn list(conn: &mut Conn, filter: &Filter, span: (i64, i64)) -> Result<(Vec<Row>, i64), Fault> {
    let fitting = audit::table.filter(condition(filter));
    let total = fitting.count().get_result(conn)?;
    Ok((rows(conn, filter, &Part::Page(span))?, total))
}

/// Every row that fits, newest first, one after another: for an export.
pub fn each(
    conn: &mut Conn,
    filter: &Filter,
    mut with: impl FnMut(&Row) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let rows = rows(conn, filter, &part)?;
        rows.iter().try_for_each(&mut with)?;
        Ok(rows.last().map(|row| row.seq))
    })
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

/// Every act and every kind of thing that stands in the record, but for what is about the things with these ids.
pub fn choices(conn: &mut Conn, kept: &[String]) -> Result<(Vec<String>, Vec<String>), Fault> {
    let acts = audit::table
        .filter(audit::subject_id.ne_all(kept))
        .select(audit::act)
        .distinct()
        .order(audit::act)
        .load(conn)?;
    let kinds = audit::table
        .filter(audit::subject_id.ne_all(kept))
        .select(audit::subject_kind)
        .distinct()
        .order(audit::subject_kind)
        .load(conn)?;
    Ok((acts, kinds))
}
