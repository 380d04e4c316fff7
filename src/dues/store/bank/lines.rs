//! The lines of bank statements.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use diesel::prelude::*;

use crate::dues::rules::bank::Line;
use crate::dues::rules::bank::same::{self, Stored};
use crate::dues::rules::bank::what::What;
use crate::dues::rules::{LineId, PaymentId, StatementId};
use crate::kernel::{Day, Fen};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::platform::runs::RunId;
use crate::schema::{bank_lines, bank_statements};

/// A line as stored.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = bank_lines, treat_none_as_default_value = false)]
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
    /// The bank's number with its kind, empty where it has none; none of lines of earlier builds.
    pub serial: Option<String>,
    /// What the account held after it, in fen.
    pub balance: Option<i64>,
    /// The chamber's account, where the file tells of several; else empty.
    pub account: String,
    /// What it is.
    pub what: What,
    /// The run that booked it, if one did.
    pub run_id: Option<RunId>,
    /// The references that the bank kept, a line each.
    pub refs: String,
    /// The receipt that this return takes back, once that is known.
    pub takes_back: Option<LineId>,
    /// When on its day, in seconds since midnight, where the bank says so.
    pub clock: Option<i32>,
    /// The payment that was written down by hand and that it shows, while it is booked so.
    pub payment_id: Option<PaymentId>,
}

impl LineRow {
    /// How much came in; negative went out.
    #[must_use]
    pub fn amount(&self) -> Fen {
        Fen(self.amount)
    }

    /// As rules know it.
    #[must_use]
    pub fn line(&self) -> Line {
        Line {
            on: self.on_day,
            amount: self.amount(),
            payer: self.payer.clone(),
            payer_account: self.payer_account.clone(),
            purpose: self.purpose.clone(),
            balance: self.balance.map(Fen),
            serial: self.serial.clone().unwrap_or_default(),
            account: self.account.clone(),
            what: self.what,
            refs: self.refs.lines().map(str::to_owned).collect(),
            clock: self.clock.and_then(|clock| u32::try_from(clock).ok()),
        }
    }

    /// Whether the bank took a receipt back with it.
    #[must_use]
    pub fn is_return(&self) -> bool {
        self.what == What::Return && self.amount < 0
    }

    /// Whether this return takes back no more than a part of a receipt.
    #[must_use]
    pub fn is_part_of(&self, receipt: &Self) -> bool {
        -self.amount < receipt.amount
    }

    /// Whether it is money that the chamber itself had paid and that came back: no income.
    #[must_use]
    pub fn is_own_back(&self) -> bool {
        self.what == What::Return && self.amount > 0
    }
}

/// How many lines wait in all.
pub fn open_count(conn: &mut Conn) -> Result<i64, Fault> {
    Ok(bank_lines::table
        .filter(bank_lines::state.eq("open"))
        .count()
        .get_result(conn)?)
}

/// Takes a line back: it may come again. What it took back, or was taken back with, is free again.
pub fn undo_line(conn: &mut Conn, id: &LineId) -> Result<(), Fault> {
    diesel::update(bank_lines::table.filter(bank_lines::takes_back.eq(id)))
        .set(bank_lines::takes_back.eq(None::<LineId>))
        .apply(conn)?;
    diesel::update(bank_lines::table.find(id))
        .set((
            bank_lines::state.eq("undone"),
            bank_lines::key.eq(None::<String>),
            bank_lines::takes_back.eq(None::<LineId>),
        ))
        .apply(conn)
}

/// Which receipt a return takes back.
pub fn set_takes_back(conn: &mut Conn, id: &LineId, receipt: &LineId) -> Result<(), Fault> {
    diesel::update(bank_lines::table.find(id))
        .set(bank_lines::takes_back.eq(receipt))
        .apply(conn)
}

/// How many lines of a statement are in one of these states.
pub fn count(conn: &mut Conn, id: &StatementId, states: &[&str]) -> Result<i64, Fault> {
    Ok(bank_lines::table
        .filter(bank_lines::statement_id.eq(id))
        .filter(bank_lines::state.eq_any(states.to_vec()))
        .count()
        .get_result(conn)?)
}

/// The lines of a statement in one of these states, after a place in its order, at most so many.
pub fn lines_after(
    conn: &mut Conn,
    id: &StatementId,
    states: &[&str],
    (after, most): (i64, i64),
) -> Result<Vec<LineRow>, Fault> {
    Ok(LineRow::query()
        .filter(bank_lines::statement_id.eq(id))
        .filter(bank_lines::place.gt(i32::try_from(after).unwrap_or(i32::MAX)))
        .filter(bank_lines::state.eq_any(states.to_vec()))
        .order(bank_lines::place)
        .limit(most)
        .load(conn)?)
}

