//! Statements that change rows: what is done with them is the same everywhere.

use diesel::insertable::Insertable;
use diesel::query_builder::InsertStatement;
use diesel::query_dsl::methods::ExecuteDsl;
use diesel::{RunQueryDsl, Table};

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
