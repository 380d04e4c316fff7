//! Sees in the statements that go to the database which tables they read and touch.
//!
//! Diesel shows each statement before it runs. Its text is looked at where it stands; the values bound
//! to it are never made into text. Within [`watched`] the tables of all reads are gathered, however
//! deep in the call they happen; the writer gathers those that each write touched.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::{Connection, Instrumentation, InstrumentationEvent};

use super::tables::Tables;

/// What is looked for on a connection, and what was seen.
pub(super) struct Watch {
    traffic: Arc<Traffic>,
    look: Look,
    seen: Tables,
}

/// What a connection's statements are looked at for.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing.
    #[default]
    Away,
    /// Tables that are read.
    Reads,
    /// Tables that are touched.
    Writes,
}

/// What goes to and fro on all connections of the same handle.
pub(super) struct Traffic {
    sent: AtomicU64,
    began: Instant,
    /// Milliseconds from the beginning until a statement was answered last.
    heard: AtomicU64,
}

impl Default for Traffic {
    fn default() -> Self {
        Self {
            sent: AtomicU64::new(0),
            began: Instant::now(),
            heard: AtomicU64::new(0),
        }
    }
}

impl Traffic {
    /// Statements that were sent.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// For how long the database has answered nothing.
    pub fn silence(&self) -> Duration {
        let heard = self.heard.load(Ordering::Relaxed);
        Duration::from_millis(self.now().saturating_sub(heard))
    }
}

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        let query = match event {
            InstrumentationEvent::StartQuery { query, .. } => query,
            InstrumentationEvent::FinishQuery { error: None, .. } => {
                let traffic = &self.traffic;
                return traffic.heard.store(traffic.now(), Ordering::Relaxed);
            }
            _ => return,
        };
        self.traffic.sent.fetch_add(1, Ordering::Relaxed);
        let note = match self.look {
            Look::Away => return,
            Look::Reads => tables_read,
            Look::Writes => table_touched,
        };
        // The text comes first and whole; its end is where the values would begin.
        let seen = &mut self.seen;
        let _ = write!(First(|text: &str| note(text, seen)), "{query}");
    }
}

/// Takes the first piece that is written and refuses all others.
struct First<F>(F);

impl<F: FnMut(&str)> fmt::Write for First<F> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0(text);
        Err(fmt::Error)
    }
}

/// Lets a new connection be watched.
pub(super) fn install(conn: &mut impl Connection, traffic: &Arc<Traffic>) {
    conn.set_instrumentation(Watch {
        traffic: Arc::clone(traffic),
        look: Look::Away,
        seen: Tables::default(),
    });
}

/// From now on looks for this on the connection. Gives what was seen until now.
pub(super) fn look(conn: &mut impl Connection, look: Look) -> Tables {
    let watch = conn.instrumentation().downcast_mut::<Watch>();
    watch.map_or_else(Tables::default, |watch| {
        watch.look = look;
        std::mem::take(&mut watch.seen)
    })
}

/// Looks away while `work` runs.
pub(super) fn unseen<C: Connection, T>(conn: &mut C, work: impl FnOnce(&mut C) -> T) -> T {
    let set = |conn: &mut C, look| {
        let watch = conn.instrumentation().downcast_mut::<Watch>();
        watch.map(|watch| std::mem::replace(&mut watch.look, look))
    };
    let before = set(conn, Look::Away);
    let value = work(conn);
    if let Some(before) = before {
        set(conn, before);
    }
    value
}

/// Words of a statement: names and keywords, without the quotes round them.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    sql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

fn is(word: &str, keyword: &str) -> bool {
    word.eq_ignore_ascii_case(keyword)
}

/// Notes what stands after FROM and JOIN.
fn tables_read(sql: &str, seen: &mut Tables) {
    let mut after = false;
    for word in words(sql) {
        if after && !is(word, "SELECT") {
            seen.add(word);
        }
        after = is(word, "FROM") || is(word, "JOIN");
    }
}

/// Notes the table that a statement changes; all, if it can't be told that it changes none.
fn table_touched(sql: &str, seen: &mut Tables) {
    const CHANGES_NONE: [&str; 6] = [
        "SELECT",
        "SAVEPOINT",
        "RELEASE",
        "ROLLBACK",
        "BEGIN",
        "LOCK",
    ];
    let mut words = words(sql);
    let verb = words.next().unwrap_or_default();
    let table = match verb {
        "INSERT" => words.skip_while(|word| *word != "INTO").nth(1),
        "DELETE" => words.nth(1),
        "UPDATE" => words.next(),
        _ if CHANGES_NONE.contains(&verb) => return,
        _ => None,
    };
    match table {
        Some(table) => seen.add(table),
        None => seen.add_all(),
    }
}

tokio::task_local! {
    static SEEN: RefCell<Tables>;
}

/// Runs `work` and tells which tables were read meanwhile. Who watches from further out sees them too.
pub async fn watched<T>(work: impl Future<Output = T>) -> (T, Tables) {
    let both = async {
        let value = work.await;
        (value, seen().unwrap_or_default())
    };
    let (value, tables) = SEEN.scope(RefCell::default(), both).await;
    note(|seen| seen.join(&tables));
    (value, tables)
}

/// The tables that were read until now, within [`watched`].
#[must_use]
pub fn seen() -> Option<Tables> {
    SEEN.try_with(|seen| seen.borrow().clone()).ok()
}

/// Lets something be counted as read, if somebody watches.
pub(super) fn note(count: impl FnOnce(&mut Tables)) {
    let _ = SEEN.try_with(|seen| count(&mut seen.borrow_mut()));
}

/// Whether somebody wants to know what is read.
pub(super) fn is_watched() -> bool {
    SEEN.try_with(|_| ()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::tests::tables;

    #[test]
    fn a_statement_tells_what_it_reads() {
        let read = |sql| {
            let mut seen = Tables::default();
            tables_read(sql, &mut seen);
            seen
        };
        assert_eq!(
            read(
                "SELECT `people`.`id` FROM (`people` INNER JOIN `roles` AS `r` ON (1 = 1)) WHERE ?"
            ),
            tables(&["people", "roles"])
        );
        assert_eq!(
            read(
                "SELECT 1 FROM \"a\" WHERE EXISTS (SELECT 2 FROM \"b\") AND x IN (select y from c)"
            ),
            tables(&["a", "b", "c"])
        );
        assert_eq!(read("SELECT 1 FROM (SELECT 2 FROM d) t"), tables(&["d"]));
        assert_eq!(read("SELECT 1"), tables(&[]));
    }

    #[test]
    fn a_statement_tells_what_it_touches() {
        let touched = |sql| {
            let mut seen = Tables::default();
            table_touched(sql, &mut seen);
            seen
        };
        assert_eq!(
            touched("INSERT INTO `mails` (`id`) VALUES (?)"),
            tables(&["mails"])
        );
        assert_eq!(
            touched("INSERT OR IGNORE INTO `jobs` (`into`) SELECT 1"),
            tables(&["jobs"])
        );
        assert_eq!(touched("UPDATE \"people\" SET x = 1"), tables(&["people"]));
        assert_eq!(touched("DELETE  FROM `jobs` WHERE 1"), tables(&["jobs"]));
        assert_eq!(touched("SELECT 1 FROM a"), tables(&[]));
        assert_eq!(touched("ROLLBACK TO one; RELEASE one"), tables(&[]));
        for strange in [
            "TRUNCATE a",
            "WITH a AS (SELECT 1) DELETE FROM b",
            "UPDATE",
            "update a",
        ] {
            assert_eq!(touched(strange), tables(&["all"]), "{strange}");
        }
    }
}
