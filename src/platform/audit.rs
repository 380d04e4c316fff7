//! The record of who did what, chained by hash in the same transaction as the act itself.
//!
//! Each row's hash covers its content and the hash before it; `verify` walks the chain and
//! names the first row that was changed, removed or slipped in. The newest hash can be
//! written down elsewhere: cutting off the end of the chain shows only against such a copy.

use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::kernel::Moment;
use crate::platform::db::{self, Conn, Fault, Tx};
use crate::platform::secrets::sha256_hex;
use crate::schema::audit;

/// What is written down about one act. Start with [`Entry::on`].
#[derive(Debug, Clone)]
pub struct Entry {
    subject_kind: &'static str,
    subject_id: String,
    act: &'static str,
    acting_as: &'static str,
    before: Option<Value>,
    after: Option<Value>,
    reason: Option<String>,
    by: Option<(String, String)>,
}

impl Entry {
    /// An entry about the thing of this kind with this id.
    #[must_use]
    pub fn on(kind: &'static str, id: impl ToString) -> Self {
        Self {
            subject_kind: kind,
            subject_id: id.to_string(),
            act: "",
            acting_as: "",
            before: None,
            after: None,
            reason: None,
            by: None,
        }
    }

    /// What was done: `slice.thing.verb`, like `accounts.person.confirmed`.
    #[must_use]
    pub const fn did(mut self, act: &'static str) -> Self {
        self.act = act;
        self
    }

    /// The capacity in which it was done, if not plainly from the act: `seat`, `signatory`.
    #[must_use]
    pub const fn acting_as(mut self, capacity: &'static str) -> Self {
        self.acting_as = capacity;
        self
    }

    /// The person who acts, where nobody is signed in yet: someone signing in.
    #[must_use]
    pub fn by(mut self, id: impl ToString, name: &str) -> Self {
        self.by = Some((id.to_string(), name.to_owned()));
        self
    }

    /// The state before.
    #[must_use]
    pub fn before(mut self, value: &impl Serialize) -> Self {
        self.before = serde_json::to_value(value).ok();
        self
    }

    /// The state after.
    #[must_use]
    pub fn after(mut self, value: &impl Serialize) -> Self {
        self.after = serde_json::to_value(value).ok();
        self
    }

    /// The reason given.
    #[must_use]
    pub fn why(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned()).filter(|r| !r.is_empty());
        self
    }
}

/// A row of the record.
#[derive(Debug, Clone, Queryable, Insertable, Selectable, Serialize)]
#[diesel(table_name = audit, treat_none_as_default_value = false)]
pub struct Row {
    /// Place in the chain, from 1.
    pub seq: i64,
    /// When, UTC.
    pub at: Moment,
    /// Who, if a person.
    pub actor_id: Option<String>,
    /// Their name then, or the part of the system that acted.
    pub actor_name: String,
    /// Roles or capacity.
    pub acting_as: String,
    /// What was done.
    pub act: String,
    /// Kind of thing it was done to.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: String,
    /// JSON before.
    pub before_json: Option<String>,
    /// JSON after.
    pub after_json: Option<String>,
    /// Reason given.
    pub reason: Option<String>,
    /// From which address.
    pub ip: String,
    /// In which request.
    pub request_id: String,
    /// Hash of the row before.
    #[serde(skip)]
    pub prev_hash: String,
    /// Hash of this row.
    #[serde(skip)]
    pub hash: String,
}

impl Row {
    fn computed_hash(&self) -> Result<String, Fault> {
        Ok(sha256_hex(
            format!("{}\n{}", self.prev_hash, serde_json::to_string(self)?).as_bytes(),
        ))
    }
}

/// Hash before the first row.
const GENESIS: &str = "0";

/// Appends an entry to the chain, in this transaction.
pub fn record(tx: &mut Tx, entry: Entry) -> Result<(), Fault> {
    record_all(tx, vec![entry])
}

