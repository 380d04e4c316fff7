//! Statements are looked at, and then brought in, taken back, or booked where they are exact, by runs
//! (`acts/statement.rs`). Nothing comes in twice.

use std::collections::BTreeMap;

use chrono::Days;
use serde::Serialize;
use serde_json::json;

pub use super::bank_file::{
    Account, Content, Found, House, Statements, Taken, all_of, content, look, look_apart, read,
    take,
};
use crate::dues::policy::HandleDues;
use crate::dues::rules::StatementId;
use crate::dues::rules::bank::sheet::{Mapping, Mappings};
use crate::dues::rules::bank::{elsewhere, same};
use crate::dues::store::bank::{self, StatementRow};
use crate::kernel::Can;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::platform::runs::{self, New, RunId, State, Steer};
use crate::platform::settings;
use crate::say;

/// The kind of run that brings a statement's lines in.
pub(in crate::dues) const BRING: &str = "dues.import";
/// The kind of run that takes them back.
pub(super) const TAKE_BACK: &str = "dues.import_undo";
/// The kind of run that books what is exact.
pub(in crate::dues) const BOOK: &str = "dues.book_exact";
/// The kind of run that takes back what such a run booked.
pub(in crate::dues) const UNBOOK: &str = "dues.book_undo";
/// What is said while nobody agreed that lines come in which stand under another account.
pub const ELSEWHERE: &str = "dues-bank-elsewhere-needed";
/// The kind of thing that a statement's file belongs to.
const FILES: &str = "statement";

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
        // Nobody guesses whose a file is that doesn't say it: a wrong account brings lines in twice.
        account: taken.account.clone().unwrap_or_default(),
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

/// Which lines of a file came in before, with another file of its account, or with this one.
///
/// # Errors
/// If the database fails.
pub fn known(conn: &mut Conn, id: &StatementId, found: &Found) -> Result<Vec<bool>, Fault> {
    compare(conn, (id, found), same::known)
}

/// How many lines of a file stand under each of the other accounts already, as accounts are compared.
///
/// # Errors
/// If the database fails.
pub fn elsewhere(
    conn: &mut Conn,
    id: &StatementId,
    found: &Found,
) -> Result<BTreeMap<String, usize>, Fault> {
    compare(conn, (id, found), elsewhere::elsewhere)
}

/// Holds the lines of a file against those of its days that are here.
fn compare<T: Default>(
    conn: &mut Conn,
    (id, found): (&StatementId, &Found),
    with: impl FnOnce(&same::File, &[same::Stored]) -> T,
) -> Result<T, Fault> {
    let Some(days) = found.whole.span() else {
        return Ok(T::default());
    };
    let near = Days::new(same::NEARBY.unsigned_abs());
    let from = days.0.checked_sub_days(near).unwrap_or(days.0);
    let to = days.1.checked_add_days(near).unwrap_or(days.1);
    let stored = bank::stored(conn, id, (from, to))?;
    let places = bank::places(conn, id)?.into_iter();
    let came = places.filter_map(|place| usize::try_from(place - 1).ok());
    let file = same::File {
        lines: &found.whole.lines,
        account: &found.whole.account,
        columns: found.columns,
        keys: &found.keys,
        came: &came.collect(),
    };
    Ok(with(&file, &stored))
}

/// That nothing else is done to lines of these accounts: which of them are here decides what comes in.
fn alone(conn: &mut Conn, id: &StatementId, account: &str) -> Result<(), Fault> {
    match bank::at_work(conn, id, &same::accounts(account))? {
        Some(other) => Err(say!("dues-bank-account-busy", name = other.name).into()),
        None => Ok(()),
    }
}

/// What somebody agreed to who had looked at a file.
#[derive(Debug, Clone, Copy)]
pub struct Agreed {
    /// That what can't be read is left out.
    pub without_bad: bool,
    /// That lines come in which stand under another account already.
    pub elsewhere: bool,
}

