//! Small pieces that all papers of a case are put together from.

use crate::admission::application::rules::Field;
use crate::admission::case::Case;
use crate::admission::stage::Proposal;
use crate::chamber::letterhead::Values;
use crate::chamber::rules::Organ;
use crate::kernel::Moment;
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Column, Table, Value, Words};

/// Puts words under a field.
pub fn put(values: &mut Values, name: &'static str, text: impl Into<String>) {
    values.insert(name, Value::Text(text.into()));
}

/// Puts blocks under a field; where there are none, that there is nothing.
pub fn fill(values: &mut Values, name: &'static str, blocks: Vec<Block>, speech: Speech) {
    let blocks = if blocks.is_empty() {
        vec![Block::Para(speech.plain("admission-printed-none").into())]
    } else {
        blocks
    };
    values.insert(name, Value::Blocks(blocks));
}

/// A line of a table of facts.
pub fn fact(speech: Speech, key: &str, value: impl Into<Words>) -> (String, Words) {
    (speech.plain(key).to_owned(), value.into())
}

/// A table with these heads.
pub fn table<W: Into<Words>>(speech: Speech, heads: &[&str], rows: Vec<Vec<W>>) -> Block {
    Block::Table(Table {
        columns: heads
            .iter()
            .map(|key| Column::from(speech.plain(key)))
            .collect(),
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().map(Into::into).collect())
            .collect(),
    })
}

/// A table of facts; nothing if there are none.
pub fn facts(rows: Vec<(String, Words)>) -> Vec<Block> {
    if rows.is_empty() {
        return vec![];
    }
    vec![Block::Table(Table::facts(rows))]
}

/// A paragraph; nothing for no words.
pub fn para(text: &str) -> Vec<Block> {
    if text.trim().is_empty() {
        return vec![];
    }
    vec![Block::Para(text.into())]
}

/// A list of lines.
pub fn list(lines: impl IntoIterator<Item = String>) -> Block {
    let item = |line: String| vec![Block::Para(line.into())];
    Block::List(None, lines.into_iter().map(item).collect())
}

/// A proposal in words.
pub fn proposal(speech: Speech, proposal: Proposal) -> &'static str {
    speech.plain(proposal.key())
}

/// A heading within a part.
pub fn heading(speech: Speech, key: &str) -> Block {
    Block::Heading(2, speech.plain(key).into())
}

/// Something small with its name, such as a hash.
pub fn small(speech: Speech, key: &str, text: &str) -> Block {
    Block::Small(format!("{} {text}", speech.plain(key)).into())
}

/// Who and when, in small print.
pub fn by(speech: Speech, name: &str, at: Moment) -> Block {
    Block::Small(format!("{name}  {}", speech.moment(at)).into())
}

/// The organ that decides on a case.
pub fn organ(case: &Case, speech: Speech, now: Moment) -> String {
    let body = case.journey(now).route.body;
    let organ = Organ::from_word(&body).unwrap_or(Organ::Board);
    speech.say(&organ.in_words())
}

/// Label and value of an answer of the application, as people read it.
pub fn answer(speech: Speech, field: Field, text: &str) -> (String, Words) {
    let said = match field.value_key(text) {
        Some(key) => speech.plain(key).to_owned(),
        None => text
            .parse()
            .map_or_else(|_| text.to_owned(), |day| speech.day(day)),
    };
    fact(speech, field.key(), said)
}