/// Appends entries to the chain in their order, in this transaction.
///
/// # Errors
/// If the database fails.
pub fn record_all(tx: &mut Tx, entries: Vec<Entry>) -> Result<(), Fault> {
    let last: Option<(i64, String)> = audit::table
        .select((audit::seq, audit::hash))
        .order(audit::seq.desc())
        .first(tx.conn())
        .optional()?;
    let (mut seq, mut hash) = last.unwrap_or_else(|| (0, GENESIS.to_owned()));
    let mut rows = vec![];
    for entry in entries {
        seq += 1;
        let row = chained(tx, entry, (seq, hash))?;
        hash = row.hash.clone();
        rows.push(row);
    }
    db::insert_all(tx.conn(), audit::table, rows)
}

/// An entry as the row at this place of the chain, after a row with this hash.
fn chained(tx: &Tx, entry: Entry, (seq, prev_hash): (i64, String)) -> Result<Row, Fault> {
    let who = tx.who();
    let roles = || {
        who.actor
            .iter()
            .flat_map(|a| &a.roles)
            .map(|r| r.word())
            .collect::<Vec<_>>()
    };
    let actor = who
        .actor
        .as_ref()
        .map(|a| (a.id.to_string(), a.name.clone()));
    let (actor_id, actor_name) = actor.or(entry.by).map_or_else(
        || (None, who.system.unwrap_or("visitor").to_owned()),
        |(id, name)| (Some(id), name),
    );
    let mut row = Row {
        seq,
        at: tx.now(),
        actor_id,
        actor_name,
        acting_as: if entry.acting_as.is_empty() {
            roles().join(" ")
        } else {
            entry.acting_as.to_owned()
        },
        act: entry.act.to_owned(),
        subject_kind: entry.subject_kind.to_owned(),
        subject_id: entry.subject_id,
        before_json: entry.before.map(|v| v.to_string()),
        after_json: entry.after.map(|v| v.to_string()),
        reason: entry.reason,
        ip: who.ip.clone(),
        request_id: who.request_id.clone(),
        prev_hash,
        hash: String::new(),
    };
    row.hash = row.computed_hash()?;
    Ok(row)
}

/// About what one of these acts was done since then, and what was before it, as JSON.
pub fn lately(
    conn: &mut Conn,
    acts: &[&str],
    since: Moment,
) -> Result<Vec<(String, Option<String>)>, Fault> {
    Ok(audit::table
        .filter(audit::at.ge(since).and(audit::act.eq_any(acts)))
        .select((audit::subject_id, audit::before_json))
        .load(conn)?)
}

/// When the newest row was written.
pub fn newest(conn: &mut Conn) -> Result<Option<Moment>, Fault> {
    Ok(audit::table
        .order(audit::seq.desc())
        .select(audit::at)
        .first(conn)
        .optional()?)
}

/// What [`verify`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chain {
    /// Unbroken: number of rows and the newest hash.
    Whole(i64, String),
    /// The first row that doesn't fit, and why.
    Broken(i64, &'static str),
}

/// Walks the whole chain, a thousand rows at a time.
pub fn verify(conn: &mut Conn) -> Result<Chain, Fault> {
    let (mut seq, mut hash) = (0, GENESIS.to_owned());
    loop {
        let rows: Vec<Row> = audit::table
            .filter(audit::seq.gt(seq))
            .order(audit::seq)
            .limit(1000)
            .load(conn)?;
        if rows.is_empty() {
            return Ok(Chain::Whole(seq, hash));
        }
        for row in rows {
            if row.seq != seq + 1 {
                return Ok(Chain::Broken(seq + 1, "is missing"));
            }
            if row.prev_hash != hash {
                return Ok(Chain::Broken(
                    row.seq,
                    "does not follow from the row before it",
                ));
            }
            if row.computed_hash()? != row.hash {
                return Ok(Chain::Broken(row.seq, "was changed"));
            }
            (seq, hash) = (row.seq, row.hash);
        }
    }
}
