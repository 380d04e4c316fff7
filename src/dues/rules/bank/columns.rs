//! Where in a row of a bank's table everything is. Pure.

use super::cells::bare;
use super::heads::{is, squeezed};
use super::mapping::Mapping;
use super::words;

/// Where everything is in a row.
pub(super) struct Columns {
    pub(super) when: Option<usize>,
    /// Signed or beside a direction, came in, went out.
    pub(super) money: [Option<usize>; 3],
    pub(super) way: Option<usize>,
    pub(super) coin: Option<usize>,
    /// Name and account of who paid.
    pub(super) payer: [Option<usize>; 2],
    /// Those of who was paid.
    pub(super) payee: [Option<usize>; 2],
    pub(super) purpose: [Option<usize>; 2],
    pub(super) balance: Option<usize>,
    pub(super) serial: Option<usize>,
    pub(super) state: Option<usize>,
    pub(super) clock: Option<usize>,
}

impl Columns {
    pub(super) fn of(heads: &[String], mapping: &Mapping) -> Self {
        let of = |name: &String| place(heads, name);
        Self {
            when: of(&mapping.day),
            money: [&mapping.amount, &mapping.credit, &mapping.debit].map(of),
            way: of(&mapping.direction),
            coin: of(&mapping.currency),
            payer: [&mapping.payer, &mapping.account].map(of),
            payee: [&mapping.payee, &mapping.payee_account].map(of),
            purpose: [&mapping.purpose, &mapping.purpose_too].map(of),
            balance: of(&mapping.balance),
            serial: of(&mapping.serial),
            state: of(&mapping.state),
            clock: clock(heads, of(&mapping.day)),
        }
    }
}

/// Where the column with this head is.
pub(super) fn place(heads: &[String], name: &str) -> Option<usize> {
    let name = squeezed(name);
    let at = heads.iter().position(|head| squeezed(head) == name);
    at.filter(|_| !name.is_empty())
}

pub(super) fn cell(row: &[String], at: Option<usize>) -> &str {
    at.and_then(|at| row.get(at)).map_or("", |cell| bare(cell))
}

/// A text; what banks put where there is none is none.
pub(super) fn words_of(row: &[String], at: Option<usize>) -> &str {
    match cell(row, at) {
        "/" | "-" | "--" => "",
        text => text,
    }
}

/// Where the column with the time of the clock is, other than the one with the day.
fn clock(heads: &[String], day: Option<usize>) -> Option<usize> {
    let mut all = heads.iter().enumerate();
    let is_clock = |(at, head): &(usize, &String)| Some(*at) != day && is(head, words::CLOCK);
    all.find(is_clock).map(|(at, _)| at)
}
