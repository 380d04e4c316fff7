//! Whether lines of a file came in before, with another file. Two exports of one account overlap, and
//! don't always have the same columns: so lines are paired one to one with those that are here, first by
//! the bank's own number, then by the balance after them, who paid and what for, as far as both say it.
//! Two payments that look alike are two; what one export leaves out makes no second payment. Pure.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::Datelike;

use super::Line;
use super::mapping::Mapping;
use super::side::{COUNTS, LONG, Numbered, Shape, Side, alone, twice};
use crate::kernel::{Day, text};

/// Fewest figures by which a line is known on another day: shorter numbers may begin anew each day. Beside
/// letters, [`LONG`]: fewer are what the payer writes, as `DUES-26`.
const SERIAL: usize = 8;
/// Days between which one payment may be told.
pub const NEARBY: i64 = 7;

/// An account as it is compared: letters and figures only, so that `6222 0000-0001` is `622200000001`.
#[must_use]
pub fn account(typed: &str) -> String {
    let plain = typed.chars().map(text::half_width);
    plain
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The accounts of a statement as they are compared: several stand with commas between.
#[must_use]
pub fn accounts(written: &str) -> BTreeSet<String> {
    let each = written.split([',', '，']).map(account);
    each.filter(|account| !account.is_empty()).collect()
}

/// The account of a line, or that of its statement, as it is compared.
#[must_use]
pub fn account_of(line: &Line, statement: &str) -> String {
    account(match line.account.as_str() {
        "" => statement,
        own => own,
    })
}

/// Which texts the lines of a file with this mapping have, as bits: payer, their account, purpose. A file
/// without a mapping is no table: it may have all.
#[must_use]
pub fn columns(mapping: &Mapping) -> u8 {
    if mapping.day.is_empty() {
        return 7;
    }
    let has = |heads: [&String; 2]| heads.iter().any(|head| !head.is_empty());
    let all = [
        has([&mapping.payer, &mapping.payee]),
        has([&mapping.account, &mapping.payee_account]),
        has([&mapping.purpose, &mapping.purpose_too]),
    ];
    (0..).zip(all).map(|(n, has)| u8::from(has) << n).sum()
}

/// A line that is here.
#[derive(Debug, Clone)]
pub struct Stored {
    /// What it says.
    pub line: Line,
    /// Its account as it is compared; empty if it isn't known: then only the key finds it.
    pub account: String,
    /// Which texts its file had: see [`columns`].
    pub columns: u8,
    /// What it was known by to builds that kept neither its number nor its balance, where one of them
    /// brought it in.
    pub key: Option<String>,
}

/// A file whose lines come in.
pub struct File<'a> {
    /// Its lines.
    pub lines: &'a [Line],
    /// The account of those that name none.
    pub account: &'a str,
    /// Which texts it has: see [`columns`].
    pub columns: u8,
    /// What each was known by to earlier builds.
    pub keys: &'a [String],
    /// Which of them came in with this very file already, before it was interrupted.
    pub came: &'a HashSet<usize>,
}

/// Pairs what is left on both sides.
struct Pairs {
    file: Vec<Side>,
    stored: Vec<Side>,
    /// What no partner was found for yet.
    open: (BTreeSet<usize>, BTreeSet<usize>),
    known: Vec<bool>,
}

impl Pairs {
    /// Pairs lines that say the same, in their order. Who says nothing doesn't take part.
    fn by(
        &mut self,
        file: impl Fn(&Side) -> Option<String>,
        stored: impl Fn(&Side) -> Option<String>,
    ) {
        let mut there: HashMap<String, Vec<usize>> = HashMap::new();
        for at in self.open.1.iter().rev() {
            if let Some(said) = stored(&self.stored[*at]) {
                there.entry(said).or_default().push(*at);
            }
        }
        if there.is_empty() {
            return;
        }
        let ours: Vec<usize> = self.open.0.iter().copied().collect();
        for at in ours {
            let said = file(&self.file[at]);
            let Some(partner) = said.and_then(|said| there.get_mut(&said)?.pop()) else {
                continue;
            };
            self.known[at] = true;
            self.open.0.remove(&at);
            self.open.1.remove(&partner);
        }
    }

    /// The same of both sides.
    fn by_both(&mut self, says: impl Fn(&Side) -> Option<String>) {
        self.by(&says, &says);
    }

    /// By the bank's own number, where the balance doesn't say otherwise.
    fn by_serial(&mut self) {
        let of = |side: &Side, kind: bool, balance: bool| {
            let (own, number) = &side.serial;
            let fits = !side.counts() && (kind || number.chars().count() >= LONG);
            let own = if kind { own.as_str() } else { "" };
            fits.then(|| format!("{} {own} {number}", side.says(0, balance)))
        };
        for kind in [true, false] {
            self.by_both(|side| of(side, kind, true).filter(|_| side.balance.is_some()));
            let none = |side: &Side| of(side, kind, false).filter(|_| side.balance.is_none());
            self.by(|side| of(side, kind, false), none);
            self.by(none, |side| of(side, kind, false));
        }
    }

