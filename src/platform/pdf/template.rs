//! Texts that a chamber writes itself: small Markdown with named fields in braces.
//!
//! The Markdown is read first and the fields are filled in afterwards, so that what is filled in is
//! never read as markup or as another field.

use std::collections::BTreeMap;

use super::block::{Block, Table, Words};
use super::markdown;

/// Fields stand between these while the Markdown is read: to it they are letters, where a brace is
/// punctuation, before which Chinese could not begin to be strong.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// What blocks say, a line each, without markup: for pages that show the words only.
#[must_use]
pub fn plain(blocks: &[Block]) -> Vec<String> {
    let mut lines = vec![];
    each_words(blocks, &mut |words| {
        if !words.text.is_empty() {
            lines.push(words.text.clone());
        }
    });
    lines
}

/// A text with fields, read.
#[derive(Debug, Clone)]
pub struct Template {
    blocks: Vec<Block>,
}

/// What a field stands for.
#[derive(Debug, Clone)]
pub enum Value {
    /// Words within a line.
    Text(String),
    /// Whole blocks: they replace the paragraph that consists of the field alone.
    Blocks(Vec<Block>),
}

impl Template {
    /// Reads a text. It can't fail: what is no markup and no field is text.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut marked = String::new();
        for piece in pieces(text, '{', '}') {
            match piece {
                Piece::Text(plain) => marked.push_str(&plain.replace([OPEN, CLOSE], "")),
                Piece::Field(name) => {
                    marked.push(OPEN);
                    marked.push_str(name);
                    marked.push(CLOSE);
                }
            }
        }
        Self {
            blocks: markdown::blocks(&marked),
        }
    }

    /// The names in braces, each once, in order.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        let mut names = vec![];
        each_words(&self.blocks, &mut |words| {
            for piece in pieces(&words.text, OPEN, CLOSE) {
                if let Piece::Field(name) = piece
                    && !names.iter().any(|n| n == name)
                {
                    names.push(name.to_owned());
                }
            }
        });
        names
    }

    /// The text of everything that is no field: what has to be drawn whatever is filled in.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::new();
        each_words(&self.blocks, &mut |words| {
            for piece in pieces(&words.text, OPEN, CLOSE) {
                if let Piece::Text(plain) = piece {
                    text.push_str(plain);
                }
            }
        });
        text
    }

    /// The blocks with the fields filled in. A field without a value, or whose blocks
    /// don't fit within a line, stays as it is written.
    #[must_use]
    pub fn fill(&self, values: &BTreeMap<&str, Value>) -> Vec<Block> {
        fill_blocks(&self.blocks, values)
    }
}

enum Piece<'a> {
    Text(&'a str),
    /// Its name, without braces.
    Field(&'a str),
}

fn pieces(text: &str, open: char, close: char) -> Vec<Piece<'_>> {
    let mut found = vec![];
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        let after = &rest[at + open.len_utf8()..];
        let name = after.find(close).map(|end| &after[..end]);
        match name.filter(|n| is_name(n)) {
            Some(name) => {
                found.push(Piece::Text(&rest[..at]));
                found.push(Piece::Field(name));
                rest = &after[name.len() + close.len_utf8()..];
            }
            None => {
                found.push(Piece::Text(&rest[..at + open.len_utf8()]));
                rest = after;
            }
        }
    }
    found.push(Piece::Text(rest));
    found
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn each_words(blocks: &[Block], see: &mut impl FnMut(&Words)) {
    for block in blocks {
        match block {
            Block::Title(words)
            | Block::Lead(words)
            | Block::Heading(_, words)
            | Block::Para(words)
            | Block::Small(words) => see(words),
            Block::List(_, items) => items.iter().for_each(|item| each_words(item, see)),
            Block::Quote(inner) => each_words(inner, see),
            Block::Table(table) => {
                for column in &table.columns {
                    see(&column.head.as_str().into());
                }
                table.rows.iter().flatten().for_each(&mut *see);
            }
            Block::Rule
            | Block::Break
            | Block::Signatures(_)
            | Block::Ending(_)
            | Block::Picture(_) => {}
        }
    }
}

