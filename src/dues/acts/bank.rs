//! Statements are looked at, and then brought in, taken back, or booked where they are exact, by runs
//! (`acts/statement.rs`). Nothing comes in twice.

use serde_json::json;

use crate::dues::policy::HandleDues;
use crate::dues::rules::StatementId;
use crate::dues::rules::bank::sheet::{self, Mapping, Mappings, Rows, Table};
use crate::dues::rules::bank::{Statement, camt, layout};
use crate::dues::store::bank::{self, StatementRow};
use crate::kernel::{Can, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::files::{self, NewFile, Store};
use crate::platform::runs::{self, New, RunId, State, Steer};
use crate::platform::secrets::sha256_hex;
use crate::platform::settings;
use crate::say;

/// The kind of run that brings a statement's lines in.
pub(in crate::dues) const BRING: &str = "dues.import";
/// The kind of run that takes them back.
pub(super) const TAKE_BACK: &str = "dues.import_undo";
/// The kind of run that books what is exact.
pub(in crate::dues) const BOOK: &str = "dues.book_exact";
/// The kind of thing that a statement's file belongs to.
const FILES: &str = "statement";

/// What a file held.
#[derive(Debug, Clone)]
pub enum Content {
    /// CAMT.053.
    Xml(String),
    /// A table.
    Rows(Table),
}

impl Content {
    /// As it lies in the store.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Xml(text) => text,
            Self::Rows(table) => table.text(),
        }
    }

    /// The table, if it is one.
    #[must_use]
    pub const fn table(&self) -> Option<&Table> {
        match self {
            Self::Xml(_) => None,
            Self::Rows(table) => Some(table),
        }
    }
}

/// What a statement's file held.
///
/// # Errors
/// If the store or the database fails.
pub async fn content(db: &Db, files: &Store, row: &StatementRow) -> Result<Content, Fault> {
    let kept = match row.file_id.clone() {
        Some(file) => Some(files.text(db, file).await?),
        None => None,
    };
    Ok(match (row.format.as_str(), kept) {
        ("camt", kept) => Content::Xml(kept.unwrap_or_else(|| row.content.clone())),
        (_, Some(text)) => Content::Rows(Table::of(text)),
        (_, None) => {
            let rows: Rows = serde_json::from_str(&row.content)?;
            Content::Rows(rows.into_iter().collect())
        }
    })
}

/// What a statement says; a table's is of this account of the chamber's.
///
/// # Errors
/// `Fault::Refused` if it can't be read with this mapping.
pub fn read(
    content: &Content,
    account: &str,
    mapping: &Mapping,
    currency: &str,
) -> Result<Statement, Fault> {
    let text = match content {
        Content::Xml(text) => text,
        Content::Rows(table) => {
            return Ok(Statement {
                account: account.to_owned(),
                ..layout::read(table, mapping, currency)?
            });
        }
    };
    let all = camt::read(text, currency)?;
    // Several statements in one file: of one account, one after the other.
    let mut whole = Statement::default();
    for (n, one) in all.into_iter().enumerate() {
        if n > 0 && one.account != whole.account {
            return Err(say!("dues-bank-two-accounts").into());
        }
        whole.account.clone_from(&one.account);
        whole.opening = if n == 0 { one.opening } else { whole.opening };
        whole.closing = one.closing;
        whole.lines.extend(one.lines);
        whole.bad.extend(one.bad);
    }
    Ok(whole)
}

/// What a file that came in is: its format and what is kept of it.
pub struct Taken {
    /// Name of the file.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What is kept.
    pub content: Content,
    /// The mapping to begin with.
    pub mapping: Mapping,
}

/// Looks at a file.
///
/// # Errors
/// Says why it can't be read.
pub fn take(name: &str, bytes: &[u8], known: &Mappings) -> Result<Taken, Say> {
    let sha256 = sha256_hex(bytes);
    let name = name.chars().filter(|c| !c.is_control()).take(120).collect();
    let text = sheet::decode(bytes);
    if camt::is_camt(&text) {
        return Ok(Taken {
            name,
            sha256,
            content: Content::Xml(text),
            mapping: Mapping::default(),
        });
    }
    let table = sheet::table(bytes)?;
    let mapping = layout::begin(&table, known);
    Ok(Taken {
        name,
        sha256,
        content: Content::Rows(table),
        mapping,
    })
}

/// Keeps a file to be looked at before it is imported. One that is here already is that one.
pub fn bring(tx: &mut Tx, taken: &Taken, file: &NewFile) -> Result<StatementId, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    if let Some(known) = bank::by_sha(tx.conn(), &taken.sha256)? {
        return Ok(known.id);
    }
    let id = StatementId::new();
    let row = StatementRow {
        name: taken.name.clone(),
        sha256: Some(taken.sha256.clone()),
        format: match taken.content {
            Content::Xml(_) => "camt",
            Content::Rows(_) => "table",
        }
        .to_owned(),
        content: String::new(),
        mapping: serde_json::to_string(&taken.mapping)?,
        account: String::new(),
        state: "preview".to_owned(),
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
        imported_at: None,
        file_id: Some(files::keep(tx, file, FILES, &id)?),
        id,
    };
    bank::insert(tx.conn(), &row)?;
    let entry = Entry::on("statement", &row.id).did("dues.statement.brought");
    audit::record(
        tx,
        entry.after(&json!({ "name": row.name, "sha256": row.sha256 })),
    )?;
    Ok(row.id)
}

