//! A register of members that comes as a table: which column is what, and what each row says. A row
//! that can't be read is named with everything that is wrong with it, and never half taken. Pure.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::roll_words::{HEADS, TAILS};
use super::typed_number;
use crate::chamber::rules::Ranks;
use crate::companies::rules::Industry;
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::Id;
use crate::kernel::sheet::{Rows, Table, day, plain, widest};
use crate::kernel::{Day, Lang, Say, text};
use crate::platform::settings::Setting;
use crate::say;

/// Marker for imports.
pub enum ImportMark {}
/// Id of an import.
pub type ImportId = Id<ImportMark>;

/// Most rows of one import.
pub const MOST: usize = 100_000;
/// Rows from the top among which the heads are looked for.
const TOP: usize = 60;

/// The columns an import knows: field, key of its name, and whether it has to be there.
pub const FIELDS: [(&str, &str, bool); 9] = [
    ("name", "membership-company", true),
    ("credit_code", "membership-credit-code", false),
    ("rank", "membership-rank", true),
    ("joined_on", "membership-joined", true),
    ("number", "membership-number", false),
    ("covered_until", "membership-covered-until", false),
    ("name_en", "membership-company-en", false),
    ("industry", "membership-industry", false),
    ("website", "membership-website", false),
];

/// Which column is what: field to the words at the column's head. A field that is missing has none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub BTreeMap<String, String>);

impl Mapping {
    /// The head of a field's column; empty if it has none.
    #[must_use]
    pub fn head(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Whether every column it names is among these heads.
    #[must_use]
    pub fn fits(&self, heads: &[String]) -> bool {
        !self.head("name").is_empty() && self.0.values().all(|head| heads.contains(head))
    }
}

/// Mappings that were used before, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mappings {
    /// The list.
    pub list: Vec<Mapping>,
}

impl Setting for Mappings {
    const KEY: &'static str = "member_mappings";
}

impl Mappings {
    /// With this one as the latest.
    #[must_use]
    pub fn with(mut self, latest: &Mapping) -> Self {
        /// As many as a chamber has sources of lists.
        const KEPT: usize = 10;
        self.list.retain(|known| known != latest);
        self.list.insert(0, latest.clone());
        self.list.truncate(KEPT);
        self
    }
}

/// The words at the heads of the columns, as they stand: of the first row with a company's name among
/// them, else of the widest one.
#[must_use]
pub fn heads(rows: &Rows) -> Vec<String> {
    let known = |row: &&Vec<String>| guess(row).0.contains_key("name");
    let top = || rows.iter().take(TOP);
    let row = top().find(known).or_else(|| widest(rows));
    let mut heads = row.cloned().unwrap_or_default();
    heads.retain(|head| !head.is_empty());
    heads
}

/// Guesses which column is what from the words registers use.
#[must_use]
pub fn guess(heads: &[String]) -> Mapping {
    let find = |words: &[&str]| {
        let mut ways = words.iter();
        ways.find_map(|word| heads.iter().find(|head| plain(head) == plain(word)))
    };
    let found = HEADS
        .iter()
        .filter_map(|(field, words)| Some(((*field).to_owned(), find(words)?.clone())));
    Mapping(found.collect())
}

/// A member as a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which row, counted from 1 as in the file.
    pub row: usize,
    /// The company's name.
    pub name: String,
    /// Its English name; may be empty.
    pub name_en: String,
    /// Its credit code, if the row has one.
    pub credit_code: Option<CreditCode>,
    /// Its member number, if it has one already.
    pub number: Option<String>,
    /// Code of its rank.
    pub rank: String,
    /// The day it joined.
    pub joined_on: Day,
    /// The last day it has paid for, if that is known.
    pub covered_until: Option<Day>,
    /// Section of GB/T 4754-2017; may be empty.
    pub industry: String,
    /// Website; may be empty.
    pub website: String,
}

/// Something wrong with a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Bad {
    /// Which row, counted from 1 as in the file.
    pub row: usize,
    /// What is wrong.
    pub why: Say,
}

/// What a row says, or all that is wrong with it.
pub type Said = Result<Entry, Vec<Say>>;

/// A table as it is read, row by row.
pub struct Reading {
    table: Table,
    /// Which field stands in which column.
    places: BTreeMap<&'static str, usize>,
    ranks: Ranks,
    today: Day,
    seen: Seen,
    /// The row it has come to, counted from 0.
    at: usize,
}

/// Begins to read the rows below the heads.
///
/// # Errors
/// If a column that has to be there is not named or not there, or there are more rows than one
/// import takes.
pub fn read(table: Table, mapping: &Mapping, ranks: Ranks, today: Day) -> Result<Reading, Say> {
    let top = table.top();
    let at = top
        .iter()
        .position(|row| row.iter().any(|cell| cell == mapping.head("name")))
        .filter(|_| !mapping.head("name").is_empty())
        .ok_or_else(|| say!("membership-import-no-name"))?;
    let heads = top.get(at).map(Vec::as_slice).unwrap_or_default();
    let column = |field: &str| {
        let head = mapping.head(field);
        (!head.is_empty())
            .then(|| heads.iter().position(|h| h == head))
            .flatten()
    };
    let places: BTreeMap<&str, usize> = FIELDS
        .iter()
        .filter_map(|(field, ..)| Some((*field, column(field)?)))
        .collect();
    if FIELDS
        .iter()
        .any(|(field, _, must)| *must && !places.contains_key(field))
    {
        return Err(say!("membership-import-columns"));
    }
    if table.height() - at - 1 > MOST {
        return Err(say!("membership-import-too-long", most = MOST));
    }
    Ok(Reading {
        table,
        places,
        ranks,
        today,
        seen: Seen::default(),
        at: at + 1,
    })
}

