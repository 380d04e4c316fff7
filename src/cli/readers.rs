//! `huiguan read …`: what the portal begins for each file that a stranger sends.

use std::io;

use huiguan::dues::bank::Statements;
use huiguan::platform::apart::{self, Reader};
use huiguan::platform::codes::Codes;
use huiguan::platform::images::Painter;
use huiguan::platform::seal::{Chests, Papers};
use huiguan::platform::tables::Tables;

use super::Done;

/// A reader by its name.
type Named = (&'static str, fn() -> io::Result<()>);

/// All of them.
const ALL: [Named; 6] = [
    (Tables::NAME, apart::answer::<Tables>),
    (Statements::NAME, apart::answer::<Statements>),
    (Painter::NAME, apart::answer::<Painter>),
    (Codes::NAME, apart::answer::<Codes>),
    (Papers::NAME, apart::answer::<Papers>),
    (Chests::NAME, apart::answer::<Chests>),
];

/// Reads from standard input what this reader is for.
pub fn run(kind: &str) -> Done {
    let found = ALL.into_iter().find(|(name, _)| *name == kind);
    let (_, answer) = found.ok_or_else(|| format!("there is no reader `{kind}`"))?;
    answer()?;
    Ok(true)
}