/// Begins to bring in a statement's lines, which were read just before.
///
/// # Errors
/// `Fault::Refused` if it was imported already, has rows that can't be read or lines that stand under
/// another account and nobody agreed to that, names no account, or something else is done to lines of its
/// account. One whose import was stopped goes on: what is in already is known.
pub fn start(tx: &mut Tx, id: &StatementId, agreed: Agreed, found: &Found) -> Result<RunId, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let Found { whole, .. } = found;
    let state = bank::statement(tx.conn(), id)?.state;
    if !["preview", "stopped"].contains(&state.as_str()) {
        return Err(say!("dues-bank-imported-already").into());
    }
    if !whole.bad.is_empty() && !agreed.without_bad {
        return Err(say!("dues-bank-bad-rows", count = whole.bad.len()).into());
    }
    if whole.account.is_empty() {
        return Err(say!("dues-bank-account-needed").into());
    }
    if whole.lines.is_empty() {
        return Err(say!("dues-bank-nothing").into());
    }
    not_busy(tx, id)?;
    alone(tx.conn(), id, &whole.account)?;
    if !agreed.elsewhere && !elsewhere(tx.conn(), id, found)?.is_empty() {
        return Err(say!(ELSEWHERE).into());
    }
    let now = tx.now();
    bank::set_importing(tx.conn(), id, (now, &whole.account))?;
    if whole.account != all_of(&found.accounts) {
        // The same file brings the other accounts another time.
        bank::forget_file(tx.conn(), id)?;
    }
    let total = whole.lines.len().try_into().unwrap_or(i64::MAX);
    begin(tx, (BRING, "dues.statement.begun"), (id, total), &())
}

/// Refuses while something else is done to a statement.
fn not_busy(tx: &mut Tx, id: &StatementId) -> Result<(), Fault> {
    let last = runs::last_of(tx.conn(), id)?;
    match last.is_some_and(|run| !run.state.is_over()) {
        true => Err(say!("dues-bank-busy").into()),
        false => Ok(()),
    }
}

fn begin(
    tx: &mut Tx,
    (kind, act): (&'static str, &'static str),
    (id, total): (&StatementId, i64),
    asked: &impl Serialize,
) -> Result<RunId, Fault> {
    let entry = Entry::on("statement", id).did(act);
    audit::record(tx, entry.after(&json!({ "lines": total })))?;
    let new = New {
        kind,
        subject: id.as_str(),
        total,
    };
    runs::begin(tx, &new, asked)
}

/// Pauses what is done to a statement, lets it go on, or ends it; what was done until then stays.
///
/// # Errors
/// `Fault::Refused` if nothing is under way.
pub fn steer(tx: &mut Tx, id: &StatementId, how: Steer) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let run = runs::steer_last(tx, id, how)?;
    if run.state == State::Cancelled && [BRING, TAKE_BACK].contains(&run.kind.as_str()) {
        bank::set_state(tx.conn(), id, "stopped")?;
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
    alone(tx.conn(), id, &row.account)?;
    // What is under way ends here: lines that come in, or the search for what is exact.
    if let Some(run) = runs::last_of(tx.conn(), id)?.filter(|run| !run.state.is_over()) {
        runs::steer(tx, &run.id, Steer::Cancel)?;
    }
    bank::set_state(tx.conn(), id, "undoing")?;
    let total = bank::count(tx.conn(), id, &["open", "ignored"])?;
    let kind = (TAKE_BACK, "dues.statement.undo_begun");
    begin(tx, kind, (id, total), &()).map(Some)
}

/// Throws away every file that was never brought in; gives how many.
///
/// # Errors
/// If the database fails.
pub fn discard_all(tx: &mut Tx) -> Result<usize, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let previews = bank::previews(tx.conn())?;
    for id in &previews {
        undo(tx, id)?;
    }
    Ok(previews.len())
}

/// Begins to book every open line of a statement whose references and amount agree to the fen.
///
/// # Errors
/// `Fault::Refused` while something else is done to it.
pub fn book_exact(tx: &mut Tx, id: &StatementId) -> Result<RunId, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    is_in(tx, id)?;
    let total = bank::count(tx.conn(), id, &["open"])?;
    begin(tx, (BOOK, "dues.statement.booking"), (id, total), &())
}

/// Refuses while lines of a statement come in or go.
fn is_in(tx: &mut Tx, id: &StatementId) -> Result<(), Fault> {
    let state = bank::statement(tx.conn(), id)?.state;
    if !["imported", "stopped"].contains(&state.as_str()) {
        return Err(say!("dues-bank-busy").into());
    }
    not_busy(tx, id)
}

/// Begins to take back what the last run booked of which anything still is, for a reason.
///
/// # Errors
/// `Fault::Refused` while something else is done to the statement, or if there is nothing.
pub fn unbook(tx: &mut Tx, id: &StatementId, why: &str) -> Result<RunId, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    is_in(tx, id)?;
    let last = bank::last_booked(tx.conn(), id)?;
    let (run, total) = last.ok_or_else(|| Fault::from(say!("dues-bank-unbook-nothing")))?;
    let kind = (UNBOOK, "dues.statement.unbooking");
    begin(tx, kind, (id, total), &(run, why))
}
