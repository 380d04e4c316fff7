//! A statement's lines are brought in, booked where they are exact, what was booked so is taken back, or
//! they are taken back themselves, in small writes: see [`runs`](crate::platform::runs).

use futures_util::future::{BoxFuture, FutureExt};
use serde_json::json;

use super::bank::{
    Agreed, BOOK, BRING, Found, House, TAKE_BACK, UNBOOK, book_exact, content, known, read, start,
};
use super::exact::book_all;
use super::lines::{book_unasked, flagged, reopen_unasked};
use crate::dues::rules::bank::exact::{Exact, Owed, exact};
use crate::dues::rules::bank::what::What;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::{LineId, StatementId, reference};
use crate::dues::store::bank::{self, LineRow};
use crate::dues::store::{entered, invoices, returned};
use crate::kernel::Say;
use crate::kernel::brand::Brand;
use crate::kernel::id::CompanyId;
use crate::platform::aside::READERS;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::Store;
use crate::platform::runs::{self, Run, RunId, Steps, Work};
use crate::platform::secrets::sha256_hex;
use crate::platform::settings;
use crate::platform::tools::Tools;
use crate::say;

/// Lines read at once.
const SOME: i64 = 500;

fn nothing<'a>() -> BoxFuture<'a, Result<(), Fault>> {
    std::future::ready(Ok(())).boxed()
}

fn step(line: LineRow) -> (i64, LineRow) {
    (i64::from(line.place), line)
}

fn about(line: &LineRow) -> String {
    format!("{} {}", line.on_day, line.payer)
}

/// Brings a statement's lines in; those that came with another file are left out. What went out is
/// ignored from the start: dues come in; and so is what the chamber itself had paid and came back. What
/// the bank took back somebody has to look at.
#[derive(Clone)]
pub struct Importing {
    /// Database.
    pub db: Db,
    /// Where the file lies.
    pub files: Store,
}

impl Importing {
    /// With these tools.
    #[must_use]
    pub fn of(tools: &Tools) -> Self {
        Self {
            db: tools.db.clone(),
            files: tools.files.clone(),
        }
    }
}

/// A statement as it is brought in, with which of its lines came in with another file. That stays so until
/// it is through: nothing else is done to lines of its account meanwhile.
pub struct Open {
    /// What the file says.
    found: Found,
    known: Vec<bool>,
}

impl Work for Importing {
    const KIND: &'static str = BRING;
    type Ready = Open;
    /// Which line, counted from 0.
    type Step = usize;

    fn ready<'a>(&'a self, run: &'a Run) -> BoxFuture<'a, Result<Open, Fault>> {
        async move {
            let id: StatementId = run.about()?;
            let asked = id.clone();
            let row = move |conn: &mut Conn| {
                let brand: Brand = settings::get(conn)?;
                let row = bank::statement(conn, &asked)?;
                let house = House::of(&brand, row.created_at);
                Ok((row, house))
            };
            let (row, house) = self.db.read(row).await?;
            let content = content(&self.db, &self.files, &row).await?;
            let mapping = serde_json::from_str(&row.mapping)?;
            let long = content.text().len();
            let found = move || read(&content, &row.account, &mapping, &house);
            let found = READERS.read(long, found).await??;
            let compare = move |conn: &mut Conn| {
                let known = known(conn, &id, &found)?;
                Ok(Open { found, known })
            };
            self.db.read(compare).await
        }
        .boxed()
    }

    fn next(&self, _: &mut Conn, open: &Open, run: &Run) -> Result<Steps<usize>, Fault> {
        let from = usize::try_from(run.cursor).unwrap_or(usize::MAX);
        let all = from..open.found.whole.lines.len();
        let place = |at: usize| i64::try_from(at + 1).unwrap_or(i64::MAX);
        let some = usize::try_from(SOME).unwrap_or(usize::MAX);
        Ok(all.take(some).map(|at| (place(at), at)).collect())
    }

    fn about(&self, at: &usize) -> String {
        at.to_string()
    }

