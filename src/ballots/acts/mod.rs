//! What is done about ballots: opened, answered, closed, taken back; what follows happens in the same
//! write.

pub mod close;
pub mod due;
pub mod open;
pub mod seat;
mod ties;
