//! The tables of an instance, as the database itself describes them, and their rows.

use diesel::connection::DefaultLoadingMode;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Double, Nullable, Text, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::cells::{Cell, Kind};
use crate::platform::db::{Conn, Fault};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table with its columns in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<Column>,
}

#[derive(QueryableByName)]
struct Described {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    declared: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Diesel's own, and those that hold nothing of the chamber's.
const NOT_OURS: &str = "('__diesel_schema_migrations', 'edition', 'editions', 'turn')";

/// All tables of the instance.
pub(super) fn tables(conn: &mut Conn) -> Result<Vec<Table>, Fault> {
    let described: Vec<Described> = match conn {
        Conn::Sqlite(c) => diesel::sql_query(format!(
            "SELECT m.name AS table_name, p.name AS column_name, p.type AS declared \
             FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT IN {NOT_OURS} \
             ORDER BY m.name, p.cid"
        ))
        .load(c)?,
        Conn::Postgres(c) => diesel::sql_query(format!(
            "SELECT c.table_name::text, c.column_name::text, c.data_type::text AS declared \
             FROM information_schema.columns c JOIN information_schema.tables t \
             USING (table_schema, table_name) WHERE t.table_schema = current_schema() \
             AND t.table_type = 'BASE TABLE' AND t.table_name NOT IN {NOT_OURS} \
             ORDER BY c.table_name::text COLLATE \"C\", c.ordinal_position"
        ))
        .load(c)?,
    };
    let mut tables: Vec<Table> = vec![];
    for found in described {
        let kind = Kind::of(&found.declared).ok_or_else(|| {
            let (table, column) = (&found.table_name, &found.column_name);
            Fault::Broken(format!(
                "{table}.{column} is of unknown type {}",
                found.declared
            ))
        })?;
        let column = Column {
            name: found.column_name,
            kind,
        };
        match tables.last_mut().filter(|t| t.name == found.table_name) {
            Some(table) => table.columns.push(column),
            None => tables.push(Table {
                name: found.table_name,
                columns: vec![column],
            }),
        }
    }
    Ok(tables)
}

/// Gives every row of a table to `take`, as a JSON array, without holding them all at once.
pub(super) fn each_row(
    conn: &mut Conn,
    table: &Table,
    mut take: impl FnMut(Value) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut row = |line: QueryResult<Line>| {
        let texts: Vec<Option<String>> = serde_json::from_str(&line?.line)?;
        let cells = table
            .columns
            .iter()
            .zip(texts)
            .map(|(c, text)| c.kind.to_json(text));
        take(Value::Array(cells.collect::<Result<_, _>>()?))
    };
    let first = quoted(table.columns.first().map_or("1", |c| &c.name));
    let from = format!("FROM {} ORDER BY {first}", quoted(&table.name));
    match conn {
        Conn::Sqlite(c) => {
            let list = expressions(table, |column, name| match column.kind {
                // As many digits as bring back the same number.
                Kind::Real => {
                    format!("CASE WHEN {name} IS NULL THEN NULL ELSE printf('%!.17g', {name}) END")
                }
                _ => format!("CAST({name} AS TEXT)"),
            });
            diesel::sql_query(format!("SELECT json_array({list}) AS line {from}"))
                .load_iter::<Line, DefaultLoadingMode>(c)?
                .try_for_each(&mut row)
        }
        Conn::Postgres(c) => {
            let list = expressions(table, |_, name| format!("{name}::text"));
            diesel::sql_query(format!(
                "SELECT json_build_array({list})::text AS line {from}"
            ))
            .load_iter::<Line, PgRowByRowLoadingMode>(c)?
            .try_for_each(&mut row)
        }
    }
}

fn expressions(table: &Table, one: impl Fn(&Column, &str) -> String) -> String {
    let list: Vec<_> = table
        .columns
        .iter()
        .map(|c| one(c, &quoted(&c.name)))
        .collect();
    list.join(", ")
}

/// A name from the archive or the database, safe inside a statement.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

macro_rules! insert_row {
    ($conn:expr, $backend:ty, $sql:expr, $cells:expr) => {{
        let mut query = diesel::sql_query($sql).into_boxed::<$backend>();
        for cell in $cells {
            query = match cell {
                Cell::Text(v) => query.bind::<Nullable<Text>, _>(v),
                Cell::Whole(v) => query.bind::<Nullable<BigInt>, _>(v),
                Cell::Real(v) => query.bind::<Nullable<Double>, _>(v),
                Cell::Bool(v) => query.bind::<Nullable<Bool>, _>(v),
                Cell::Moment(v) => query.bind::<Nullable<Timestamp>, _>(v),
                Cell::Day(v) => query.bind::<Nullable<Date>, _>(v),
            };
        }
        query.execute($conn)?
    }};
}

/// Writes a row as the archive holds it into `table`, whose columns are those of the archive.
pub(super) fn insert(
    conn: &mut Conn,
    table: &str,
    columns: &[Column],
    row: &[Value],
) -> Result<(), Fault> {
    if row.len() != columns.len() {
        return Err(Fault::Broken(format!(
            "a row of {table} has {} values",
            row.len()
        )));
    }
    let cells = columns
        .iter()
        .zip(row)
        .map(|(c, value)| c.kind.to_cell(value));
    let cells = cells.collect::<Result<Vec<_>, _>>()?;
    let names: Vec<_> = columns.iter().map(|c| quoted(&c.name)).collect();
    let places: Vec<_> = match conn {
        Conn::Sqlite(_) => columns.iter().map(|_| "?".to_owned()).collect(),
        Conn::Postgres(_) => (1..=columns.len()).map(|n| format!("${n}")).collect(),
    };
    let (names, places) = (names.join(", "), places.join(", "));
    let sql = format!("INSERT INTO {} ({names}) VALUES ({places})", quoted(table));
    match conn {
        Conn::Sqlite(c) => insert_row!(c, diesel::sqlite::Sqlite, sql, cells),
        Conn::Postgres(c) => insert_row!(c, diesel::pg::Pg, sql, cells),
    };
    Ok(())
}
