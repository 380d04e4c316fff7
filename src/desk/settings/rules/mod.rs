//! The settings as a list of things to do. Pure.

mod facts;
mod list;
mod progress;

pub use facts::{Facts, Later, PutOff, State};
pub use list::{Group, Item, OPENING, SEATS, groups};
pub use progress::{Progress, missing};
