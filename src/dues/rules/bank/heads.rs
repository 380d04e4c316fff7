//! What the heads of a bank's table and the titles above them say: which column is what, in which unit
//! and currency amounts are, and whose account it is. Pure.

use super::cells::bare;
use super::direction::{another_in, by_sign, came_in};
use super::mapping::{Mapping, Unsigned};
use super::words;
use crate::kernel::sheet::{Layout, Rows, simplified, widest};
use crate::kernel::text;

/// Rows from the top among which the heads are.
const TOP: usize = 60;

/// A head or a title without spaces, in plain letters and simplified characters.
#[must_use]
pub fn squeezed(cell: &str) -> String {
    let half = bare(cell)
        .chars()
        .map(|c| match simplified(text::half_width(c)) {
            '【' | '〔' => '[',
            '】' | '〕' => ']',
            '’' => '\'',
            c => c,
        });
    let lower: String = half.filter(|c| !c.is_whitespace()).collect();
    lower.to_lowercase()
}

/// What stands outside the brackets of a head, and what in each of them.
fn cut(head: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut depth) = (String::new(), vec![], 0_usize);
    for c in head.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                inside.push(String::new());
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth > 0 => {
                if let Some(last) = inside.last_mut() {
                    last.push(c);
                }
            }
            c => outside.push(c),
        }
    }
    (outside, inside)
}

/// All names that a head may be known by: as it stands, without brackets and units, and where it is in
/// two languages, in each.
fn names(head: &str) -> Vec<String> {
    let full = squeezed(head);
    let (outside, inside) = cut(&full);
    let marks = |text: &str| text.trim_matches([':', '*', '/', '-', '_']).to_owned();
    let bare = |part: &str| {
        let bare = words::UNITS.iter().find_map(|unit| part.strip_suffix(unit));
        bare.unwrap_or(part).to_owned()
    };
    let mut parts: Vec<String> = outside.split('/').map(bare).collect();
    parts.retain(|part| !part.is_empty());
    let outside = marks(&parts.join("/"));
    let (latin, other): (String, String) = outside.chars().partition(char::is_ascii);
    let script = |text: &String| text.is_ascii();
    // What stands in brackets is a name only in another language: `交易日期[ Transaction Date ]`.
    let other_script = inside
        .into_iter()
        .filter(|text| script(text) != script(&outside));
    let mut all = vec![full, marks(&latin), marks(&other), outside.clone()];
    all.extend(other_script.map(|text| marks(&text)));
    all.retain(|name| !name.is_empty());
    all
}

/// Whether a head is one of this list.
#[must_use]
pub fn is(head: &str, known: &str) -> bool {
    names(head).iter().any(|name| words::has(known, name))
}

/// Whether the amounts below a head came in, as what stands in its brackets says: `记账金额(收入)`.
fn way(head: &str) -> Option<bool> {
    let (_, inside) = cut(&squeezed(head));
    let told = |text: &String| came_in(text).or_else(|| by_sign(text));
    inside.iter().find_map(told)
}

/// Whether the amounts below a head came in, as the words before the word for an amount say it.
fn named_way(head: &str) -> Option<bool> {
    let ends = || words::AMOUNTS.split_whitespace();
    let told = |name: &String| {
        let stem = ends().find_map(|end| name.strip_suffix(end))?;
        came_in(stem)
    };
    names(head).iter().find_map(told)
}

/// Whether a head names both directions, so that its cells say which: `In/Out`, `+/-`.
fn is_direction(head: &str) -> bool {
    let full = squeezed(head);
    let ends = words::DIRECTIONS.split_whitespace();
    let bare = ends.fold(full.as_str(), |text, end| {
        text.strip_suffix(end).unwrap_or(text)
    });
    let told = |text: &str| came_in(text).or_else(|| by_sign(text));
    let two = bare
        .split_once('/')
        .map(|(one, other)| (told(one), told(other)));
    matches!(two, Some((Some(one), Some(other))) if one != other)
}

/// Whether a head is over amounts that came in, or went out. What stands in brackets goes before what
/// books call it: their debit may be the bank's credit.
fn is_side(head: &str, came: bool) -> bool {
    let (own, other) = match came {
        true => (words::CREDIT, words::DEBIT),
        false => (words::DEBIT, words::CREDIT),
    };
    match way(head) {
        Some(way) => {
            way == came
                && [own, other, words::AMOUNT]
                    .iter()
                    .any(|known| is(head, known))
        }
        None => is(head, own) || named_way(head) == Some(came),
    }
}

fn is_signed(head: &str) -> bool {
    way(head).is_none() && is(head, words::AMOUNT)
}

