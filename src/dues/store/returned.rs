//! Lines of bank statements that take earlier receipts back, and those that were taken back. What is sure,
//! or was said by somebody, is kept with the return; what is open is looked for among the receipts of its
//! account.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::Days;
use diesel::prelude::*;

use super::bank::{self, LineRow};
use crate::dues::rules::bank::Line;
use crate::dues::rules::bank::returned::{among, tie};
use crate::dues::rules::bank::same;
use crate::dues::rules::bank::what::What;
use crate::dues::rules::{LineId, StatementId};
use crate::kernel::Day;
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{Condition, Part, by, pieces};
use crate::schema::{bank_lines, bank_statements};

/// Most receipts of the amounts in question that are looked through, and most of larger ones.
const RECEIPTS: i64 = 5_000;
/// How many days before a return a receipt is looked for.
const BEFORE: Days = Days::new(400);

/// What a return takes back.
pub struct Takes {
    /// The receipts that it may mean, the latest first; none where that isn't known.
    pub receipts: Vec<LineRow>,
    /// Whether it is the only one here.
    pub sure: bool,
}

/// The return with which a receipt was taken back.
pub struct Taken {
    /// The return.
    pub back: LineRow,
    /// Whether it is sure that it took this one back, and not another.
    pub sure: bool,
}

/// The accounts of these lines, as they are compared, in their order.
fn accounts(conn: &mut Conn, lines: &[&LineRow]) -> Result<Vec<String>, Fault> {
    let ids: BTreeSet<&StatementId> = lines.iter().map(|line| &line.statement_id).collect();
    let files: HashMap<StatementId, String> = bank_statements::table
        .filter(bank_statements::id.eq_any(ids))
        .select((bank_statements::id, bank_statements::account))
        .load(conn)?
        .into_iter()
        .collect();
    let own = |line: &&LineRow| {
        let file = files.get(&line.statement_id).map_or("", String::as_str);
        same::account_of(&line.line(), file)
    };
    Ok(lines.iter().map(own).collect())
}

/// The receipts that these returns may take back by their days and amounts: first those of which one is the
/// whole, then larger ones; the latest first. Those that are asked about are among them however many there are.
fn receipts(
    conn: &mut Conn,
    returns: &[LineRow],
    asked: &[&LineRow],
) -> Result<Vec<LineRow>, Fault> {
    let days = returns.iter().map(|back| back.on_day);
    let Some((first, last)) = days.clone().min().zip(days.max()) else {
        return Ok(vec![]);
    };
    let amounts: BTreeSet<i64> = returns.iter().map(|back| -back.amount).collect();
    let least = amounts.first().copied().unwrap_or_default();
    let whole = bank_lines::amount.eq_any(amounts.clone());
    let larger = bank_lines::amount.gt(least);
    let larger = larger.and(bank_lines::amount.ne_all(amounts));
    let which: [Condition<bank_lines::table>; 2] = [Box::new(whole), Box::new(larger)];
    let first = first.checked_sub_days(BEFORE).unwrap_or(first);
    let mut found = vec![];
    for which in which {
        let some: Vec<LineRow> = LineRow::query()
            .filter(which)
            .filter(bank_lines::on_day.between(first, last))
            .filter(bank_lines::what.eq(What::Plain))
            .filter(bank_lines::state.ne("undone"))
            .order((bank_lines::on_day.desc(), bank_lines::id.desc()))
            .limit(RECEIPTS)
            .load(conn)?;
        found.extend(some);
    }
    let there: HashSet<LineId> = found.iter().map(|one| one.id.clone()).collect();
    let left_out = |one: &&&LineRow| first <= one.on_day && !there.contains(&one.id);
    found.extend(asked.iter().filter(left_out).map(|one| (*one).clone()));
    Ok(found)
}

/// How much other returns than these are known to have taken back of each receipt since a day.
fn taken(conn: &mut Conn, returns: &[LineRow], since: Day) -> Result<HashMap<LineId, i64>, Fault> {
    let ids: Vec<&LineId> = returns.iter().map(|back| &back.id).collect();
    let known: Vec<(Option<LineId>, i64)> = bank_lines::table
        .filter(bank_lines::takes_back.is_not_null())
        .filter(bank_lines::on_day.ge(since))
        .filter(bank_lines::state.ne("undone"))
        .filter(bank_lines::id.ne_all(ids))
        .select((bank_lines::takes_back, bank_lines::amount))
        .load(conn)?;
    let mut sums = HashMap::new();
    for (receipt, amount) in known {
        if let Some(receipt) = receipt {
            *sums.entry(receipt).or_default() -= amount;
        }
    }
    Ok(sums)
}

