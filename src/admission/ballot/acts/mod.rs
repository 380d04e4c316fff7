//! What is done about a case before and after its ballot: it is laid before the board, handed over, and
//! the reasons of a rejection are told.

pub mod prepare;
pub mod tell;