/// The row of heads: the first with a day and an amount among them.
#[must_use]
pub fn head(rows: &Rows) -> Option<usize> {
    let money = |head: &String| is_signed(head) || is_side(head, true) || is_side(head, false);
    rows.iter()
        .take(TOP)
        .position(|row| row.iter().any(|head| is(head, words::DAY)) && row.iter().any(money))
}

/// The words at the heads of the columns: of that row, else of the widest one.
#[must_use]
pub fn heads(rows: &Rows) -> Vec<String> {
    let found = head(rows).and_then(|at| rows.get(at));
    let mut heads = found.or_else(|| widest(rows)).cloned().unwrap_or_default();
    heads.retain(|head| !head.is_empty());
    heads
}

/// The head that comes first in the order of what is known.
fn find(heads: &[String], known: &str) -> String {
    let first = |name| heads.iter().find(|head| is(head, name));
    let mut known = known.split_whitespace();
    known.find_map(first).cloned().unwrap_or_default()
}

/// Guesses which column is what from the words banks use.
#[must_use]
pub fn guess(heads: &[String]) -> Mapping {
    let of = |known: &str| find(heads, known);
    let side = |came: bool| {
        let known = if came { words::CREDIT } else { words::DEBIT };
        let heads: Vec<String> = heads.iter().filter(|h| is_side(h, came)).cloned().collect();
        match find(&heads, known) {
            none if none.is_empty() => heads.first().cloned().unwrap_or_default(),
            found => found,
        }
    };
    let signed: Vec<String> = heads.iter().filter(|h| is_signed(h)).cloned().collect();
    let (credit, debit, amount) = (side(true), side(false), find(&signed, words::AMOUNT));
    let paired = amount.is_empty() || (!credit.is_empty() && !debit.is_empty());
    let (amount, credit, debit) = match paired {
        true => (String::new(), credit, debit),
        false => (amount, String::new(), String::new()),
    };
    let (payer, payee) = other_side(
        heads,
        (words::PAYER, words::NAME),
        words::PAYING,
        words::PAID,
    );
    let (account, payee_account) = other_side(
        heads,
        (words::ACCOUNT, ""),
        words::PAYING_ACCOUNT,
        words::PAID_ACCOUNT,
    );
    let [purpose, purpose_too] = purposes(heads);
    Mapping {
        layout: Layout::default(),
        day: of(words::DAY),
        amount,
        direction: direction(heads),
        unsigned: Unsigned::Ask,
        currency: of(words::CURRENCY),
        credit,
        debit,
        payer,
        account,
        payee,
        payee_account,
        purpose,
        purpose_too,
        balance: of(words::BALANCE),
        serial: of(words::SERIAL),
        state: of(words::STATE),
        taken: vec![],
    }
}

/// The head over the direction: one that is known, else one that names both.
fn direction(heads: &[String]) -> String {
    match find(heads, words::DIRECTION) {
        none if none.is_empty() => {
            let both = heads.iter().find(|head| is_direction(head));
            both.cloned().unwrap_or_default()
        }
        known => known,
    }
}

/// The column with the other side, and that of those who were paid where the file has two instead.
fn other_side(
    heads: &[String],
    (other, last): (&str, &str),
    paying: &str,
    paid: &str,
) -> (String, String) {
    let (one, from, to) = (find(heads, other), find(heads, paying), find(heads, paid));
    match (one.is_empty(), from.is_empty() && to.is_empty()) {
        (false, _) => (one, String::new()),
        (true, true) => (find(heads, last), String::new()),
        (true, false) => (from, to),
    }
}

/// The two columns that likely hold what the payer wrote, in the order of the file.
fn purposes(heads: &[String]) -> [String; 2] {
    let rank = |head: &String| {
        let mut known = words::PURPOSE.split_whitespace();
        known.position(|known| is(head, known))
    };
    let mut all: Vec<(usize, usize)> = vec![];
    for (at, head) in heads.iter().enumerate() {
        all.extend(rank(head).map(|rank| (rank, at)));
    }
    all.sort_unstable();
    all.truncate(2);
    let mut best: Vec<usize> = all.into_iter().map(|(_, at)| at).collect();
    best.sort_unstable();
    [0, 1].map(|n| {
        let head = best.get(n).and_then(|at| heads.get(*at));
        head.cloned().unwrap_or_default()
    })
}

/// What the titles above the row of heads say of the unit and the currency of amounts.
#[must_use]
pub fn titles(above: &[Vec<String>]) -> (Option<String>, Option<String>) {
    let unit = value(above, words::UNIT, |text| {
        text.split(' ').next().map(str::to_owned)
    });
    let currency = value(above, words::CURRENCY, |text| {
        text.split(' ').next().map(str::to_owned)
    });
    (unit, currency)
}

