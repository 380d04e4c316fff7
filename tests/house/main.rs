//! The shape of the source itself: who may import whom, how large a file may grow, and that every
//! text exists in every language. Reads files only; takes a second.
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod circles;
mod duplicates;
mod floors;
mod sizes;
mod source;
mod statements;
mod texts;
mod wording;
