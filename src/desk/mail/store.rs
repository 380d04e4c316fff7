//! Queries for the mailbox. A list never loads the bodies.

use diesel::prelude::*;

use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::Condition;
use crate::platform::outbox::{MailId, State};
use crate::schema::mails;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words of subject, name or address.
    pub search: String,
    /// Only this state.
    pub state: Option<State>,
    /// Only this kind of letter.
    pub kind: Option<String>,
    /// Only to this address.
    pub to: Option<String>,
    /// Ids of things that the reader may not read of.
    pub kept: Vec<String>,
}

/// A line of the mailbox.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Listed {
    /// Id.
    pub id: MailId,
    /// Kind of letter.
    pub kind: String,
    /// Address.
    pub to_address: String,
    /// Name.
    pub to_name: String,
    /// Subject line.
    pub subject: String,
    /// How it stands.
    pub state: State,
    /// When it was written.
    pub created_at: Moment,
}

fn condition(filter: &Filter) -> Condition<mails::table> {
    let mut all: Condition<mails::table> = Box::new(mails::id.ne(""));
    for word in filter.search.split_whitespace() {
        let like = format!("%{}%", word.replace(['%', '_'], ""));
        let lower = like.to_lowercase();
        let found = mails::subject
            .like(like.clone())
            .or(mails::to_name.like(like))
            .or(mails::to_address.like(lower));
        all = Box::new(all.and(found));
    }
    if let Some(state) = filter.state {
        all = Box::new(all.and(mails::state.eq(state)));
    }
    if let Some(kind) = &filter.kind {
        all = Box::new(all.and(mails::kind.eq(kind.clone())));
    }
    if let Some(to) = &filter.to {
        all = Box::new(all.and(mails::to_address.eq(to.clone())));
    }
    if !filter.kept.is_empty() {
        all = Box::new(all.and(mails::subject_id.ne_all(filter.kept.clone())));
    }
    all
}

/// One page of the mailbox, newest first, and how many there are in all.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    (from, most): (i64, i64),
) -> Result<(Vec<Listed>, i64), Fault> {
    let total = mails::table
        .filter(condition(filter))
        .count()
        .get_result(conn)?;
    let rows = mails::table
        .filter(condition(filter))
        .order((mails::created_at.desc(), mails::id.desc()))
        .offset(from)
        .limit(most)
        .select(Listed::as_select())
        .load(conn)?;
    Ok((rows, total))
}

/// Every kind of letter that stands in the mailbox of somebody from whom these things are kept.
pub fn kinds(conn: &mut Conn, kept: &[String]) -> Result<Vec<String>, Fault> {
    Ok(mails::table
        .filter(mails::subject_id.ne_all(kept))
        .select(mails::kind)
        .distinct()
        .order(mails::kind)
        .load(conn)?)
}

/// How many letters stand there in each state.
pub fn states(conn: &mut Conn, kept: &[String]) -> Result<Vec<(State, i64)>, Fault> {
    Ok(mails::table
        .filter(mails::subject_id.ne_all(kept))
        .group_by(mails::state)
        .select((mails::state, diesel::dsl::count_star()))
        .load(conn)?)
}