/// The account that one row names as a title does.
#[must_use]
pub fn account_in(row: &[String]) -> Option<String> {
    value(&[row.to_vec()], words::OWN_ACCOUNT, number)
}

/// The chamber's account, where titles above the heads name it, or each row does in a column of its own.
#[must_use]
pub fn account(rows: &Rows) -> Option<String> {
    let at = head(rows)?;
    let (above, below) = rows.split_at(at);
    value(above, words::OWN_ACCOUNT, number).or_else(|| {
        let (heads, below) = below.split_first()?;
        let own = own_column(heads)?;
        let cells = below.iter().filter_map(|row| number(row.get(own)?));
        let mut all: Vec<String> = cells.collect();
        all.dedup();
        (all.len() == 1).then(|| all.pop()).flatten()
    })
}

/// The column that names the chamber's own account in each row. A plain one beside no other account may
/// be the other side's.
fn own_column(heads: &[String]) -> Option<usize> {
    let others = [words::ACCOUNT, words::PAYING_ACCOUNT];
    let known = others.iter().any(|known| !find(heads, known).is_empty());
    heads.iter().position(|head| {
        is(head, words::OWN_ACCOUNT) && (known || squeezed(head).starts_with(words::OWN))
    })
}

/// The chamber's account that each of these rows names in a column of its own, below such heads.
#[must_use]
pub fn accounts(heads: &[String], rows: &[Vec<String>]) -> Vec<Option<String>> {
    let own = own_column(heads);
    let named = |row: &Vec<String>| number(row.get(own?)?);
    rows.iter().map(named).collect()
}

/// The number at the beginning of a text, if it may be one of an account.
fn number(text: &str) -> Option<String> {
    let plain: String = bare(text).chars().map(text::half_width).collect();
    let fits = |c: &char| c.is_ascii_alphanumeric() || " -@._*".contains(*c);
    let number: String = plain
        .trim_matches(['[', ']', ' '])
        .chars()
        .take_while(fits)
        .collect();
    let parts = number.split(' ');
    // Banks hide the middle of a number behind stars.
    let own = |part: &str| part.contains(|c: char| c.is_ascii_digit() || c == '*');
    let words = parts.take_while(|part| part.is_empty() || own(part));
    let number = words.collect::<Vec<_>>().join(" ").trim().to_owned();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    ((4..=40).contains(&digits) && number.len() <= 60).then_some(number)
}

/// What stands behind one of these labels: after a colon in the same cell, or in the next one.
fn value(
    above: &[Vec<String>],
    labels: &str,
    read: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let of = |row: &Vec<String>| {
        let mut cells = row
            .iter()
            .map(|cell| bare(cell))
            .filter(|cell| !cell.is_empty());
        while let Some(cell) = cells.next() {
            let label = squeezed(cell);
            if words::has(labels, label.trim_end_matches(':')) {
                return read(cells.clone().next()?);
            }
            if let Some(found) = behind(cell, labels).and_then(|text| read(&text)) {
                return Some(found);
            }
        }
        None
    };
    above.iter().find_map(of)
}

/// What stands behind a label and its colon within a cell; a label that is the end of another word is none.
fn behind(cell: &str, labels: &str) -> Option<String> {
    let half = cell.chars().map(text::half_width).map(simplified);
    let half: String = half.collect();
    let (mut plain, mut before) = (String::new(), "");
    for word in half.split_whitespace() {
        // `账　号` is one word.
        if !before.is_empty() && !words::SPACED.contains(&before) {
            plain.push(' ');
        }
        plain += word;
        before = word;
    }
    let is_label = |before: &str| {
        let lower = before.to_lowercase();
        let last = lower
            .rsplit([' ', ',', ';', '|'])
            .next()
            .unwrap_or_default();
        words::has(labels, last) || words::has(labels, &lower.replace(' ', ""))
    };
    let mut colons = plain.match_indices(':').map(|(at, _)| at);
    let at = colons.find(|at| {
        plain
            .get(..*at)
            .is_some_and(|text| is_label(text.trim_end()))
    })?;
    plain
        .get(at + 1..)
        .map(|after| after.trim_start().to_owned())
}

/// The other currency that a title names, as it stands there.
#[must_use]
pub fn titled_other(above: &[Vec<String>], currency: &str) -> String {
    let name = titles(above).1.unwrap_or_default();
    another_in(&name, currency).map_or(name, str::to_owned)
}

#[cfg(test)]
#[path = "heads_tests.rs"]
mod tests;
