//! Where in a register's file its table is, and which column of it is what. Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::roll_people::{self, PEOPLE};
use super::roll_words::HEADS;
use crate::kernel::sheet::{Layout, Table, plain};
use crate::kernel::text;
use crate::platform::settings::Setting;

/// The columns an import knows: field, key of its name, and whether it has to be there.
pub const FIELDS: [(&str, &str, bool); 10] = [
    ("name", "membership-company", true),
    ("credit_code", "membership-credit-code", false),
    ("rank", "membership-rank", true),
    ("joined_on", "membership-joined", true),
    ("number", "membership-number", false),
    ("covered_until", "membership-covered-until", false),
    ("name_en", "membership-company-en", false),
    ("industry", "membership-industry", false),
    ("website", "membership-website", false),
    ("address", "membership-address", false),
];

/// Stands before a word of the file's that means one of the chamber's ranks, where that is said.
pub const RANK: &str = "rank:";

/// The name under which it is said which rank a word of the file's means.
#[must_use]
pub fn rank_field(word: &str) -> String {
    format!("{RANK}{}", text::same(word))
}

/// All fields, those of contacts behind the others.
pub fn fields() -> impl Iterator<Item = &'static str> {
    let own = FIELDS.iter().map(|(field, ..)| *field);
    own.chain(PEOPLE.iter().flatten().copied())
}

/// Which column is what: field to the words at the column's head. A field that is missing has none. Beside
/// them, under the names of [`Layout::fields`], where the table is, and under those of [`rank_field`] the code
/// of the rank that a word means.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub BTreeMap<String, String>);

impl Mapping {
    /// The head of a field's column; empty if it has none.
    #[must_use]
    pub fn head(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// The code of the rank that this word of the file's was said to mean.
    #[must_use]
    pub fn rank(&self, word: &str) -> Option<&str> {
        self.0.get(&rank_field(word)).map(String::as_str)
    }

    /// The words of which that was said.
    pub fn ranks(&self) -> impl Iterator<Item = &str> {
        self.0.keys().filter_map(|field| field.strip_prefix(RANK))
    }

    /// The heads it names.
    fn named(&self) -> impl Iterator<Item = &str> {
        let heads = fields().map(|field| self.head(field));
        heads.filter(|head| !head.is_empty())
    }

    /// Whether every column it names is among these heads.
    #[must_use]
    pub fn fits(&self, heads: &[String]) -> bool {
        let there = |head: &str| heads.iter().any(|own| own == head);
        !self.head("name").is_empty() && self.named().all(there)
    }

    /// Which of these heads it leaves out: what stands below them doesn't come in.
    #[must_use]
    pub fn leaves_out(&self, heads: &[String]) -> Vec<String> {
        let there = |head: &&String| !head.is_empty() && !self.named().any(|own| own == **head);
        heads.iter().filter(there).cloned().collect()
    }

    /// With the columns of contacts and of the address that a guess found, where this one has none of them:
    /// it may be from before registers came in with any.
    #[must_use]
    pub fn with_people(mut self, guess: &Self) -> Self {
        let people =
            || fields().filter(|field| field.starts_with("contact") || *field == "address");
        if people().any(|field| !self.head(field).is_empty()) {
            return self;
        }
        let found = people().map(|field| (field, guess.head(field)));
        let free = |(_, head): &(_, &str)| !head.is_empty() && self.named().all(|own| own != *head);
        let found: Vec<_> = found.filter(free).collect();
        for (field, head) in found {
            self.0.insert(field.to_owned(), head.to_owned());
        }
        self
    }

    /// Where the table is.
    #[must_use]
    pub fn layout(&self) -> Layout {
        Layout::of(|field| self.head(field))
    }

    /// The same columns in a table that is there.
    #[must_use]
    pub fn with(mut self, layout: &Layout) -> Self {
        for (field, value) in layout.fields() {
            self.0.insert(field.to_owned(), value);
        }
        self.0.retain(|_, value| !value.is_empty());
        self
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

/// Whether a register has such a head.
#[must_use]
pub fn is_known(head: &str) -> bool {
    let head = plain(head);
    let mut words = HEADS.iter().flat_map(|(_, words)| words.iter());
    !head.is_empty() && (words.any(|word| plain(word) == head) || roll_people::is_known(&head))
}

/// Guesses where the table is, and which column is what from the words registers use.
#[must_use]
pub fn guess(table: &Table) -> Mapping {
    arrange(table, &table.guess(is_known))
}

/// The same for a table that is there.
#[must_use]
pub fn arrange(table: &Table, layout: &Layout) -> Mapping {
    let layout = table.completed(layout.clone(), is_known);
    let heads = table.heads_in(&layout);
    let (mut taken, mut found) = (vec![], BTreeMap::new());
    for (field, words) in HEADS {
        let named = |word: &&str| {
            let is = |head: &&String| plain(head) == plain(word) && !taken.contains(*head);
            heads.iter().find(is)
        };
        if let Some(head) = words.iter().find_map(named).cloned() {
            taken.push(head.clone());
            found.insert(field.to_owned(), head);
        }
    }
    let people = roll_people::guess(&heads, &taken);
    found.extend(
        people
            .into_iter()
            .map(|(field, head)| (field.to_owned(), head)),
    );
    Mapping(found).with(&layout)
}

/// A mapping that says where the table is; one from before mappings did is where the heads are that it
/// names.
#[must_use]
pub fn settled(table: &Table, mapping: Mapping) -> Mapping {
    let any = mapping.named().next().is_some();
    let own = |head: &str| mapping.named().any(|named| named == head);
    let known = |head: &str| own(head) || (!any && is_known(head));
    let layout = table.completed(mapping.layout(), known);
    mapping.with(&layout)
}

/// What was said of a table after this mapping of it: in another place of the file columns are guessed
/// anew. Tells whether it is another.
#[must_use]
pub fn said(table: &Table, before: Mapping, said: Mapping) -> (Mapping, bool) {
    let before = settled(table, before).layout();
    let layout = said.layout().after(&before);
    if layout.is_elsewhere(&before) {
        let mut anew = arrange(table, &layout);
        let ranks = said.0.into_iter();
        anew.0
            .extend(ranks.filter(|(field, _)| field.starts_with(RANK)));
        (anew, true)
    } else {
        (said.with(&layout), false)
    }
}