/// Says which column is what; with a name, the mapping is kept for the next file.
pub fn map(
    tx: &mut Tx,
    id: &StatementId,
    mapping: &Mapping,
    account: &str,
    keep_as: &str,
) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let row = bank::statement(tx.conn(), id)?;
    if row.state != "preview" {
        return Err(say!("dues-bank-imported-already").into());
    }
    bank::set_mapping(tx.conn(), id, &serde_json::to_string(mapping)?, account)?;
    if !keep_as.is_empty() {
        let mut all: Mappings = settings::get(tx.conn())?;
        all.list.retain(|(name, _)| name != keep_as);
        all.list.insert(0, (keep_as.to_owned(), mapping.clone()));
        settings::set(tx, &all)?;
    }
    Ok(())
}

/// The hash under which a line is known.
pub fn hashed(keys: Vec<String>) -> Vec<String> {
    keys.iter().map(|key| sha256_hex(key.as_bytes())).collect()
}

/// Begins to bring in a statement's lines, which were read just before.
///
/// # Errors
/// `Fault::Refused` if it was imported already, has rows that can't be read and nobody said to leave
/// them out, or names no account.
pub fn start(
    tx: &mut Tx,
    id: &StatementId,
    without_bad: bool,
    found: &Statement,
) -> Result<RunId, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    if bank::statement(tx.conn(), id)?.state != "preview" {
        return Err(say!("dues-bank-imported-already").into());
    }
    if !found.bad.is_empty() && !without_bad {
        return Err(say!("dues-bank-bad-rows", count = found.bad.len()).into());
    }
    if found.account.is_empty() {
        return Err(say!("dues-bank-account-needed").into());
    }
    if found.lines.is_empty() {
        return Err(say!("dues-bank-nothing").into());
    }
    let now = tx.now();
    bank::set_importing(tx.conn(), id, now)?;
    begin(
        tx,
        (BRING, "dues.statement.begun"),
        id,
        found.lines.len().try_into().unwrap_or(i64::MAX),
    )
}

fn begin(
    tx: &mut Tx,
    (kind, act): (&'static str, &'static str),
    id: &StatementId,
    total: i64,
) -> Result<RunId, Fault> {
    let entry = Entry::on("statement", id).did(act);
    audit::record(tx, entry.after(&json!({ "lines": total })))?;
    let new = New {
        kind,
        subject: id.as_str(),
        total,
    };
    runs::begin(tx, &new, &())
}

/// Pauses what is done to a statement, lets it go on, or ends it; what was done until then stays.
///
/// # Errors
/// `Fault::Refused` if nothing is under way.
pub fn steer(tx: &mut Tx, id: &StatementId, how: Steer) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    if runs::steer_last(tx, id, how)?.state == State::Cancelled {
        bank::set_state(tx.conn(), id, "imported")?;
    }
    Ok(())
}

/// Begins to take an import back, also one that is still being brought in; or throws a preview away, for
/// which there is no run.
///
/// # Errors
/// `Fault::Refused` while a line of it is booked, or if it is taken back already.
pub fn undo(tx: &mut Tx, id: &StatementId) -> Result<Option<RunId>, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let row = bank::statement(tx.conn(), id)?;
    let booked = bank::count(tx.conn(), id, &["booked"])?;
    if booked > 0 {
        return Err(say!("dues-bank-undo-booked", count = booked).into());
    }
    match row.state.as_str() {
        "preview" => {
            bank::set_undone(tx.conn(), id)?;
            audit::record(tx, Entry::on("statement", id).did("dues.statement.undone"))?;
            return Ok(None);
        }
        "undone" | "undoing" => return Err(say!("dues-bank-undone").into()),
        _ => {}
    }
    // What is under way ends here: lines that come in, or the search for what is exact.
    if let Some(run) = runs::last_of(tx.conn(), id)?.filter(|run| !run.state.is_over()) {
        runs::steer(tx, &run.id, Steer::Cancel)?;
    }
    bank::set_state(tx.conn(), id, "undoing")?;
    let total = bank::count(tx.conn(), id, &["open", "ignored"])?;
    begin(tx, (TAKE_BACK, "dues.statement.undo_begun"), id, total).map(Some)
}

/// Begins to book every open line of a statement whose references and amount agree to the fen.
///
/// # Errors
/// `Fault::Refused` while something else is done to it.
pub fn book_exact(tx: &mut Tx, id: &StatementId) -> Result<RunId, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let row = bank::statement(tx.conn(), id)?;
    let last = runs::last_of(tx.conn(), id)?;
    if row.state != "imported" || last.is_some_and(|run| !run.state.is_over()) {
        return Err(say!("dues-bank-busy").into());
    }
    let total = bank::count(tx.conn(), id, &["open"])?;
    begin(tx, (BOOK, "dues.statement.booking"), id, total)
}