/// What each of these returns may take back of the receipts of its account, as far as no other return is known
/// to. What one is sure of those behind it don't get. Of receipts in question not all are looked through, but
/// those that are asked about.
fn look(conn: &mut Conn, returns: &[LineRow], asked: &[&LineRow]) -> Result<Vec<Takes>, Fault> {
    if returns.is_empty() {
        return Ok(vec![]);
    }
    let receipts = receipts(conn, returns, asked)?;
    let since = receipts.iter().map(|one| one.on_day).min();
    let mut taken = match since {
        Some(since) => taken(conn, returns, since)?,
        None => HashMap::new(),
    };
    let both: Vec<&LineRow> = returns.iter().chain(&receipts).collect();
    let of = accounts(conn, &both)?;
    let (own, of) = of.split_at(returns.len());
    let lines: Vec<Line> = receipts.iter().map(LineRow::line).collect();
    let mut found = vec![];
    for (back, account) in returns.iter().zip(own) {
        let is_left = |one: &LineRow| {
            let gone = taken.get(&one.id).copied().unwrap_or_default();
            one.amount - gone >= -back.amount
        };
        let here = receipts.iter().zip(&lines).zip(of);
        let here = here.filter(|((one, _), of)| *of == account && is_left(one));
        let (here, lines): (Vec<&LineRow>, Vec<&Line>) = here.map(|(both, _)| both).unzip();
        let (named, sure) = among(&back.line(), &lines);
        let named = named.into_iter().filter_map(|at| here.get(at).copied());
        let named: Vec<LineRow> = named.cloned().collect();
        for one in named.iter().filter(|_| sure) {
            *taken.entry(one.id.clone()).or_default() -= back.amount;
        }
        found.push(Takes {
            receipts: named,
            sure,
        });
    }
    Ok(found)
}

/// For each of these lines that is a return what it takes back.
///
/// # Errors
/// If the database fails.
pub fn takes(conn: &mut Conn, lines: &[LineRow]) -> Result<HashMap<LineId, Takes>, Fault> {
    let returns = lines.iter().filter(|line| line.is_return());
    let (known, open): (Vec<_>, Vec<_>) = returns.cloned().partition(|l| l.takes_back.is_some());
    let found = look(conn, &open, &[])?;
    let ids = open.into_iter().map(|line| line.id);
    let mut all: HashMap<LineId, Takes> = ids.zip(found).collect();
    let receipts: Vec<&LineId> = known.iter().filter_map(|l| l.takes_back.as_ref()).collect();
    if receipts.is_empty() {
        return Ok(all);
    }
    let receipts: Vec<LineRow> = LineRow::query()
        .filter(bank_lines::id.eq_any(receipts))
        .load(conn)?;
    for back in known {
        let own = receipts
            .iter()
            .filter(|one| Some(&one.id) == back.takes_back.as_ref());
        let receipts = own.cloned().collect();
        let sure = true;
        all.insert(back.id.clone(), Takes { receipts, sure });
    }
    Ok(all)
}

/// The receipts that somebody may say a return takes back: also where one is known.
///
/// # Errors
/// If the database fails.
pub fn choices(conn: &mut Conn, back: &LineRow) -> Result<Vec<LineRow>, Fault> {
    let found = look(conn, std::slice::from_ref(back), &[])?;
    Ok(found.into_iter().flat_map(|takes| takes.receipts).collect())
}

