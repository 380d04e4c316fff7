//! Lines of bank statements that take earlier ones back, and those that were taken back: found for all
//! lines of a page together.

use std::collections::HashMap;

use diesel::prelude::*;

use super::bank::LineRow;
use crate::dues::rules::LineId;
use crate::dues::rules::bank::names::spellings;
use crate::dues::rules::bank::returned::takes_back;
use crate::dues::rules::bank::what::What;
use crate::platform::db::{Conn, Fault};
use crate::schema::bank_lines;

/// Most lines among which those of a page look for theirs.
const SOME: i64 = 500;

fn turned(lines: &[&LineRow]) -> Vec<i64> {
    let mut amounts: Vec<i64> = lines.iter().map(|line| -line.amount).collect();
    amounts.sort_unstable();
    amounts.dedup();
    amounts
}

/// For each of these lines that is a return what it takes back, the latest that it names; none where
/// that isn't known.
///
/// # Errors
/// If the database fails.
pub fn taken_back(conn: &mut Conn, lines: &[LineRow]) -> Result<HashMap<LineId, LineRow>, Fault> {
    let returns: Vec<&LineRow> = lines.iter().filter(|l| l.what == What::Return).collect();
    if returns.is_empty() {
        return Ok(HashMap::new());
    }
    let payers: Vec<String> = returns.iter().flat_map(|l| spellings(&l.payer)).collect();
    let accounts = returns.iter().map(|line| line.payer_account.as_str());
    let accounts: Vec<&str> = accounts.filter(|account| !account.is_empty()).collect();
    let known: Vec<LineRow> = LineRow::query()
        .filter(bank_lines::amount.eq_any(turned(&returns)))
        .filter(bank_lines::what.eq(What::Plain))
        .filter(bank_lines::state.ne("undone"))
        .filter(
            bank_lines::payer
                .eq_any(payers)
                .or(bank_lines::payer_account.eq_any(accounts)),
        )
        .order((bank_lines::on_day.desc(), bank_lines::id.desc()))
        .limit(SOME)
        .load(conn)?;
    let pair = |back: &LineRow| {
        let line = back.line();
        let taken = known.iter().find(|one| takes_back(&line, &one.line()));
        taken.map(|one| (back.id.clone(), one.clone()))
    };
    Ok(returns.into_iter().filter_map(pair).collect())
}

/// For each of these lines that a bank took back the return that did; one that somebody left out with a
/// reason is dealt with and counts no more.
///
/// # Errors
/// If the database fails.
pub fn returns(conn: &mut Conn, lines: &[LineRow]) -> Result<HashMap<LineId, LineRow>, Fault> {
    let plain: Vec<&LineRow> = lines.iter().filter(|l| l.what == What::Plain).collect();
    if plain.is_empty() {
        return Ok(HashMap::new());
    }
    let known: Vec<LineRow> = LineRow::query()
        .filter(bank_lines::amount.eq_any(turned(&plain)))
        .filter(bank_lines::what.eq(What::Return))
        .filter(bank_lines::state.eq("open"))
        .order((bank_lines::on_day, bank_lines::id))
        .limit(SOME)
        .load(conn)?;
    let pair = |one: &LineRow| {
        let line = one.line();
        let back = known.iter().find(|back| takes_back(&back.line(), &line));
        back.map(|back| (one.id.clone(), back.clone()))
    };
    Ok(plain.into_iter().filter_map(pair).collect())
}
