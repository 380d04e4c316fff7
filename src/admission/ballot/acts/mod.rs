//! What is done about ballots on admission: the case is laid before the board, ballots open,
//! directors answer, and what comes of it moves the case in the same write.

pub mod close;
pub mod open;
pub mod prepare;
pub mod seat;
pub mod tell;