fn fill_blocks(blocks: &[Block], values: &BTreeMap<&str, Value>) -> Vec<Block> {
    let words = |words: &Words| fill_words(words, values);
    let mut filled = vec![];
    for block in blocks {
        filled.push(match block {
            Block::Title(w) => Block::Title(words(w)),
            Block::Lead(w) => Block::Lead(words(w)),
            Block::Heading(level, w) => Block::Heading(*level, words(w)),
            Block::Para(w) => match whole(&w.text, values) {
                Some(blocks) => {
                    filled.extend_from_slice(blocks);
                    continue;
                }
                None => Block::Para(words(w)),
            },
            Block::Small(w) => Block::Small(words(w)),
            Block::List(start, items) => {
                let items = items.iter().map(|item| fill_blocks(item, values)).collect();
                Block::List(*start, items)
            }
            Block::Quote(inner) => Block::Quote(fill_blocks(inner, values)),
            Block::Table(table) => Block::Table(Table {
                columns: table
                    .columns
                    .iter()
                    .map(|column| {
                        let mut column = column.clone();
                        column.head = words(&column.head.as_str().into()).text;
                        column
                    })
                    .collect(),
                rows: table
                    .rows
                    .iter()
                    .map(|row| row.iter().map(words).collect())
                    .collect(),
            }),
            other => other.clone(),
        });
    }
    filled
}

/// The blocks of a field, if the paragraph is that field and nothing else.
fn whole<'a>(text: &str, values: &'a BTreeMap<&str, Value>) -> Option<&'a [Block]> {
    let name = text.trim().strip_prefix(OPEN)?.strip_suffix(CLOSE)?;
    match values.get(name)? {
        Value::Blocks(blocks) => Some(blocks),
        Value::Text(_) => None,
    }
}

fn fill_words(words: &Words, values: &BTreeMap<&str, Value>) -> Words {
    let mut text = String::new();
    // Where each byte of the old text begins in the new one, at the ends of pieces.
    let mut moved: Vec<(usize, usize)> = vec![(0, 0)];
    let mut old = 0;
    for piece in pieces(&words.text, OPEN, CLOSE) {
        match piece {
            Piece::Text(plain) => {
                text.push_str(plain);
                old += plain.len();
            }
            Piece::Field(name) => {
                match values.get(name) {
                    Some(Value::Text(value)) => text.push_str(value),
                    Some(Value::Blocks(_)) | None => {
                        text.push('{');
                        text.push_str(name);
                        text.push('}');
                    }
                }
                old += name.len() + OPEN.len_utf8() + CLOSE.len_utf8();
            }
        }
        moved.push((old, text.len()));
    }
    let place = |at: usize| {
        let (from, to) = moved
            .iter()
            .rev()
            .find(|(from, _)| *from <= at)
            .copied()
            .unwrap_or_default();
        to + (at - from)
    };
    let strong = words
        .strong
        .iter()
        .map(|range| place(range.start)..place(range.end).min(text.len()))
        .collect();
    Words { text, strong }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(name: &'static str, value: &str) -> BTreeMap<&'static str, Value> {
        BTreeMap::from([(name, Value::Text(value.to_owned()))])
    }

    #[test]
    fn fields_are_found_once_and_filled_once() {
        let template = Template::read("# {chamber}\n\n甲方**{company}**，{company}。{x {");
        assert_eq!(template.fields(), ["chamber", "company"]);
        let filled = template.fill(&one("company", "{chamber}公司"));
        assert!(matches!(&filled[0], Block::Title(w) if w.text == "{chamber}"));
        let Block::Para(words) = &filled[1] else {
            panic!()
        };
        assert_eq!(words.text, "甲方{chamber}公司，{chamber}公司。{x {");
        assert_eq!(&words.text[words.strong[0].clone()], "{chamber}公司");
    }

    #[test]
    fn a_paragraph_that_is_a_field_can_become_a_table() {
        let table = Block::Table(Table::facts([("名".to_owned(), "值".into())]));
        let values = BTreeMap::from([("facts", Value::Blocks(vec![table]))]);
        let filled = Template::read("前\n\n{facts}\n\n后").fill(&values);
        assert!(matches!(filled[1], Block::Table(_)) && filled.len() == 3);
    }

    proptest! {
        #[test]
        fn data_never_becomes_markup(data in "(?s).{0,80}") {
            let filled = Template::read("甲方：{company}。").fill(&one("company", &data));
            let [Block::Para(words)] = filled.as_slice() else { panic!() };
            prop_assert_eq!(&words.text, &format!("甲方：{data}。"));
            prop_assert!(words.strong.is_empty());
        }

        #[test]
        fn strong_parts_stay_on_whole_characters(data in ".{0,20}", text in "[{}*a公 ]{0,30}") {
            let filled = Template::read(&text).fill(&one("a", &data));
            let mut whole = true;
            each_words(&filled, &mut |w| {
                whole &= w.strong.iter().all(|r| w.text.get(r.clone()).is_some());
            });
            prop_assert!(whole);
        }
    }
}
