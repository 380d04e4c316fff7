//! One connection type for two databases, and how each is opened.

use std::borrow::Cow;
use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection};

use super::fault::Fault;
use super::watch::{self, Traffic};
use crate::platform::clock::Clock;

/// A connection to either database. Queries written against it run on both.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL
    Postgres(PgConnection),
    /// SQLite
    Sqlite(SqliteConnection),
}

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// The clock whose time transactions carry.
    pub clock: Clock,
    /// How people reach the portal: the start of links in mails.
    pub public_url: String,
    /// Run every write and then undo it. For tests that try out every route.
    pub rehearse: bool,
}

/// Whether this URL names an SQLite file.
#[must_use]
pub fn is_sqlite_url(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// Opens connections for the pool and the writer.
#[derive(Clone)]
pub(super) struct Opener {
    pub url: String,
    pub used: Used,
    pub traffic: Arc<Traffic>,
}

/// What a connection is for, and so how long it may be silent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Used {
    /// To read, from the pool.
    Reads,
    /// To write, by the one writer: it holds the turn of all servers.
    Writes,
    /// For something that takes as long as it takes: a migration, a backup.
    Whole,
}

impl Used {
    /// What a PostgreSQL is told about it, in its own words. A server that freezes while it holds the
    /// turn loses it after `idle_in_transaction_session_timeout`, and others go on.
    const fn limits(self) -> &'static str {
        match self {
            Self::Reads => {
                "SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '120s'"
            }
            Self::Writes => {
                "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '7s'"
            }
            Self::Whole => "SET statement_timeout = 0",
        }
    }
}

impl Opener {
    pub fn open(&self) -> Result<Conn, Fault> {
        let mut conn = self.establish()?;
        watch::install(&mut conn, &self.traffic);
        Ok(conn)
    }

    fn establish(&self) -> Result<Conn, Fault> {
        if let Some(path) = self.url.strip_prefix("sqlite:") {
            let mut conn = SqliteConnection::establish(path).map_err(unreachable)?;
            conn.batch_execute(
                "PRAGMA busy_timeout = 15000;
                 PRAGMA journal_mode = WAL;
                 PRAGMA synchronous = FULL;
                 PRAGMA foreign_keys = ON;
                 PRAGMA cache_size = -16000;
                 PRAGMA wal_autocheckpoint = 4000;",
            )?;
            if self.used == Used::Reads {
                // There are many readers, and the system keeps the file's pages for all of them.
                conn.batch_execute("PRAGMA query_only = ON; PRAGMA cache_size = -500")?;
            }
            Ok(Conn::Sqlite(conn))
        } else {
            let conn = PgConnection::establish(&heard_soon(&at_the_primary(&self.url)));
            let mut conn = conn.map_err(unreachable)?;
            conn.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '30s'")?;
            conn.batch_execute(self.used.limits())?;
            Ok(Conn::Postgres(conn))
        }
    }
}

/// The address of a PostgreSQL that can be written to: where a URL names several hosts, the one that
/// is no standby. A URL that says itself which to take keeps its word.
fn at_the_primary(url: &str) -> Cow<'_, str> {
    if url.contains("target_session_attrs=") {
        return url.into();
    }
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}target_session_attrs=primary").into()
}

/// The same address with how long a server may say nothing before it counts as gone: five seconds for a
/// connection, some eight for an answer of its system. What a URL says itself stands.
fn heard_soon(url: &str) -> String {
    const LIMITS: [(&str, &str); 5] = [
        ("connect_timeout", "5"),
        ("keepalives_idle", "4"),
        ("keepalives_interval", "2"),
        ("keepalives_count", "2"),
        ("tcp_user_timeout", "8000"),
    ];
    let mut url = url.to_owned();
    for (name, value) in LIMITS {
        if !url.contains(&format!("{name}=")) {
            let mark = if url.contains('?') { '&' } else { '?' };
            url += &format!("{mark}{name}={value}");
        }
    }
    url
}

fn unreachable(error: diesel::ConnectionError) -> Fault {
    Fault::Away(format!("it can't be reached: {error}"))
}

impl ManageConnection for Opener {
    type Connection = Conn;
    type Error = Fault;

    fn connect(&self) -> Result<Conn, Fault> {
        self.open()
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Fault> {
        Ok(conn.batch_execute("SELECT 1")?)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        match conn {
            Conn::Postgres(pg) => pg.is_broken(),
            Conn::Sqlite(_) => false,
        }
    }
}

/// Ends the read's transaction however the work ended, so that the next user of the
/// pooled connection never sees an old snapshot.
pub(super) struct EndOnDrop<'a>(pub &'a mut Conn);

impl Drop for EndOnDrop<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.batch_execute("ROLLBACK") {
            tracing::warn!(%error, "a read transaction could not be ended");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_how_long_a_server_may_be_silent_unless_it_did() {
        assert_eq!(
            heard_soon("postgres://a/db?connect_timeout=9"),
            "postgres://a/db?connect_timeout=9&keepalives_idle=4&keepalives_interval=2\
             &keepalives_count=2&tcp_user_timeout=8000"
        );
        assert!(heard_soon("postgres://a/db").starts_with("postgres://a/db?connect_timeout=5&"));
    }

    #[test]
    fn of_several_hosts_the_primary_is_asked() {
        for (given, asked) in [
            (
                "postgres://a/db",
                "postgres://a/db?target_session_attrs=primary",
            ),
            (
                "postgres://a:5432,b:5433/db?sslmode=require",
                "postgres://a:5432,b:5433/db?sslmode=require&target_session_attrs=primary",
            ),
            (
                "postgres://a,b/db?target_session_attrs=any",
                "postgres://a,b/db?target_session_attrs=any",
            ),
        ] {
            assert_eq!(at_the_primary(given), asked);
        }
    }
}
