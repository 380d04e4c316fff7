//! Makes an instance out of an archive, on either database.
//!
//! The rows go into tables of the shape they came from; later migrations then run over them.
//! All of it is one transaction: a restore that fails leaves what was there before.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::archive::{Manifest, Reader};
use super::tables::{self, quoted};
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::Store;
use crate::platform::migrate;
use crate::platform::outbox::State;
use crate::schema::mails;

/// How to restore.
#[derive(Debug, Clone, Copy, Default)]
pub struct How {
    /// Also into an instance that holds something, which is then gone.
    pub force: bool,
    /// The instance was stopped before the archive was made and is only moving: mails that
    /// waited then still have to go out.
    pub moved: bool,
}

/// What was restored.
pub struct Restored {
    /// What the archive held.
    pub manifest: Manifest,
    /// The instance's key, if it was in the archive.
    pub key: Option<String>,
    /// Mails of which nobody knows whether they went out after the archive was made.
    pub uncertain_mails: usize,
}

/// Restores the archive `place` into this database and store. Nothing else may use them meanwhile.
pub async fn restore(db: &Db, store: &Store, place: &Path, how: How) -> Result<Restored, Fault> {
    let mut reader = Reader::open(place)?;
    reader.verify()?;
    let mut conn = db.connect()?;
    fits(&conn, &reader.manifest)?;
    if !how.force {
        refuse_if_used(&mut conn)?;
    }
    if reader.manifest.with_files {
        for sha256 in reader.manifest.files.clone() {
            store.put(reader.file(&sha256)?).await?;
        }
    }
    let work = move || {
        let uncertain_mails = replace(&mut conn, &mut reader, how)?;
        Ok((reader, uncertain_mails))
    };
    let (mut reader, uncertain_mails) = off_thread(work).await?;
    let key = reader.key()?;
    Ok(Restored {
        manifest: reader.manifest,
        key,
        uncertain_mails,
    })
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.map_err(|e| Fault::Broken(format!("the restore did not finish: {e}")))?
}

fn fits(conn: &Conn, manifest: &Manifest) -> Result<(), Fault> {
    let known = migrate::known(conn)?;
    match manifest.migrations.iter().find(|m| !known.contains(m)) {
        None => Ok(()),
        Some(newer) => Err(Fault::Broken(format!(
            "the archive was made by a newer version ({}, migration {newer})",
            manifest.program
        ))),
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn count(conn: &mut Conn, from: &str) -> Result<i64, Fault> {
    let query = diesel::sql_query(format!("SELECT COUNT(*) AS count FROM {from}"));
    let found: Count = match conn {
        Conn::Sqlite(c) => query.get_result(c)?,
        Conn::Postgres(c) => query.get_result(c)?,
    };
    Ok(found.count)
}

/// An instance is used once anything was done in it: every act leaves a record.
fn refuse_if_used(conn: &mut Conn) -> Result<(), Fault> {
    if tables::tables(conn)?.iter().any(|t| t.name == "audit") && count(conn, "audit")? > 0 {
        let what = "somebody worked with this instance already; --force throws away what it holds";
        return Err(Fault::Broken(what.to_owned()));
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a restore has the database to itself"
)]
fn replace(conn: &mut Conn, reader: &mut Reader, how: How) -> Result<usize, Fault> {
    if let Conn::Sqlite(_) = conn {
        conn.batch_execute("PRAGMA foreign_keys = OFF")?;
    }
    conn.transaction(|conn| {
        drop_all(conn)?;
        migrate::run_only(conn, &reader.manifest.migrations)?;
        let links = take_links(conn)?;
        // What migrations put into new tables is in the archive too, as it was by then.
        for table in tables::tables(conn)? {
            conn.batch_execute(&format!("DELETE FROM {}", quoted(&table.name)))?;
        }
        for rows in reader.manifest.tables.clone() {
            let insert = |row: Vec<_>| tables::insert(conn, &rows.table, &rows.columns, &row);
            let found = reader.rows(&rows.table, insert)?;
            if found != rows.rows {
                let table = rows.table;
                return Err(Fault::Broken(format!(
                    "{table} has {found} rows, not {}",
                    rows.rows
                )));
            }
        }
        put_links(conn, &links)?;
        migrate::rest(conn)?;
        check_links(conn)?;
        if how.moved { Ok(0) } else { doubt_mails(conn) }
    })
}

fn drop_all(conn: &mut Conn) -> Result<(), Fault> {
    let mut names: Vec<String> = tables::tables(conn)?.into_iter().map(|t| t.name).collect();
    names.extend(["__diesel_schema_migrations", "edition", "editions", "turn"].map(str::to_owned));
    let cascade = if matches!(conn, Conn::Postgres(_)) {
        " CASCADE"
    } else {
        ""
    };
    for name in names {
        conn.batch_execute(&format!("DROP TABLE IF EXISTS {}{cascade}", quoted(&name)))?;
    }
    Ok(())
}

/// A foreign key of a PostgreSQL table.
#[derive(QueryableByName)]
struct Link {
    #[diesel(sql_type = Text)]
    on_table: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    definition: String,
}

/// Takes foreign keys away while rows come in table by table. SQLite has them off already.
fn take_links(conn: &mut Conn) -> Result<Vec<Link>, Fault> {
    let Conn::Postgres(pg) = conn else {
        return Ok(vec![]);
    };
    let links: Vec<Link> = diesel::sql_query(
        "SELECT conrelid::regclass::text AS on_table, conname::text AS name, \
         pg_get_constraintdef(oid) AS definition FROM pg_constraint \
         WHERE contype = 'f' AND connamespace = current_schema()::regnamespace",
    )
    .load(pg)?;
    for link in &links {
        let name = quoted(&link.name);
        pg.batch_execute(&format!(
            "ALTER TABLE {} DROP CONSTRAINT {name}",
            link.on_table
        ))?;
    }
    Ok(links)
}

/// Puts them back, which checks every row.
fn put_links(conn: &mut Conn, links: &[Link]) -> Result<(), Fault> {
    for Link {
        on_table,
        name,
        definition,
    } in links
    {
        let name = quoted(name);
        let add = format!("ALTER TABLE {on_table} ADD CONSTRAINT {name} {definition}");
        conn.batch_execute(&add)?;
    }
    Ok(())
}

/// Every row again on SQLite, which checked none while they came in and were migrated.
fn check_links(conn: &mut Conn) -> Result<(), Fault> {
    if let Conn::Sqlite(_) = conn
        && count(conn, "pragma_foreign_key_check")? > 0
    {
        return Err(Fault::Broken(
            "the archive's rows don't refer to each other rightly".into(),
        ));
    }
    Ok(())
}

/// Mails that waited when the archive was made may have gone out since; nobody sends them twice.
fn doubt_mails(conn: &mut Conn) -> Result<usize, Fault> {
    let waited = mails::state.eq_any([State::Queued, State::Sending]);
    let why = "waited when the backup was made that this instance was restored from; \
               it may have been sent since";
    Ok(diesel::update(mails::table)
        .filter(waited)
        .set((mails::state.eq(State::Uncertain), mails::last_error.eq(why)))
        .execute(conn)?)
}