    /// By the bank's own number, on days that lie close together: one export tells when it was asked for,
    /// another when it was booked.
    fn by_serial_nearby(&mut self) {
        let (ours, theirs) = (alone(&self.file), alone(&self.stored));
        let of = |side: &Side, alone: &HashSet<Numbered>| {
            let number = &side.serial.1;
            let figures = number.bytes().filter(u8::is_ascii_digit).count();
            let fits = figures
                >= if figures == number.len() {
                    SERIAL
                } else {
                    LONG
                };
            let (account, amount) = (&side.account, side.when.1);
            let fits = fits && !is_a_day(number) && alone.contains(&side.numbered());
            fits.then(|| format!("{account} {amount} {number}"))
        };
        let mut there: HashMap<String, Vec<usize>> = HashMap::new();
        for at in &self.open.1 {
            if let Some(says) = of(&self.stored[*at], &theirs) {
                there.entry(says).or_default().push(*at);
            }
        }
        let left: Vec<usize> = self.open.0.iter().copied().collect();
        for at in left {
            let own = &self.file[at];
            let near = |there: &usize| {
                let one = &self.stored[*there];
                let apart = (one.when.0 - own.when.0).num_days().abs();
                let payers = [&own.texts[0], &one.texts[0]];
                let fits = payers[0] == payers[1] || payers.iter().any(|name| name.is_empty());
                self.open.1.contains(there) && apart <= NEARBY && fits
            };
            let same = of(own, &ours).and_then(|says| there.get(&says));
            let Some(partner) = same.and_then(|same| same.iter().copied().find(near)) else {
                continue;
            };
            self.known[at] = true;
            self.open.0.remove(&at);
            self.open.1.remove(&partner);
        }
    }

    /// By what both files say.
    fn by_content(&mut self) {
        let shapes = |sides: &[Side], open: &BTreeSet<usize>| -> BTreeSet<Shape> {
            open.iter().map(|at| sides[*at].shape()).collect()
        };
        let ours = shapes(&self.file, &self.open.0);
        let theirs = shapes(&self.stored, &self.open.1);
        let mut all: Vec<(&Shape, &Shape)> = vec![];
        for one in &ours {
            all.extend(theirs.iter().map(|other| (one, other)));
        }
        let common = |(one, other): &(&Shape, &Shape)| (one.0 & other.0, one.1 && other.1);
        all.sort_by_key(|pair| {
            let (columns, balance) = common(pair);
            let count = columns.count_ones() + u32::from(balance);
            (pair.0 != pair.1, std::cmp::Reverse(count))
        });
        for pair in all {
            let (one, other) = pair;
            let (columns, balance) = common(&pair);
            // Of two numbers of one kind that are not the same, each is a line of its own.
            let alike = !one.2.is_empty() && one.2 == other.2;
            let apart = alike && !one.2.starts_with(COUNTS);
            let enough = columns != 0 || balance || (one.0 == 0 && other.0 == 0);
            if apart || !enough {
                continue;
            }
            let timed = one.3 && other.3;
            let says = |side: &Side, shape: &Shape| {
                let number = if alike { side.serial.1.as_str() } else { "" };
                let clock = side.clock.filter(|_| timed).unwrap_or_default();
                let said = || format!("{}\u{1f}{number} {clock}", side.says(columns, balance));
                (side.shape() == *shape).then(said)
            };
            self.by(|side| says(side, one), |side| says(side, other));
        }
    }

    /// By who paid alone, where an earlier build brought a line in: it may have taken the purpose from
    /// other columns.
    fn by_payer(&mut self) {
        for column in [0, 1] {
            let says = |side: &Side| {
                let said = !side.texts[column].is_empty();
                said.then(|| side.says(1 << column, false))
            };
            self.by(says, |side| says(side).filter(|_| side.key.is_some()));
        }
    }
}

/// Whether what stands for a number is a day, which is every line's of that day.
fn is_a_day(number: &str) -> bool {
    let day = Day::parse_from_str(number, "%Y%m%d");
    day.is_ok_and(|day| (1900..2200).contains(&day.year()))
}

/// Which lines of a file are known: because they stand in it twice, or came in with another file, or with
/// this one before it was interrupted.
#[must_use]
pub fn known(file: &File, stored: &[Stored]) -> Vec<bool> {
    let mut there = vec![];
    for one in stored {
        there.push(Side {
            account: one.account.clone(),
            columns: one.columns,
            key: one.key.clone(),
            ..Side::of(&one.line)
        });
    }
    let mut ours = vec![];
    for (n, line) in file.lines.iter().enumerate() {
        ours.push(Side {
            account: account_of(line, file.account),
            columns: file.columns,
            key: file.keys.get(n).cloned(),
            ..Side::of(line)
        });
    }
    let known = twice(&ours);
    let fresh = |at: &usize| !known[*at] && !file.came.contains(at);
    let open = (
        (0..ours.len()).filter(fresh).collect(),
        (0..there.len()).collect(),
    );
    let mut pairs = Pairs {
        file: ours,
        stored: there,
        open,
        known,
    };
    pairs.by_both(|side| side.key.clone());
    pairs.open.1.retain(|at| !stored[*at].account.is_empty());
    pairs.by_serial();
    pairs.by_content();
    pairs.by_serial_nearby();
    pairs.by_payer();
    for at in file.came {
        if let Some(known) = pairs.known.get_mut(*at) {
            *known = true;
        }
    }
    pairs.known
}

#[cfg(test)]
#[path = "same_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "same_clock_tests.rs"]
mod clock_tests;