    fn put(&self, tx: &mut Tx, open: &Open, run: &mut Run, at: &usize) -> Result<(), Fault> {
        let lost = || Fault::Broken("a line got lost".to_owned());
        let line = open.found.whole.lines.get(*at).ok_or_else(lost)?;
        if *open.known.get(*at).ok_or_else(lost)? {
            return Ok(());
        }
        let key = format!("{} {}", run.subject, at + 1);
        let looked_at = (line.amount.0 > 0) != (line.what == What::Return);
        let state = if looked_at { "open" } else { "ignored" };
        let new = LineRow {
            id: LineId::new(),
            statement_id: run.about()?,
            place: i32::try_from(at + 1).unwrap_or(i32::MAX),
            key: Some(sha256_hex(key.as_bytes())),
            on_day: line.on,
            amount: line.amount.0,
            payer: line.payer.clone(),
            payer_account: line.payer_account.clone(),
            purpose: line.purpose.clone(),
            state: state.to_owned(),
            why: String::new(),
            round: 0,
            what: line.what,
            run_id: None,
            serial: Some(line.serial.clone()),
            balance: line.balance.map(|fen| fen.0),
            account: line.account.clone(),
            refs: line.refs.join("\n"),
            takes_back: None,
            clock: line.clock.and_then(|clock| i32::try_from(clock).ok()),
            payment_id: None,
        };
        bank::insert_line(tx.conn(), &new)?;
        run.done += 1;
        Ok(())
    }

    fn end(&self, tx: &mut Tx, run: &Run) -> Result<(), Fault> {
        let id: StatementId = run.about()?;
        bank::set_state(tx.conn(), &id, "imported")?;
        // Only now: a file may begin with its last day.
        let account = bank::statement(tx.conn(), &id)?.account;
        returned::keep(tx.conn(), &account)?;
        let after = json!({ "new": run.done, "known": run.seen - run.done });
        let entry = Entry::on("statement", &id).did("dues.statement.imported");
        audit::record(tx, entry.after(&after))
    }
}

/// Brings a statement in and books what is exact, all in one write: for stories that are made up.
///
/// # Errors
/// Those of what it does.
pub fn all_at_once(
    tx: &mut Tx,
    work: &Importing,
    id: &StatementId,
    found: Found,
) -> Result<(), Fault> {
    let agreed = Agreed {
        without_bad: false,
        elsewhere: true,
    };
    let run = start(tx, id, agreed, &found)?;
    let known = known(tx.conn(), id, &found)?;
    runs::all_at_once(tx, work, &Open { found, known }, &run)?;
    let run = book_exact(tx, id)?;
    runs::all_at_once(tx, &BookingExact, &(), &run).map(|_| ())
}

/// Books every open line of a statement whose references and amount agree to the fen.
#[derive(Clone, Copy)]
pub struct BookingExact;

impl Work for BookingExact {
    const KIND: &'static str = BOOK;
    type Ready = ();
    type Step = LineRow;
    const TOGETHER: usize = 250;

    fn ready<'a>(&'a self, _: &'a Run) -> BoxFuture<'a, Result<(), Fault>> {
        nothing()
    }

    fn next(&self, conn: &mut Conn, (): &(), run: &Run) -> Result<Steps<LineRow>, Fault> {
        let id: StatementId = run.about()?;
        let open = bank::lines_after(conn, &id, &["open"], (run.cursor, SOME))?;
        Ok(open.into_iter().map(step).collect())
    }

    fn about(&self, line: &LineRow) -> String {
        about(line)
    }

    fn put(&self, tx: &mut Tx, (): &(), run: &mut Run, line: &LineRow) -> Result<(), Fault> {
        let references = reference::find(&line.purpose);
        if references.is_empty() {
            return Ok(());
        }
        // Looked at when its turn comes: what a line before paid is not open any more.
        let line = bank::line(tx.conn(), &line.id)?;
        if line.state != "open" {
            return Ok(());
        }
        let named = invoices::by_references(tx.conn(), &references)?;
        let whose: Vec<CompanyId> = named.iter().map(|one| one.company.clone()).collect();
        let entered = entered::unshown(tx.conn(), &whose, std::iter::once(line.on_day))?;
        let each: Vec<&Invoice> = named.iter().collect();
        let like = entered::like(&entered, (line.on_day, line.amount()), &each);
        let like = like.map(|payment| payment.receipt.as_str());
        let exact = match exact(&line.line(), named.iter().map(Owed::from), like) {
            Exact::Nothing => return Ok(()),
            Exact::Asks(why) => return Err(why.into()),
            Exact::Pays(all) => all,
        };
        if let Some(why) = flagged(tx.conn(), &line)? {
            return Err(why.into());
        }
        let to: Vec<_> = named
            .into_iter()
            .filter_map(|invoice| {
                let (_, amount) = exact.iter().find(|(id, _)| *id == invoice.id)?;
                Some((invoice, *amount))
            })
            .collect();
        book_unasked(tx, &line, &to, Some(&run.id))?;
        run.done += 1;
        Ok(())
    }

