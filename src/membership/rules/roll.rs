//! A register of members that comes as a table: what each row says. A row that can't be read is named
//! with everything that is wrong with it, and never half taken. Pure.

use std::collections::{BTreeMap, HashSet};

pub use super::roll_mapping::{
    FIELDS, Mapping, Mappings, RANK, arrange, fields, guess, rank_field, said, settled,
};
use super::roll_people;
pub use super::roll_people::{PARTS, PEOPLE, SETS};
use super::roll_words::{ORDINARY, TAILS};
use super::typed_number;
use crate::chamber::rules::{Rank, Ranks};
use crate::companies::book::rules::{MOST as MOST_CONTACTS, Said as Contact};
use crate::companies::rules::Industry;
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::Id;
use crate::kernel::say::Arg;
use crate::kernel::sheet::{self, Table, day, is_error, plain};
use crate::kernel::{Day, Lang, Say, text};
use crate::say;

/// Marker for imports.
pub enum ImportMark {}
/// Id of an import.
pub type ImportId = Id<ImportMark>;

/// Most rows of one import.
pub const MOST: usize = 100_000;

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
    /// Address; may be empty.
    pub address: String,
    /// By whom it is reached, those of further rows too.
    pub people: Vec<Contact>,
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
    /// What stands at the heads of contacts' names.
    names: [String; SETS],
    /// Whether any column is a contact's: else no row is looked at twice.
    has_people: bool,
    ranks: Ranks,
    /// What was said of the file's own words for ranks.
    mapping: Mapping,
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
    let mapping = settled(&table, mapping.clone());
    let days = ["joined_on", "covered_until"].map(|field| mapping.head(field));
    let table = table.laid(&mapping.layout())?.with_days(&days);
    let heads: Vec<String> = table.heads_row();
    let column = |field: &str| {
        let head = mapping.head(field);
        let at = heads.iter().position(|own| own == head);
        at.filter(|_| !head.is_empty())
    };
    if column("name").is_none() {
        return Err(say!("membership-import-no-name"));
    }
    let places: BTreeMap<&str, usize> = fields()
        .filter_map(|field| Some((field, column(field)?)))
        .collect();
    let has_people = PEOPLE
        .iter()
        .flatten()
        .any(|field| places.contains_key(field));
    let names = PEOPLE.map(|set| mapping.head(set[0]).to_owned());
    if FIELDS
        .iter()
        .any(|(field, _, must)| *must && !places.contains_key(field))
    {
        return Err(say!("membership-import-columns"));
    }
    let at = table.below();
    if table.height() - at > MOST {
        return Err(say!("membership-import-too-long", most = MOST));
    }
    Ok(Reading {
        table,
        places,
        names,
        has_people,
        ranks,
        mapping,
        today,
        seen: Seen::default(),
        at,
    })
}

impl Reading {
    /// Reads on behind this row, counted from 1: what the rows up to it say counts against those behind it.
    pub fn skip_to(&mut self, row: usize) {
        while self.at < row && self.next().is_some() {}
    }

    /// The next row, if all it does is name further contacts of this one: what it says of the company is
    /// the same or, as in merged cells, nothing.
    fn further(&self, first: &[String]) -> Option<Vec<String>> {
        if !self.has_people || self.at >= self.table.height() {
            return None;
        }
        let next = self.table.row(self.at);
        let cell = |field: &str| of(&self.places, &next, field);
        let same = |field: &str| {
            let own = cell(field);
            own.is_empty() || own == of(&self.places, first, field)
        };
        let all = FIELDS.iter().all(|(field, ..)| same(field));
        (all && roll_people::is_named(&cell)).then_some(next)
    }
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
            let row = self.at;
            let of = |field: &str| of(&self.places, &cells, field);
            let (mut entry, mut wrong) = entry(row, of, (&self.ranks, &self.mapping), self.today);
            let mut people = roll_people::read(&of, &self.names, &mut wrong);
            while let Some(more) = self.further(&cells) {
                self.at += 1;
                let of = |field: &str| self::of(&self.places, &more, field);
                wrong.extend(errors(&of));
                people.extend(roll_people::read(&of, &self.names, &mut wrong));
            }
            if people.len() > MOST_CONTACTS {
                wrong.push(say!("companies-contact-most", most = MOST_CONTACTS));
            }
            if let Some(entry) = &mut entry {
                entry.people = people;
                self.seen.note(entry, &mut wrong);
            }
            return Some((row, entry.filter(|_| wrong.is_empty()).ok_or(wrong)));
        }
        None
    }
}

/// What stands in the column of a field; empty where there is none.
fn of<'a>(places: &BTreeMap<&str, usize>, cells: &'a [String], field: &str) -> &'a str {
    let cell = places.get(field).and_then(|at| cells.get(*at));
    cell.map_or("", |cell| cell.trim())
}

/// Until when dues are paid; a month alone to its end.
fn covered(typed: &str, joined_on: Option<Day>, wrong: &mut Vec<Say>) -> Option<Day> {
    if typed.is_empty() {
        return None;
    }
    let read = day(typed).or_else(|| Some(sheet::month(typed)?.1));
    let read = read.filter(|last| joined_on.is_none_or(|first| first <= *last));
    if read.is_none() {
        wrong.push(not_read(typed, "membership-import-bad-covered"));
    }
    read
}

