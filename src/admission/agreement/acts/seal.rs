//! The seal on a signed agreement: taken on by one worker at a time, put on once.
//!
//! `signed -> sealing -> sealed`. Whoever changes the first into the second holds it, by its number of
//! tries; if that worker dies, the job comes back to another, which takes it on with the next number,
//! and what the first still brings is not taken any more.

use chrono::TimeDelta;

use crate::accounts;
use crate::admission::agreement::acts::bench;
use crate::admission::agreement::letters;
use crate::admission::agreement::rules::Line;
use crate::admission::agreement::store::{self, Agreement};
use crate::admission::case;
use crate::kernel::id::CaseId;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, FileRow, NewFile};
use crate::platform::jobs;
use crate::say;

/// A seal takes seconds; what waits longer than this has been lost.
pub const LATE: TimeDelta = TimeDelta::minutes(10);
/// The kind of the jobs that seal.
pub const SEAL: &str = "agreement.seal";
/// The kind of thing that an agreement's files belong to.
pub const FILES: &str = "agreement";

/// An agreement that this worker seals now.
#[derive(Debug)]
pub struct Taken {
    /// The agreement.
    pub agreement: Agreement,
    /// Its evidence.
    pub lines: Vec<Line>,
    /// The frozen paper.
    pub frozen: FileRow,
    /// By this number the worker holds it.
    pub tries: i32,
    /// Where papers can be checked.
    pub check: String,
}

/// Both have signed: a worker is to seal it.
pub(super) fn ask(tx: &mut Tx, agreement: &Agreement) -> Result<(), Fault> {
    if agreement.paper.is_none() {
        // An agreement from before there was paper: its text and evidence are what was signed.
        return Ok(());
    }
    let now = tx.now();
    store::wait_for_seal(tx.conn(), &agreement.id, now)?;
    jobs::enqueue(tx, SEAL, agreement.case.as_str(), &agreement.case, now)
}

/// Takes it on; `None` if it is sealed. A worker that held it before no longer does.
///
/// # Errors
/// `Fault::Missing` if there is nothing to seal.
pub fn take(tx: &mut Tx, id: &CaseId) -> Result<Option<Taken>, Fault> {
    let bench = bench(tx, id)?;
    let agreement = bench.agreement;
    let paper = agreement.paper.clone().ok_or(Fault::Missing)?;
    let held = agreement.seal.tries;
    if !store::begin_sealing(tx.conn(), &agreement.id, held)? {
        return Ok(None);
    }
    Ok(Some(Taken {
        frozen: files::find(tx.conn(), &paper)?,
        lines: bench.lines.into_iter().map(|(line, _)| line).collect(),
        tries: held + 1,
        check: tx.link("/check/paper"),
        agreement,
    }))
}

/// Notes the sealed paper and tells both sides where it is; `false` if another worker holds it now.
///
/// # Errors
/// If the database fails.
pub fn put(tx: &mut Tx, taken: &Taken, sealed: &NewFile) -> Result<bool, Fault> {
    let id = &taken.agreement.id;
    let file = files::keep(tx, sealed, FILES, id)?;
    let now = tx.now();
    if !store::end_sealing(tx.conn(), id, taken.tries, &file, &sealed.sha256, now)? {
        files::forget(tx, &file)?;
        return Ok(false);
    }
    let entry = Entry::on("agreement", id)
        .did("admission.agreement.sealed")
        .after(&serde_json::json!({ "document": taken.agreement.sha256, "sealed": sealed.sha256 }));
    audit::record(tx, entry)?;
    let case = case::note(
        tx,
        &taken.agreement.case,
        say!("agreement-record-sealed"),
        true,
    )?;
    let to = accounts::recipient(tx.conn(), &taken.agreement.signatory)?;
    letters::sealed(tx, &case, &to)?;
    Ok(true)
}

/// Gives it back and says why; the office sees it on its day.
///
/// # Errors
/// If the database fails.
pub fn give_back(tx: &mut Tx, taken: &Taken, why: &str) -> Result<(), Fault> {
    store::fail_sealing(tx.conn(), &taken.agreement.id, taken.tries, why)
}

/// The office has it tried again.
///
/// # Errors
/// `Fault::Missing` for others, `Fault::Refused` if it does not wait for its seal.
pub fn again(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    case::led(tx, id)?;
    let agreement = store::of_case(tx.conn(), id)?;
    if !agreement.seal.is_open() {
        return Err(say!("agreement-seal-refused").into());
    }
    retry(tx, id)
}

/// Has it tried again, whatever became of its job.
///
/// # Errors
/// If the database fails.
pub fn retry(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    jobs::restart(tx, SEAL, id.as_str(), id)?;
    jobs::hurry(tx, SEAL, id.as_str())
}