/// For each of these lines that the bank took back, or may have, the returns that did, each a part or all of it.
/// One that somebody left out with a reason is dealt with: it counts no more, unless a receipt is open that it
/// surely took back.
///
/// # Errors
/// If the database fails.
pub fn returns(conn: &mut Conn, lines: &[LineRow]) -> Result<HashMap<LineId, Vec<Taken>>, Fault> {
    let plain = lines
        .iter()
        .filter(|line| line.what == What::Plain && line.amount > 0);
    let plain: HashMap<&LineId, &LineRow> = plain.map(|line| (&line.id, line)).collect();
    let mut found: HashMap<LineId, Vec<Taken>> = HashMap::new();
    if plain.is_empty() {
        return Ok(found);
    }
    let ids: Vec<&LineId> = plain.keys().copied().collect();
    let known: Vec<LineRow> = LineRow::query()
        .filter(bank_lines::takes_back.eq_any(ids))
        .filter(bank_lines::state.ne("undone"))
        .order((bank_lines::on_day, bank_lines::id))
        .load(conn)?;
    for back in known {
        let line = back.takes_back.as_ref().and_then(|id| plain.get(id));
        let counts = |line: &&&LineRow| line.state == "open" || back.state == "open";
        if let Some(line) = line.filter(counts) {
            let all = found.entry(line.id.clone()).or_default();
            all.push(Taken { back, sure: true });
        }
    }
    // Few returns name any of these lines: only for those the others that they may mean are looked for.
    let live = |line: &&LineRow| plain.contains_key(&line.id) && line.state != "undone";
    let asked: Vec<&LineRow> = lines.iter().filter(live).collect();
    let waiting = naming(conn, &asked)?;
    for (back, takes) in waiting.iter().zip(look(conn, &waiting, &asked)?) {
        let sure = takes.sure;
        for one in takes
            .receipts
            .iter()
            .filter(|one| plain.contains_key(&one.id))
        {
            let back = back.clone();
            let all = found.entry(one.id.clone()).or_default();
            all.push(Taken { back, sure });
        }
    }
    Ok(found)
}

/// The open returns that name any of these lines, of which nobody knows yet what they take back, the earliest
/// first: however many others are open.
///
/// # Errors
/// If the database fails.
pub(super) fn naming(conn: &mut Conn, lines: &[&LineRow]) -> Result<Vec<LineRow>, Fault> {
    let most = lines.iter().map(|line| line.amount).max();
    let first = lines.iter().map(|line| line.on_day).min();
    let said: Vec<Line> = lines.iter().map(|line| line.line()).collect();
    let mut found = vec![];
    let Some((most, first)) = most.zip(first).filter(|(most, _)| *most > 0) else {
        return Ok(found);
    };
    let which = || -> Condition<bank_lines::table> {
        let amounts = bank_lines::amount.between(-most, -1);
        Box::new(amounts.and(bank_lines::on_day.ge(first)))
    };
    each_unpaired(conn, which, |_, some| {
        let names_any = |back: &LineRow| {
            let back = back.line();
            said.iter().any(|line| tie(&back, line).is_some())
        };
        found.extend(some.into_iter().filter(names_any));
        Ok(())
    })?;
    Ok(found)
}

/// All open returns among these lines of which nobody knows yet what they take back, the earliest first, some
/// hundred at a time.
fn each_unpaired(
    conn: &mut Conn,
    which: impl Fn() -> Condition<bank_lines::table>,
    mut with: impl FnMut(&mut Conn, Vec<LineRow>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    use bank_lines::{id, on_day};
    pieces(|part: Part<(Day, LineId)>| {
        let at = part.at();
        let sorted = vec![
            by(on_day, false, at.map(|last| last.0)),
            by(id, false, at.map(|last| last.1.clone())),
        ];
        let query = LineRow::query()
            .filter(which())
            .filter(bank_lines::what.eq(What::Return))
            .filter(bank_lines::takes_back.is_null())
            .filter(bank_lines::state.eq("open"))
            .into_boxed();
        let some: Vec<LineRow> = part.of(query, sorted).load(conn)?;
        let last = some.last().map(|last| (last.on_day, last.id.clone()));
        with(conn, some)?;
        Ok(last)
    })
}

/// Writes down what open returns of these accounts take back where that is sure, the earliest first, so that
/// what comes in later changes nothing about it.
///
/// # Errors
/// If the database fails.
pub fn keep(conn: &mut Conn, written: &str) -> Result<(), Fault> {
    let asked = same::accounts(written);
    let which = || -> Condition<bank_lines::table> { Box::new(bank_lines::amount.lt(0)) };
    each_unpaired(conn, which, |conn, open| {
        let of = accounts(conn, &open.iter().collect::<Vec<_>>())?;
        let own = open.into_iter().zip(of);
        let own = own.filter(|(_, account)| asked.contains(account));
        let own: Vec<LineRow> = own.map(|(back, _)| back).collect();
        for (back, takes) in own.iter().zip(look(conn, &own, &[])?) {
            if let (true, [receipt]) = (takes.sure, takes.receipts.as_slice()) {
                bank::set_takes_back(conn, &back.id, &receipt.id)?;
            }
        }
        Ok(())
    })
}