impl Iterator for Reading {
    /// Which row, counted from 1 as in the file, and what it says.
    type Item = (usize, Said);

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.table.height() {
            let cells = self.table.row(self.at);
            self.at += 1;
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let of = |field: &str| {
                let cell = self.places.get(field).and_then(|at| cells.get(*at));
                cell.map_or("", |cell| cell.trim())
            };
            let (entry, mut wrong) = entry(self.at, of, &self.ranks, self.today);
            if let Some(entry) = &entry {
                self.seen.note(entry, &mut wrong);
            }
            return Some((self.at, entry.filter(|_| wrong.is_empty()).ok_or(wrong)));
        }
        None
    }
}

/// Reads one row; what is wrong with it beside it.
fn entry<'a>(
    row: usize,
    of: impl Fn(&str) -> &'a str,
    ranks: &Ranks,
    today: Day,
) -> (Option<Entry>, Vec<Say>) {
    /// Most characters of a name, as the application has it.
    const LONG: usize = 120;
    let mut wrong = vec![];
    let name = of("name");
    if name.is_empty() || name.chars().count() > LONG {
        wrong.push(say!("membership-import-bad-name"));
    }
    let credit_code = match of("credit_code") {
        "" => None,
        typed => CreditCode::parse(typed)
            .map_err(|_| wrong.push(say!("membership-import-bad-code", text = typed)))
            .ok(),
    };
    let rank = rank(ranks, of("rank"));
    if rank.is_none() {
        wrong.push(say!("membership-import-bad-rank", text = of("rank")));
    }
    let joined_on = day(of("joined_on")).filter(|day| *day <= today);
    if joined_on.is_none() {
        wrong.push(say!("membership-import-bad-joined", text = of("joined_on")));
    }
    let covered_until = match of("covered_until") {
        "" => None,
        typed => {
            let read = day(typed).filter(|last| joined_on.is_none_or(|first| first <= *last));
            if read.is_none() {
                wrong.push(say!("membership-import-bad-covered", text = typed));
            }
            read
        }
    };
    let industry = industry(of("industry"));
    if industry.is_none() {
        wrong.push(say!(
            "membership-import-bad-industry",
            text = of("industry")
        ));
    }
    let number = Some(typed_number(of("number"))).filter(|number| !number.is_empty());
    if number.as_ref().is_some_and(|n| n.chars().count() > 24) {
        wrong.push(say!("membership-import-bad-number", text = of("number")));
    }
    let (Some(rank), Some(joined_on)) = (rank, joined_on) else {
        return (None, wrong);
    };
    let entry = Entry {
        row,
        name: name.to_owned(),
        name_en: of("name_en").chars().take(LONG).collect(),
        credit_code,
        number,
        rank,
        joined_on,
        covered_until,
        industry: industry.unwrap_or_default().to_owned(),
        website: of("website").chars().take(LONG).collect(),
    };
    (Some(entry), wrong)
}

/// An industry by its letter, whatever follows it; nothing for nothing.
fn industry(typed: &str) -> Option<&'static str> {
    let Some(first) = typed.chars().next() else {
        return Some("");
    };
    let letter = text::half_width(first).to_ascii_uppercase().to_string();
    Industry::from_word(&letter).map(Industry::word)
}

/// A rank by its code or its name in any language.
fn rank(ranks: &Ranks, typed: &str) -> Option<String> {
    let short = |name: &str| {
        let name = plain(name);
        let tail = TAILS.iter().find_map(|tail| name.strip_suffix(tail));
        tail.map_or(name.clone(), str::to_owned)
    };
    let typed = short(typed);
    let named = |name: &str| !typed.is_empty() && short(name) == typed;
    let found = ranks
        .list
        .iter()
        .find(|rank| named(&rank.code) || Lang::ALL.iter().any(|lang| named(rank.name.get(*lang))));
    found.map(|rank| rank.code.clone())
}

/// What rows before named already.
#[derive(Default)]
struct Seen(HashSet<String>);

impl Seen {
    fn note(&mut self, entry: &Entry, wrong: &mut Vec<Say>) {
        let code = entry
            .credit_code
            .as_ref()
            .map(|c| format!("code {}", c.as_str()));
        let number = entry.number.as_ref().map(|n| format!("number {n}"));
        let name = format!("name {}", plain(&entry.name));
        for (key, why) in [
            (code, say!("membership-import-twice-code")),
            (number, say!("membership-import-twice-number")),
            (Some(name), say!("membership-import-twice-name")),
        ] {
            if key.is_some_and(|key| !self.0.insert(key)) {
                wrong.push(why);
            }
        }
    }
}

#[cfg(test)]
#[path = "roll_tests.rs"]
mod tests;