    fn put_all(
        &self,
        tx: &mut Tx,
        (): &(),
        run: &mut Run,
        steps: &[(i64, LineRow)],
    ) -> Result<Vec<Option<Say>>, Fault> {
        let lines: Vec<&LineRow> = steps.iter().map(|(_, line)| line).collect();
        let alone = |tx: &mut Tx, run: &mut Run, line: &LineRow| {
            runs::put_alone(tx, (self, &()), run, line)
        };
        let mut after = run.clone();
        match tx.part(|tx| book_all(tx, &mut after, &lines, alone)) {
            Ok(left_out) => {
                *run = after;
                Ok(left_out)
            }
            // What was not foreseen concerns one of them.
            Err(Fault::Refused(_)) => lines.iter().map(|line| alone(tx, run, line)).collect(),
            Err(other) => Err(other),
        }
    }
}

/// Takes back what a run booked, line by line: each is open again, and what it paid too. One whose year
/// is closed stays, and so does one that somebody dealt with since.
#[derive(Clone, Copy)]
pub struct Unbooking;

impl Work for Unbooking {
    const KIND: &'static str = UNBOOK;
    type Ready = ();
    type Step = LineRow;

    fn ready<'a>(&'a self, _: &'a Run) -> BoxFuture<'a, Result<(), Fault>> {
        nothing()
    }

    fn next(&self, conn: &mut Conn, (): &(), run: &Run) -> Result<Steps<LineRow>, Fault> {
        let (booked, _): (RunId, String) = run.asked()?;
        let rows = bank::booked_by(conn, &booked, (run.cursor, SOME))?;
        Ok(rows.into_iter().map(step).collect())
    }

    fn about(&self, line: &LineRow) -> String {
        about(line)
    }

    fn put(&self, tx: &mut Tx, (): &(), run: &mut Run, line: &LineRow) -> Result<(), Fault> {
        let (booked, why): (RunId, String) = run.asked()?;
        let line = bank::line(tx.conn(), &line.id)?;
        if line.state != "booked" || line.run_id != Some(booked) {
            return Ok(());
        }
        reopen_unasked(tx, &line, &why)?;
        run.done += 1;
        Ok(())
    }

    fn end(&self, tx: &mut Tx, run: &Run) -> Result<(), Fault> {
        let id: StatementId = run.about()?;
        let (_, why): (RunId, String) = run.asked()?;
        let entry = Entry::on("statement", &id).did("dues.statement.unbooked");
        audit::record(tx, entry.after(&json!({ "lines": run.done })).why(&why))
    }
}

/// Takes a statement's lines back; one that was booked in the meantime stays.
#[derive(Clone, Copy)]
pub struct UndoingImport;

impl Work for UndoingImport {
    const KIND: &'static str = TAKE_BACK;
    type Ready = ();
    type Step = LineRow;

    fn ready<'a>(&'a self, _: &'a Run) -> BoxFuture<'a, Result<(), Fault>> {
        nothing()
    }

    fn next(&self, conn: &mut Conn, (): &(), run: &Run) -> Result<Steps<LineRow>, Fault> {
        let states = ["open", "ignored", "booked"];
        let id: StatementId = run.about()?;
        let rows = bank::lines_after(conn, &id, &states, (run.cursor, SOME))?;
        Ok(rows.into_iter().map(step).collect())
    }

    fn about(&self, line: &LineRow) -> String {
        about(line)
    }

    fn put(&self, tx: &mut Tx, (): &(), run: &mut Run, line: &LineRow) -> Result<(), Fault> {
        if bank::line(tx.conn(), &line.id)?.state == "booked" {
            return Err(say!("dues-bank-line-booked").into());
        }
        bank::undo_line(tx.conn(), &line.id)?;
        run.done += 1;
        Ok(())
    }

    fn end(&self, tx: &mut Tx, run: &Run) -> Result<(), Fault> {
        let id: StatementId = run.about()?;
        match bank::count(tx.conn(), &id, &["open", "ignored", "booked"])? {
            0 => bank::set_undone(tx.conn(), &id)?,
            _ => bank::set_state(tx.conn(), &id, "imported")?,
        }
        let entry = Entry::on("statement", &id).did("dues.statement.undone");
        audit::record(tx, entry.after(&json!({ "lines": run.done })))
    }
}