/// The lines within these days that are here, each with its account as it is compared: not the statement's
/// own, nor what was undone. Earlier builds did not always write down of which account they are.
pub fn stored(
    conn: &mut Conn,
    id: &StatementId,
    (from, to): (Day, Day),
) -> Result<Vec<Stored>, Fault> {
    let lines: Vec<LineRow> = LineRow::query()
        .filter(bank_lines::on_day.between(from, to))
        .filter(bank_lines::state.ne("undone"))
        .filter(bank_lines::statement_id.ne(id))
        .order((bank_lines::statement_id, bank_lines::place))
        .load(conn)?;
    let mut files: HashMap<StatementId, (String, u8)> = HashMap::new();
    let mut found = vec![];
    for row in lines {
        let (account, columns) = match files.entry(row.statement_id.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let file = bank_statements::table.find(&row.statement_id);
                let both = (bank_statements::account, bank_statements::mapping);
                let (account, mapping): (String, String) = file.select(both).first(conn)?;
                let columns = same::columns(&serde_json::from_str(&mapping)?);
                new.insert((account, columns))
            }
        };
        let line = row.line();
        found.push(Stored {
            account: same::account_of(&line, account),
            line,
            columns: *columns,
            key: row.key.filter(|_| row.serial.is_none()),
        });
    }
    Ok(found)
}

/// The places of a statement's lines that are here.
pub fn places(conn: &mut Conn, id: &StatementId) -> Result<Vec<i32>, Fault> {
    Ok(bank_lines::table
        .filter(bank_lines::statement_id.eq(id))
        .filter(bank_lines::state.ne("undone"))
        .select(bank_lines::place)
        .load(conn)?)
}

/// Writes a line down.
pub fn insert_line(conn: &mut Conn, row: &LineRow) -> Result<(), Fault> {
    db::insert(conn, bank_lines::table, row.clone())
}

/// A line.
pub fn line(conn: &mut Conn, id: &LineId) -> Result<LineRow, Fault> {
    Ok(LineRow::query().filter(bank_lines::id.eq(id)).first(conn)?)
}

/// The lines of a statement in one of these states, in its order.
pub fn lines(
    conn: &mut Conn,
    id: &StatementId,
    states: &[&str],
    (from, most): (i64, i64),
) -> Result<(Vec<LineRow>, i64), Fault> {
    let total = count(conn, id, states)?;
    let rows = LineRow::query()
        .filter(bank_lines::statement_id.eq(id))
        .filter(bank_lines::state.eq_any(states.to_vec()))
        .order(bank_lines::place)
        .offset(from)
        .limit(most)
        .load(conn)?;
    Ok((rows, total))
}

/// That a line shows a payment that was written down by hand: it is booked so. Nothing: it shows none any more.
pub fn set_payment(conn: &mut Conn, id: &LineId, payment: Option<&PaymentId>) -> Result<(), Fault> {
    diesel::update(bank_lines::table.find(id))
        .set(bank_lines::payment_id.eq(payment))
        .apply(conn)
}

/// The line that shows this payment.
pub fn showing(conn: &mut Conn, payment: &PaymentId) -> Result<Option<LineRow>, Fault> {
    Ok(LineRow::query()
        .filter(bank_lines::payment_id.eq(payment))
        .first(conn)
        .optional()?)
}

/// How a line ended, and the run that booked it, if one did.
pub fn set_line(
    conn: &mut Conn,
    id: &LineId,
    (state, why): (&str, &str),
    (round, run): (i32, Option<&RunId>),
) -> Result<(), Fault> {
    diesel::update(bank_lines::table.find(id))
        .set((
            bank_lines::state.eq(state),
            bank_lines::why.eq(why),
            bank_lines::round.eq(round),
            bank_lines::run_id.eq(run),
        ))
        .apply(conn)
}

/// The last run of which lines of a statement are still booked, and how many those are.
pub fn last_booked(conn: &mut Conn, id: &StatementId) -> Result<Option<(RunId, i64)>, Fault> {
    let last: Option<(Option<RunId>, i64)> = bank_lines::table
        .filter(bank_lines::statement_id.eq(id))
        .filter(bank_lines::state.eq("booked"))
        .filter(bank_lines::run_id.is_not_null())
        .group_by(bank_lines::run_id)
        .select((bank_lines::run_id, diesel::dsl::count_star()))
        .order(bank_lines::run_id.desc())
        .first(conn)
        .optional()?;
    Ok(last.and_then(|(run, lines)| Some((run?, lines))))
}

/// The lines that a run booked and that still are, after a place in their order, at most so many.
pub fn booked_by(
    conn: &mut Conn,
    run: &RunId,
    (after, most): (i64, i64),
) -> Result<Vec<LineRow>, Fault> {
    Ok(LineRow::query()
        .filter(bank_lines::run_id.eq(run))
        .filter(bank_lines::state.eq("booked"))
        .filter(bank_lines::place.gt(i32::try_from(after).unwrap_or(i32::MAX)))
        .order(bank_lines::place)
        .limit(most)
        .load(conn)?)
}