/// Most characters of a name, as the application has it.
const LONG: usize = 120;
/// The same of an address.
const LONG_ADDRESS: usize = 200;

/// Reads one row; what is wrong with it beside it.
fn entry<'a>(
    row: usize,
    of: impl Fn(&str) -> &'a str,
    (ranks, mapping): (&Ranks, &Mapping),
    today: Day,
) -> (Option<Entry>, Vec<Say>) {
    let mut wrong = errors(&of);
    if !wrong.is_empty() {
        return (None, wrong);
    }
    let name = text::one_line(of("name"));
    if name.is_empty() || name.chars().count() > LONG {
        wrong.push(say!("membership-import-bad-name"));
    }
    let credit_code = match of("credit_code") {
        "" => None,
        typed => CreditCode::parse(typed)
            .map_err(|_| wrong.push(say!("membership-import-bad-code", text = typed)))
            .ok(),
    };
    let said = || Some(ranks.find(mapping.rank(of("rank"))?)?.code.clone());
    let rank = rank(ranks, of("rank")).or_else(said);
    if rank.is_none() {
        wrong.push(say!(BAD_RANK, text = of("rank")));
    }
    let joined = of("joined_on");
    let first = || Some(sheet::month(joined)?.0);
    let joined_on = day(joined).or_else(first).filter(|day| *day <= today);
    if joined_on.is_none() {
        wrong.push(not_read(joined, "membership-import-bad-joined"));
    }
    let covered_until = covered(of("covered_until"), joined_on, &mut wrong);
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
        name,
        name_en: of("name_en").chars().take(LONG).collect(),
        credit_code,
        number,
        rank,
        joined_on,
        covered_until,
        industry: industry.unwrap_or_default().to_owned(),
        website: of("website").chars().take(LONG).collect(),
        address: of("address").chars().take(LONG_ADDRESS).collect(),
        people: vec![],
    };
    (Some(entry), wrong)
}

const BAD_RANK: &str = "membership-import-bad-rank";

/// The word of a row for its rank, where this is said of it: that the chamber has no such.
#[must_use]
pub fn unknown_rank(why: &Say) -> Option<&str> {
    let mut args = why.args.iter();
    args.find_map(|(name, arg)| match arg {
        Arg::Text(word) if why.key == BAD_RANK && name == "text" => Some(word.as_str()),
        _ => None,
    })
}

/// What is said of cells in which a spreadsheet shows that something went wrong.
fn errors<'a>(of: &impl Fn(&str) -> &'a str) -> Vec<Say> {
    let own = FIELDS.iter().map(|(field, key, _)| (*key, *field));
    let people = PEOPLE
        .iter()
        .flat_map(|set| PARTS.iter().copied().zip(set.iter().copied()));
    let cells = own.chain(people).map(|(key, field)| (key, of(field)));
    let wrong = cells.filter(|(_, cell)| is_error(cell));
    wrong
        .map(|(key, cell)| {
            say!(
                "membership-import-error-cell",
                column = say!(key),
                text = cell
            )
        })
        .collect()
}

/// What is said of a day that can't be read: that it may be two, else this.
fn not_read(typed: &str, key: &'static str) -> Say {
    if sheet::is_open(typed) {
        say!("membership-import-open-day", text = typed)
    } else {
        say!(key, text = typed)
    }
}

/// An industry by its letter, whatever follows it but more letters of a word; nothing for nothing.
fn industry(typed: &str) -> Option<&'static str> {
    let mut letters = typed.chars().map(text::half_width);
    let Some(first) = letters.next() else {
        return Some("");
    };
    if letters
        .next()
        .is_some_and(|next| next.is_ascii_alphanumeric())
    {
        return None;
    }
    let letter = first.to_ascii_uppercase().to_string();
    Industry::from_word(&letter).map(Industry::word)
}

/// A rank by its code or its name in any language; what says nothing of it may stand before it, if exactly
/// one rank then fits.
fn rank(ranks: &Ranks, typed: &str) -> Option<String> {
    let short = |name: &str| {
        let name = plain(name);
        let tail = TAILS.iter().find_map(|tail| name.strip_suffix(tail));
        tail.map_or(name.clone(), str::to_owned)
    };
    let named = |typed: &str| {
        let own = |name: &str| !typed.is_empty() && short(name) == typed;
        let is = |rank: &&Rank| {
            own(&rank.code) || Lang::ALL.iter().any(|lang| own(rank.name.get(*lang)))
        };
        ranks.list.iter().filter(is).collect::<Vec<_>>()
    };
    let typed = short(typed);
    let bare = ORDINARY.iter().find_map(|word| typed.strip_prefix(word));
    let found = match (named(&typed).first(), bare.map(named).as_deref()) {
        (Some(rank), _) | (None, Some([rank])) => *rank,
        _ => return None,
    };
    Some(found.code.clone())
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
        let name = format!("name {}", text::same(&entry.name));
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
