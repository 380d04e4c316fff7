//! Which tables a statement names, and the statement that raises their numbers.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::kernel::Moment;

/// Raised together with each other number.
pub(super) const ANY: &str = "any";
/// The number of every table at once.
pub(super) const ALL: &str = "all";

/// Tables that housekeeping changes all day: they have no number, so what was read from one is never
/// kept.
const QUIET: [&str; 4] = ["jobs", "limits", "mails", "once"];

/// Names of tables, as statements named them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    pub(super) named: BTreeSet<String>,
    /// Whether something was written meanwhile: what came of that is not made again by reading.
    pub(super) written: bool,
}

impl Tables {
    pub(super) fn add(&mut self, table: &str) {
        if !self.named.contains(table) {
            self.named.insert(table.to_owned());
        }
    }

    /// A statement that can't be read may have touched every table.
    pub(super) fn add_all(&mut self) {
        self.add(ALL);
    }

    pub(super) fn join(&mut self, others: &Self) {
        others.named.iter().for_each(|table| self.add(table));
        self.written |= others.written;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// Without those that have no number.
    pub(super) fn loud(mut self) -> Self {
        self.named.retain(|table| !is_quiet(table));
        self
    }

    /// The statement that raises the numbers of these tables. A number is the moment of its commit in
    /// microseconds, or one more than the last where a clock goes back: it never comes again, not even
    /// after a restore.
    pub(super) fn raise(&self, now: Moment) -> String {
        let now = now.and_utc().timestamp_micros();
        let mut names = format!("('{ANY}')");
        for table in &self.named {
            // Names are letters, digits and `_`: nothing else was taken from a statement.
            let _ = write!(names, ", ('{table}')");
        }
        format!(
            "INSERT INTO editions (topic, number) \
             SELECT t.column1, CASE WHEN e.number < {now} THEN {now} ELSE e.number + 1 END \
             FROM (VALUES {names}) t, editions e WHERE e.topic = '{ANY}' \
             ON CONFLICT (topic) DO UPDATE SET number = excluded.number; "
        )
    }
}

pub(super) fn is_quiet(table: &str) -> bool {
    QUIET.contains(&table)
}
