//! The shape of the source itself: who may import whom, how large a file may grow, and that every
//! text exists in every language. Reads files only; takes a second.
mod floors;
mod sizes;
mod source;
mod texts;
mod wording;
