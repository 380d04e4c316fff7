//! Bank statements and their lines.

mod lines;

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

pub use lines::{
    LineRow, booked_by, count, insert_line, last_booked, line, lines, lines_after, open_count,
    places, set_line, set_payment, set_takes_back, showing, stored, undo_line,
};

use crate::dues::rules::StatementId;
use crate::dues::rules::bank::same;
use crate::kernel::Moment;
use crate::kernel::id::FileId;
use crate::platform::db::{self, Change, Conn, Fault};
use crate::schema::{bank_lines, bank_statements};

/// A statement's file.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = bank_statements, treat_none_as_default_value = false)]
pub struct StatementRow {
    /// Its id.
    pub id: StatementId,
    /// Name of the file.
    pub name: String,
    /// SHA-256 of the file, until the import is undone, or one of its accounts alone is brought in.
    pub sha256: Option<String>,
    /// `camt` or `table`.
    pub format: String,
    /// What it held, the XML or the rows as JSON: of statements from before that lay in the file store.
    pub content: String,
    /// Which column is what, as JSON.
    pub mapping: String,
    /// The chamber's account.
    pub account: String,
    /// `preview`, `importing`, `imported`, `undoing`, `undone`; `stopped` where somebody ended the
    /// import, or its taking back, midway.
    pub state: String,
    /// Who brought it.
    pub by_name: String,
    /// When.
    pub created_at: Moment,
    /// When it was imported.
    pub imported_at: Option<Moment>,
    /// The file that holds what it held.
    pub file_id: Option<FileId>,
}

/// A statement in a list, without what its file held.
#[derive(Debug, Clone, HasQuery)]
#[diesel(table_name = bank_statements)]
pub struct Listed {
    /// Its id.
    pub id: StatementId,
    /// Name of the file.
    pub name: String,
    /// The chamber's account.
    pub account: String,
    /// As that of its [`StatementRow`].
    pub state: String,
    /// Who brought it.
    pub by_name: String,
    /// When.
    pub created_at: Moment,
}

/// The statements `from..from + most`, the newest first, with how many lines of each are open; and how
/// many statements there are.
pub fn statements(
    conn: &mut Conn,
    (from, most): (i64, i64),
) -> Result<(Vec<(Listed, i64)>, i64), Fault> {
    let total = bank_statements::table.count().get_result(conn)?;
    let rows: Vec<Listed> = Listed::query()
        .order((
            bank_statements::created_at.desc(),
            bank_statements::id.desc(),
        ))
        .offset(from)
        .limit(most)
        .load(conn)?;
    let ids: Vec<&StatementId> = rows.iter().map(|row| &row.id).collect();
    let open: HashMap<StatementId, i64> = bank_lines::table
        .filter(bank_lines::statement_id.eq_any(ids))
        .filter(bank_lines::state.eq("open"))
        .group_by(bank_lines::statement_id)
        .select((bank_lines::statement_id, diesel::dsl::count_star()))
        .load(conn)?
        .into_iter()
        .collect();
    let counted = |row: Listed| {
        let open = open.get(&row.id).copied().unwrap_or(0);
        (row, open)
    };
    Ok((rows.into_iter().map(counted).collect(), total))
}

/// The files that were never brought in, nor thrown away.
pub fn previews(conn: &mut Conn) -> Result<Vec<StatementId>, Fault> {
    Ok(bank_statements::table
        .filter(bank_statements::state.eq("preview"))
        .order(bank_statements::id)
        .select(bank_statements::id)
        .load(conn)?)
}

/// A statement.
pub fn statement(conn: &mut Conn, id: &StatementId) -> Result<StatementRow, Fault> {
    Ok(StatementRow::query()
        .filter(bank_statements::id.eq(id))
        .first(conn)?)
}

/// The statement that holds this file.
pub fn by_sha(conn: &mut Conn, sha256: &str) -> Result<Option<StatementRow>, Fault> {
    Ok(StatementRow::query()
        .filter(bank_statements::sha256.eq(sha256))
        .first(conn)
        .optional()?)
}

/// Writes a statement down.
pub fn insert(conn: &mut Conn, row: &StatementRow) -> Result<(), Fault> {
    db::insert(conn, bank_statements::table, row.clone())
}

/// Which column is what, and the account, before the import.
pub fn set_mapping(
    conn: &mut Conn,
    id: &StatementId,
    mapping: &str,
    account: &str,
) -> Result<(), Fault> {
    diesel::update(bank_statements::table.find(id))
        .set((
            bank_statements::mapping.eq(mapping),
            bank_statements::account.eq(account),
        ))
        .apply(conn)
}

/// How a statement stands.
pub fn set_state(conn: &mut Conn, id: &StatementId, state: &str) -> Result<(), Fault> {
    diesel::update(bank_statements::table.find(id))
        .set(bank_statements::state.eq(state))
        .apply(conn)
}

/// That its lines are being brought in, since when and to which account.
pub fn set_importing(
    conn: &mut Conn,
    id: &StatementId,
    (at, account): (Moment, &str),
) -> Result<(), Fault> {
    diesel::update(bank_statements::table.find(id))
        .set((
            bank_statements::state.eq("importing"),
            bank_statements::account.eq(account),
            bank_statements::imported_at.eq(at),
        ))
        .apply(conn)
}

/// Another statement of one of these accounts, as they are compared, whose lines are being brought in or
/// taken back.
pub fn at_work(
    conn: &mut Conn,
    id: &StatementId,
    accounts: &BTreeSet<String>,
) -> Result<Option<Listed>, Fault> {
    let at_work: Vec<Listed> = Listed::query()
        .filter(bank_statements::state.eq_any(["importing", "undoing"]))
        .filter(bank_statements::id.ne(id))
        .load(conn)?;
    let shares = |row: &Listed| !same::accounts(&row.account).is_disjoint(accounts);
    Ok(at_work.into_iter().find(shares))
}

/// The accounts that statements were imported under, each once as it was written last, the latest first.
pub fn known_accounts(conn: &mut Conn) -> Result<Vec<String>, Fault> {
    /// Statements among which they are looked for.
    const SOME: i64 = 500;
    let mut written: Vec<String> = bank_statements::table
        .filter(bank_statements::account.ne(""))
        .filter(bank_statements::account.not_like("%,%"))
        .filter(bank_statements::imported_at.is_not_null())
        .filter(bank_statements::state.ne("undone"))
        .order(bank_statements::imported_at.desc())
        .select(bank_statements::account)
        .limit(SOME)
        .load(conn)?;
    let mut seen = BTreeSet::new();
    written.retain(|one| seen.insert(same::account(one)));
    Ok(written)
}

/// That its file may come again, since only part of it is brought in.
pub fn forget_file(conn: &mut Conn, id: &StatementId) -> Result<(), Fault> {
    diesel::update(bank_statements::table.find(id))
        .set(bank_statements::sha256.eq(None::<String>))
        .apply(conn)
}

/// That it is taken back: its file may come again.
pub fn set_undone(conn: &mut Conn, id: &StatementId) -> Result<(), Fault> {
    diesel::update(bank_statements::table.find(id))
        .set((
            bank_statements::state.eq("undone"),
            bank_statements::sha256.eq(None::<String>),
        ))
        .apply(conn)
}
