//! Statements that change rows: what is done with them is the same everywhere.

use diesel::insertable::Insertable;
use diesel::query_builder::InsertStatement;
use diesel::query_dsl::methods::ExecuteDsl;
use diesel::{PgConnection, RunQueryDsl, SqliteConnection, Table};

use super::{Conn, Fault};

/// A statement that changes rows: an update, a deletion, an insertion.
pub trait Change {
    /// Does it, whatever number of rows it changes.
    ///
    /// # Errors
    /// If the database refuses or fails.
    fn apply(self, conn: &mut Conn) -> Result<(), Fault>;
}

impl<S> Change for S
where
    S: RunQueryDsl<Conn> + ExecuteDsl<Conn>,
{
    fn apply(self, conn: &mut Conn) -> Result<(), Fault> {
        self.execute(conn)?;
        Ok(())
    }
}

/// Writes a row down.
///
/// # Errors
/// If the database refuses or fails.
pub fn insert<T, R>(conn: &mut Conn, table: T, row: R) -> Result<(), Fault>
where
    T: Table,
    R: Insertable<T>,
    InsertStatement<T, R::Values>: RunQueryDsl<Conn> + ExecuteDsl<Conn>,
{
    diesel::insert_into(table).values(row).apply(conn)
}

/// Rows that go into one statement, at most: with some thirty columns each their values stay below what either
/// database takes at once.
const ROWS: usize = 500;

/// Writes rows down, some hundred in each statement, in their order.
///
/// # Errors
/// If the database refuses or fails.
pub fn insert_all<T, R>(conn: &mut Conn, table: T, mut rows: Vec<R>) -> Result<(), Fault>
where
    T: Table + Copy,
    R: Insertable<T>,
    Vec<R>: Insertable<T>,
    InsertStatement<T, R::Values>: RunQueryDsl<Conn> + ExecuteDsl<Conn>,
    InsertStatement<T, <Vec<R> as Insertable<T>>::Values>:
        ExecuteDsl<PgConnection> + ExecuteDsl<SqliteConnection>,
{
    while rows.len() > 1 {
        let rest = rows.split_off(rows.len().min(ROWS));
        let some = diesel::insert_into(table).values(std::mem::replace(&mut rows, rest));
        // Diesel has no statement with a number of rows that fits both.
        match conn {
            Conn::Postgres(pg) => ExecuteDsl::<PgConnection>::execute(some, pg)?,
            Conn::Sqlite(sqlite) => ExecuteDsl::<SqliteConnection>::execute(some, sqlite)?,
        };
    }
    // One alone is a statement that the database knows already.
    rows.pop().map_or(Ok(()), |row| insert(conn, table, row))
}
