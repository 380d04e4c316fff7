//! Bank statements and their lines.

use diesel::prelude::*;

use crate::companies;
use crate::dues::rules::bank::Line;
use crate::dues::rules::bank::suggest::Candidate;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::reference;
use crate::dues::rules::{LineId, StatementId};
use crate::dues::store::{invoices, money};
use crate::kernel::credit_code::CreditCode;
use crate::kernel::{Day, Fen, Moment};
use crate::platform::db::{Conn, Fault};
use crate::schema::{bank_lines, bank_statements};

/// A statement's file.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = bank_statements)]
pub struct StatementRow {
    /// Its id.
    pub id: StatementId,
    /// Name of the file.
    pub name: String,
    /// SHA-256 of the file, until the import is undone.
    pub sha256: Option<String>,
    /// `camt` or `table`.
    pub format: String,
    /// What it held: the XML, or the rows as JSON.
    pub content: String,
    /// Which column is what, as JSON.
    pub mapping: String,
    /// The chamber's account.
    pub account: String,
    /// `preview`, `imported`, `undone`.
    pub state: String,
    /// Who brought it.
    pub by_name: String,
    /// When.
    pub created_at: Moment,
    /// When it was imported.
    pub imported_at: Option<Moment>,
}

/// A line as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = bank_lines)]
pub struct LineRow {
    /// Its id.
    pub id: LineId,
    /// Of which statement.
    pub statement_id: StatementId,
    /// Its place there.
    pub place: i32,
    /// What keeps it from being imported twice.
    pub key: Option<String>,
    /// Its day.
    pub on_day: Day,
    /// In fen; negative went out.
    pub amount: i64,
    /// The other side.
    pub payer: String,
    /// Its account.
    pub payer_account: String,
    /// What was written.
    pub purpose: String,
    /// `open`, `booked`, `ignored`, `undone`.
    pub state: String,
    /// Why it is ignored.
    pub why: String,
    /// How often it was booked.
    pub round: i32,
}

impl LineRow {
    /// As rules know it.
    #[must_use]
    pub fn line(&self) -> Line {
        Line {
            on: self.on_day,
            amount: Fen(self.amount),
            payer: self.payer.clone(),
            payer_account: self.payer_account.clone(),
            purpose: self.purpose.clone(),
        }
    }
}

/// The statements, the newest first, with how many lines of each are open.
pub fn statements(conn: &mut Conn) -> Result<Vec<(StatementRow, i64)>, Fault> {
    let rows: Vec<StatementRow> = bank_statements::table
        .order(bank_statements::created_at.desc())
        .limit(100)
        .select(StatementRow::as_select())
        .load(conn)?;
    let mut found = vec![];
    for row in rows {
        let open = bank_lines::table
            .filter(bank_lines::statement_id.eq(&row.id))
            .filter(bank_lines::state.eq("open"))
            .count()
            .get_result(conn)?;
        found.push((row, open));
    }
    Ok(found)
}

/// How many lines wait in all.
pub fn open_count(conn: &mut Conn) -> Result<i64, Fault> {
    Ok(bank_lines::table
        .filter(bank_lines::state.eq("open"))
        .count()
        .get_result(conn)?)
}

/// A statement.
pub fn statement(conn: &mut Conn, id: &StatementId) -> Result<StatementRow, Fault> {
    Ok(bank_statements::table
        .find(id)
        .select(StatementRow::as_select())
        .first(conn)?)
}

/// The statement that holds this file.
pub fn by_sha(conn: &mut Conn, sha256: &str) -> Result<Option<StatementRow>, Fault> {
    Ok(bank_statements::table
        .filter(bank_statements::sha256.eq(sha256))
        .select(StatementRow::as_select())
        .first(conn)
        .optional()?)
}

/// Writes a statement down.
pub fn insert(conn: &mut Conn, row: &StatementRow) -> Result<(), Fault> {
    diesel::insert_into(bank_statements::table)
        .values(row.clone())
        .execute(conn)?;
    Ok(())
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
        .execute(conn)?;
    Ok(())
}

