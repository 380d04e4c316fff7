//! Pages of motions: the office's, the member's, a director's; and how members are heard.

pub mod board;
pub mod desk;
pub mod list;
pub mod my;
pub mod settings;

use crate::expulsion::rules::Pack;
use crate::kernel::{Lang, Say};
use crate::platform::db::Fault;
use crate::web::{Reply, View};

/// Papers with the language they are read in.
struct Sheet<'a> {
    /// The papers.
    pack: &'a Pack,
    /// Their hash; empty while they are not frozen.
    sha256: &'a str,
    /// The reader's language.
    lang: Lang,
}

/// Back to a page: with a word of success, or with the rule's reason.
fn settle<T>(view: &View, to: &str, done: Result<T, Fault>, say: Say) -> Reply {
    match done {
        Ok(_) => view.done(to, say),
        Err(Fault::Refused(reason)) => view.warned(to, reason),
        Err(other) => Err(other),
    }
}
