//! Pages of a ballot: the office's of one case and of sittings, the board's, and what is printed.

pub mod board;
pub mod desk;
mod extra;
pub mod print;
pub mod reasons;
pub mod sitting;
mod view;

use crate::kernel::Say;
use crate::platform::db::Fault;
use crate::web::{Reply, View};

/// Back to a page: with a word of success, or with the rule's reason.
fn settle<T>(view: &View, to: &str, done: Result<T, Fault>, say: Say) -> Reply {
    match done {
        Ok(_) => view.done(to, say),
        Err(Fault::Refused(reason)) => view.warned(to, reason),
        Err(other) => Err(other),
    }
}