/// Marks a statement as imported.
pub fn set_imported(conn: &mut Conn, id: &StatementId, at: Moment) -> Result<(), Fault> {
    diesel::update(bank_statements::table.find(id))
        .set((
            bank_statements::state.eq("imported"),
            bank_statements::imported_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes an import back: the file and its lines may come again.
pub fn undo(conn: &mut Conn, id: &StatementId) -> Result<(), Fault> {
    diesel::update(bank_statements::table.find(id))
        .set((
            bank_statements::state.eq("undone"),
            bank_statements::sha256.eq(None::<String>),
        ))
        .execute(conn)?;
    diesel::update(bank_lines::table.filter(bank_lines::statement_id.eq(id)))
        .set((
            bank_lines::state.eq("undone"),
            bank_lines::key.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Which of these keys are known.
pub fn known_keys(conn: &mut Conn, keys: &[String]) -> Result<Vec<String>, Fault> {
    let mut known = vec![];
    for some in keys.chunks(500) {
        let found: Vec<Option<String>> = bank_lines::table
            .filter(bank_lines::key.eq_any(some))
            .select(bank_lines::key)
            .load(conn)?;
        known.extend(found.into_iter().flatten());
    }
    Ok(known)
}

/// Writes a line down.
pub fn insert_line(conn: &mut Conn, row: &LineRow) -> Result<(), Fault> {
    diesel::insert_into(bank_lines::table)
        .values(row.clone())
        .execute(conn)?;
    Ok(())
}

/// A line.
pub fn line(conn: &mut Conn, id: &LineId) -> Result<LineRow, Fault> {
    Ok(bank_lines::table
        .find(id)
        .select(LineRow::as_select())
        .first(conn)?)
}

/// The lines of a statement in one of these states, in its order.
pub fn lines(
    conn: &mut Conn,
    id: &StatementId,
    states: &[&str],
    (from, most): (i64, i64),
) -> Result<(Vec<LineRow>, i64), Fault> {
    let total = bank_lines::table
        .filter(bank_lines::statement_id.eq(id))
        .filter(bank_lines::state.eq_any(states.to_vec()))
        .count()
        .get_result(conn)?;
    let rows = bank_lines::table
        .filter(bank_lines::statement_id.eq(id))
        .filter(bank_lines::state.eq_any(states.to_vec()))
        .order(bank_lines::place)
        .offset(from)
        .limit(most)
        .select(LineRow::as_select())
        .load(conn)?;
    Ok((rows, total))
}

/// How a line ended.
pub fn set_line(
    conn: &mut Conn,
    id: &LineId,
    (state, why): (&str, &str),
    round: i32,
) -> Result<(), Fault> {
    diesel::update(bank_lines::table.find(id))
        .set((
            bank_lines::state.eq(state),
            bank_lines::why.eq(why),
            bank_lines::round.eq(round),
        ))
        .execute(conn)?;
    Ok(())
}

/// The open invoices that a line may pay.
pub fn candidates(conn: &mut Conn, line: &Line) -> Result<Vec<Candidate>, Fault> {
    const SOME: i64 = 20;
    let mut found: Vec<Invoice> = invoices::by_references(conn, &reference::find(&line.purpose))?;
    let known = money::known_account(conn, &line.payer_account)?;
    for company in &known {
        found.extend(invoices::open_of_company(conn, company)?);
    }
    let code = line
        .purpose
        .split(|c: char| !c.is_alphanumeric())
        .find_map(|word| CreditCode::parse(word).ok());
    if let Some(code) = code
        && let Some(company) = companies::by_code(conn, &code)?
    {
        found.extend(invoices::open_of_company(conn, &company.id)?);
    }
    if !line.payer.is_empty() {
        found.extend(invoices::open_of_name(conn, &line.payer, SOME)?);
    }
    found.extend(invoices::with_open(conn, line.amount, SOME)?);
    let mut seen = vec![];
    let mut all = vec![];
    for invoice in found {
        if invoice.open().0 <= 0 || seen.contains(&invoice.id) {
            continue;
        }
        let company = companies::load(conn, &invoice.company)?;
        seen.push(invoice.id.clone());
        all.push(Candidate {
            open: invoice.open(),
            name: company.profile.name,
            code: company
                .profile
                .credit_code
                .map(String::from)
                .unwrap_or_default(),
            issued_on: invoice.issued_on,
            known_account: known.contains(&invoice.company),
            reference: invoice.reference,
            id: invoice.id,
        });
    }
    Ok(all)
}
