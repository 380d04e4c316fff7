//! A number for each table, raised by every commit that touched it, on any server. What was read
//! holds while the numbers of the tables it was read from stand.
//!
//! Nobody declares what touches or reads what: it is seen in the statements ([`watch`](super::watch)).

use std::collections::HashMap;

use diesel::{QueryDsl, RunQueryDsl};

use super::tables::{ALL, ANY, Tables, is_quiet};
use super::{Conn, Fault, watch};
use crate::schema::editions;

/// The numbers of all tables at one moment.
#[derive(Debug, Default)]
pub struct Editions {
    /// Of the last commit that raised any.
    any: i64,
    all: i64,
    of: HashMap<String, i64>,
}

impl Editions {
    /// A moment before every other.
    pub(super) fn never() -> Self {
        Self {
            any: i64::MIN,
            ..Self::default()
        }
    }

    /// The numbers as they are, given those that were last seen: most of the time they still stand.
    pub(super) fn read(conn: &mut Conn, last: &Self) -> Result<Option<Self>, Fault> {
        watch::unseen(conn, |conn| Self::read_anew(conn, last))
    }

    fn read_anew(conn: &mut Conn, last: &Self) -> Result<Option<Self>, Fault> {
        let number = editions::table.find(ANY).select(editions::number);
        if number.first::<i64>(conn)? == last.any {
            return Ok(None);
        }
        // One statement, so all of one moment.
        let rows: Vec<(String, i64)> = editions::table
            .select((editions::topic, editions::number))
            .load(conn)?;
        let of: HashMap<String, i64> = rows.into_iter().collect();
        let one = |topic: &str| of.get(topic).copied().ok_or(Fault::Missing);
        let (any, all) = (one(ANY)?, one(ALL)?);
        Ok(Some(Self { any, all, of }))
    }

    #[cfg(test)]
    pub(super) fn made_up(any: i64, of: &[(&str, i64)]) -> Self {
        let of = of
            .iter()
            .map(|(table, number)| ((*table).to_owned(), *number));
        Self {
            any,
            all: 0,
            of: of.collect(),
        }
    }

    fn of(&self, table: &str) -> i64 {
        self.of.get(table).copied().unwrap_or_default()
    }

    /// What holds until one of these tables is touched; `None` if one of them has no number or
    /// something was written meanwhile. The tables must have been read after this was.
    #[must_use]
    pub fn under(&self, tables: &Tables) -> Option<Under> {
        let quiet = tables.named.iter().find(|table| is_quiet(table));
        debug_assert!(quiet.is_none(), "to be kept, but read from {quiet:?}");
        if tables.written || quiet.is_some() {
            return None;
        }
        let numbered = |table: &String| (Box::from(table.as_str()), self.of(table));
        Some(Under {
            any: self.any,
            all: self.all,
            of: tables.named.iter().map(numbered).collect(),
        })
    }
}

/// The numbers under which something was read.
#[derive(Debug, Clone)]
pub struct Under {
    any: i64,
    all: i64,
    of: Box<[(Box<str>, i64)]>,
}

impl Under {
    /// Whether a read now would give the same, or what was read is newer than `now`.
    #[must_use]
    pub fn holds(&self, now: &Editions) -> bool {
        let same = |(table, number): &(Box<str>, i64)| now.of(table) == *number;
        self.all == now.all && (self.any >= now.any || self.of.iter().all(same))
    }

    /// Whether this is of a later moment than `other`, of the same database.
    #[must_use]
    pub fn is_after(&self, other: &Self) -> bool {
        self.all == other.all && self.any > other.any
    }

    /// Counts its tables as read, for whoever watches.
    pub fn note(&self) {
        watch::note(|seen| self.of.iter().for_each(|(table, _)| seen.add(table)));
    }
}
