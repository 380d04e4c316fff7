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
/// start at once: on PostgreSQL they queue on a lock, SQLite has one server. What servers that already
/// run keep of what they read before is worth nothing then.
pub fn run(db: &Db) -> Result<Vec<String>, Fault> {
    let applied = apply_all(db)?;
    if !applied.is_empty() {
        db.connect()?
            .batch_execute("UPDATE editions SET number = number + 1")?;
    }
    Ok(applied)
}

fn apply_all(db: &Db) -> Result<Vec<String>, Fault> {
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

/// Versions of the migrations that this database has seen.
pub fn applied(conn: &mut Conn) -> Result<Vec<String>, Fault> {
    use diesel::prelude::*;
    #[derive(QueryableByName)]
    struct Applied {
        #[diesel(sql_type = diesel::sql_types::Text)]
        version: String,
    }
    let all = "SELECT version FROM __diesel_schema_migrations ORDER BY version";
    let query = diesel::sql_query(all);
    let found: Vec<Applied> = match conn {
        Conn::Sqlite(c) => query.load(c)?,
        Conn::Postgres(c) => query.load(c)?,
    };
    Ok(found.into_iter().map(|a| a.version).collect())
}

/// Versions of the migrations that this binary has for this database.
pub fn known(conn: &Conn) -> Result<Vec<String>, Fault> {
    fn versions<DB: diesel::backend::Backend>(source: &Both) -> Result<Vec<String>, Fault> {
        let all = MigrationSource::<DB>::migrations(source);
        let all = all.map_err(|e| Fault::Broken(e.to_string()))?;
        Ok(all.iter().map(|m| m.name().version().to_string()).collect())
    }
    match conn {
        Conn::Sqlite(_) => versions::<diesel::sqlite::Sqlite>(&Both(COMMON, SQLITE)),
        Conn::Postgres(_) => versions::<diesel::pg::Pg>(&Both(COMMON, POSTGRES)),
    }
}

/// Applies just these migrations to an empty database: the shape that a backup's rows fit.
pub fn run_only(conn: &mut Conn, versions: &[String]) -> Result<(), Fault> {
    apply(conn, |version| versions.contains(version))
}

/// Runs those that this database has not seen, in the transaction that the connection is in.
///
/// # Errors
/// If one of them fails.
pub fn rest(conn: &mut Conn) -> Result<(), Fault> {
    let seen = applied(conn)?;
    apply(conn, |version| !seen.contains(version))
}

fn apply(conn: &mut Conn, which: impl Fn(&String) -> bool) -> Result<(), Fault> {
    fn each<C, DB>(
        conn: &mut C,
        source: &Both,
        which: impl Fn(&String) -> bool,
    ) -> Result<(), Fault>
    where
        DB: diesel::backend::Backend,
        C: MigrationHarness<DB>,
    {
        let broken = |e: Box<dyn std::error::Error + Send + Sync>| Fault::Broken(e.to_string());
        // Makes the table of applied migrations, which `run_migration` expects.
        conn.applied_migrations().map_err(broken)?;
        for migration in MigrationSource::<DB>::migrations(source).map_err(broken)? {
            if which(&migration.name().version().to_string()) {
                conn.run_migration(&*migration).map_err(broken)?;
            }
        }
        Ok(())
    }
    match conn {
        Conn::Sqlite(c) => each(c, &Both(COMMON, SQLITE), which),
        Conn::Postgres(c) => each(c, &Both(COMMON, POSTGRES), which),
    }
}
