//! Brings the database to the shape this binary expects. `migrations/common` holds one SQL
//! text for both databases; `migrations/sqlite` and `migrations/postgres` the rare rest.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::platform::db::{Conn, Db, Fault};

const COMMON: EmbeddedMigrations = embed_migrations!("migrations/common");
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Two folders of migrations as one, in order of their names.
struct Both(EmbeddedMigrations, EmbeddedMigrations);

impl<DB: diesel::backend::Backend> MigrationSource<DB> for Both {
    fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn Migration<DB>>>> {
        let mut all: Vec<Box<dyn Migration<DB>>> = self.0.migrations()?;
        all.extend(MigrationSource::<DB>::migrations(&self.1)?);
        all.sort_by_key(|m| m.name().to_string());
        Ok(all)
    }
}

/// Applies what is missing; returns the names of what was applied. Several servers may
/// start at once: on PostgreSQL they queue on a lock, SQLite has one server.
pub fn run(db: &Db) -> Result<Vec<String>, Fault> {
    let broken = |e: Box<dyn std::error::Error + Send + Sync>| Fault::Broken(e.to_string());
    let names = |applied: Vec<diesel::migration::MigrationVersion>| {
        applied.into_iter().map(|v| v.to_string()).collect()
    };
    match db.connect()? {
        Conn::Sqlite(mut conn) => conn
            .run_pending_migrations(Both(COMMON, SQLITE))
            .map(names)
            .map_err(broken),
        Conn::Postgres(mut conn) => {
            // Waiting for another server's long migration is not a failure.
            conn.batch_execute("SET lock_timeout = 0; SELECT pg_advisory_lock(4705)")?;
            let applied = conn
                .run_pending_migrations(Both(COMMON, POSTGRES))
                .map(names);
            conn.batch_execute("SELECT pg_advisory_unlock(4705)")?;
            applied.map_err(broken)
        }
    }
}

/// Names of migrations that this binary has and the database lacks.
pub fn pending(db: &Db) -> Result<Vec<String>, Fault> {
    let broken = |e: Box<dyn std::error::Error + Send + Sync>| Fault::Broken(e.to_string());
    Ok(match db.connect()? {
        Conn::Sqlite(mut conn) => {
            let list = conn
                .pending_migrations(Both(COMMON, SQLITE))
                .map_err(broken)?;
            list.iter().map(|m| m.name().to_string()).collect()
        }
        Conn::Postgres(mut conn) => {
            let list = conn
                .pending_migrations(Both(COMMON, POSTGRES))
                .map_err(broken)?;
            list.iter().map(|m| m.name().to_string()).collect()
        }
    })
}
