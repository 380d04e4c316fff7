//! What a paper is made of. Plain data: nothing here knows fonts or pages.

use std::ops::Range;

use crate::kernel::{Lang, Moment};

/// A paper to be printed.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// The language it is written in: decides the glyphs, and how lines break.
    pub lang: Lang,
    /// Its title, for the file's own data and the running head.
    pub title: String,
    /// Whose paper it is: the chamber's name, beside the mark on every page.
    pub issuer: String,
    /// Left at the foot of every page: a number, a version; may be empty.
    pub foot: String,
    /// "Page {page} of {pages}" in the paper's language, with these two names in braces.
    pub pages: String,
    /// When it was made, UTC: stands in the file, and is the only time in it.
    pub made_at: Moment,
    /// What tells this paper from others: the same paper has the same, so that it has the same bytes.
    pub id: String,
    /// How its pages look.
    pub look: Look,
    /// The chamber's mark.
    pub mark: Mark,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// How pages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// A4 upright with a running head and foot.
    #[default]
    Document,
    /// A4 lying, centred within a border, without head or foot: to be hung on a wall.
    Certificate,
}

/// The chamber's mark.
#[derive(Debug, Clone, Default)]
pub enum Mark {
    /// A seal with the first character of the issuer's name.
    #[default]
    Seal,
    /// The chamber's own picture, PNG or JPEG.
    Picture(Vec<u8>),
}

/// One thing after another, from top to bottom.
#[derive(Debug, Clone)]
pub enum Block {
    /// The paper's title, centred.
    Title(Words),
    /// A line under it, centred and grey.
    Lead(Words),
    /// A heading of level 1 to 3.
    Heading(u16, Words),
    /// A paragraph.
    Para(Words),
    /// A paragraph in small grey print.
    Small(Words),
    /// A list; with a number the first item has that number.
    List(Option<u64>, Vec<Vec<Block>>),
    /// Rows and columns.
    Table(Table),
    /// Set in from the left, with a line beside it.
    Quote(Vec<Block>),
    /// A thin line across.
    Rule,
    /// What follows begins on a new page.
    Break,
    /// Who signs or signed, two beside each other.
    Signatures(Vec<Signer>),
    /// The last lines: a code at the left, who issues it and when at the right.
    Ending(Ending),
    /// A picture with words under it.
    Picture(Picture),
}

/// Text, parts of which are strong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The text; a line feed begins a new line.
    pub text: String,
    /// The strong parts, as byte ranges of the text, in order.
    pub strong: Vec<Range<usize>>,
}

impl Words {
    /// Text that is strong all over.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        let text = text.into();
        let all = 0..text.len();
        Self {
            text,
            strong: vec![all],
        }
    }

    /// A hash in hexadecimal, in two lines of equal length: in one it would break at any place.
    #[must_use]
    pub fn hash(hex: &str) -> Self {
        match hex.split_at_checked(hex.len() / 2) {
            Some((one, two)) if !one.is_empty() => format!("{one}\n{two}").into(),
            _ => hex.into(),
        }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Words {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self {
            text,
            strong: vec![],
        }
    }
}

/// A table. Its heads are repeated where it goes on on another page; widths follow the contents.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Columns; if no head has words, no head row is set.
    pub columns: Vec<Column>,
    /// Rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Words>>,
}

impl Table {
    /// A table of facts: names at the left, values at the right, no heads.
    #[must_use]
    pub fn facts(rows: impl IntoIterator<Item = (String, Words)>) -> Self {
        Self {
            columns: vec![Column::default(), Column::default()],
            rows: rows
                .into_iter()
                .map(|(name, value)| vec![Words::strong(name), value])
                .collect(),
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// Whether it is set to the right, as numbers are.
    pub right: bool,
}

impl From<&str> for Column {
    fn from(head: &str) -> Self {
        Self {
            head: head.to_owned(),
            right: false,
        }
    }
}

/// Who signs or signed.
#[derive(Debug, Clone, Default)]
pub struct Signer {
    /// For which side, as a label.
    pub side: String,
    /// The organisation or the office.
    pub party: String,
    /// The name as signed; empty leaves a line to sign on.
    pub name: String,
    /// When, or another line below; may be empty.
    pub when: String,
    /// A drawn signature: strokes of points, each from 0 to 1 across and down a field three times as
    /// wide as high.
    pub strokes: Vec<Vec<(f32, f32)>>,
}

/// The last lines of a paper.
#[derive(Debug, Clone, Default)]
pub struct Ending {
    /// A code to scan.
    pub qr: Option<Qr>,
    /// Lines at the right: who, when.
    pub lines: Vec<String>,
    /// Whose seal is seen beside them; empty for none.
    pub seal: String,
}

/// A code to scan, with words under it.
#[derive(Debug, Clone)]
pub struct Qr {
    /// What it says, an address.
    pub content: String,
    /// Words under it.
    pub caption: String,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct Picture {
    /// PNG or JPEG.
    pub bytes: Vec<u8>,
    /// Words under it, and what a screen reader says.
    pub caption: String,
}
