//! CAMT.053 (ISO 20022), versions .02 and .08 and what lies between, in whatever envelope and with any
//! prefix: booked entries, account by account. What a batch holds and what a bank kept of it:
//! [`camt_entry`](super::camt_entry). Pure.

use chrono_tz::Tz;

use super::camt_entry::{Reading, signed};
use super::same::account;
use super::xml::{Node, tree};
use super::{Bad, Statement};
use crate::kernel::{Day, Fen, Say};
use crate::say;

/// The element that a statement's message is.
pub const STATEMENTS: &str = "BkToCstmrStmt";

/// Reads a file: of each account what its statements tell, the earliest first, in the order in which
/// the file names the accounts. `currency` is the chamber's, as its ISO 4217 code; a moment counts as
/// the day it is in `zone`.
///
/// # Errors
/// If it is no XML, or no statement of an account.
pub fn read(text: &str, currency: &str, zone: Tz) -> Result<Vec<Statement>, Say> {
    let root = tree(text.trim_start_matches('\u{feff}'))?;
    let messages = root.within(STATEMENTS);
    if messages.is_empty() {
        return Err(say!("dues-bank-xml-other"));
    }
    let mut row = 0;
    let mut accounts: Vec<Vec<Dated>> = vec![];
    for node in messages.iter().flat_map(|message| message.all("Stmt")) {
        let reading = Reading {
            currency,
            zone,
            held_in: node.text(&["Acct", "Ccy"]),
        };
        let one = Dated::read(node, &reading, &mut row);
        let own = account(&one.found.account);
        let is_its = |all: &&mut Vec<Dated>| all.iter().any(|d| account(&d.found.account) == own);
        match accounts.iter_mut().find(is_its) {
            Some(all) => all.push(one),
            None => accounts.push(vec![one]),
        }
    }
    Ok(accounts.into_iter().map(joined).collect())
}

/// A statement with the day it ends on, as far as it says so.
struct Dated {
    ends: Option<Day>,
    found: Statement,
}

impl Dated {
    fn read(node: &Node, reading: &Reading, row: &mut usize) -> Self {
        let balance = |code: &str| {
            let ours = |balance: &&Node| {
                let named = balance.at(&["Amt"]).map_or("", |a| a.currency.as_str());
                let own = if named.is_empty() {
                    reading.held_in
                } else {
                    named
                };
                own.is_empty() || own == reading.currency
            };
            let mut ours = node.all("Bal").filter(ours);
            ours.find(|balance| balance.text(&["Tp", "CdOrPrtry", "Cd"]) == code)
        };
        let held = |code: &str| {
            let own = balance(code)?;
            signed(own.text(&["Amt"]), own.text(&["CdtDbtInd"]))
        };
        let number = node.any(&[&["Acct", "Id", "IBAN"], &["Acct", "Id", "Othr", "Id"]]);
        let mut found = Statement {
            account: number.to_owned(),
            opening: held("OPBD").or_else(|| held("PRCD")),
            closing: held("CLBD"),
            ..Statement::default()
        };
        for entry in node.all("Ntry") {
            *row += 1;
            let state = entry.any(&[&["Sts", "Cd"], &["Sts"]]);
            if !state.is_empty() && state != "BOOK" {
                continue;
            }
            match reading.lines(entry) {
                Ok(lines) => found.lines.extend(lines),
                Err(why) => found.bad.push(Bad { row: *row, why }),
            }
        }
        let day = |text: &str| reading.day(text);
        let closed =
            balance("CLBD").and_then(|own| day(own.any(&[&["Dt", "Dt"], &["Dt", "DtTm"]])));
        let until = || day(node.text(&["FrToDt", "ToDtTm"]));
        let last = || found.span().map(|(_, last)| last);
        Self {
            ends: closed.or_else(until).or_else(last),
            found,
        }
    }
}

/// The statements of one account as one: each goes on where the one before ended, whichever of them a
/// file begins with.
fn joined(mut all: Vec<Dated>) -> Statement {
    let goes_on = |one: &Dated, next: &Dated| {
        let (closed, opens) = (one.found.closing, next.found.opening);
        closed.is_some() && closed == opens
    };
    let upwards = all.windows(2).all(|two| goes_on(&two[0], &two[1]));
    let downwards = all.windows(2).all(|two| goes_on(&two[1], &two[0]));
    if downwards && !upwards {
        all.reverse();
    } else if !upwards {
        all.sort_by_key(|one| one.ends);
    }
    let closing: Option<Fen> = all.last().and_then(|last| last.found.closing);
    let mut all = all.into_iter().map(|one| one.found);
    let mut whole = all.next().unwrap_or_default();
    for next in all {
        whole.lines.extend(next.lines);
        whole.bad.extend(next.bad);
    }
    Statement { closing, ..whole }
}

#[cfg(test)]
#[path = "camt_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "camt_odd_tests.rs"]
mod odd_tests;
