//! What is done with an agreement: made and sent, read, signed in order, passed on, declined; and
//! with the last signature membership begins.

pub mod company;
pub mod dues;
mod evidence;
pub mod member;
pub mod seal;
pub mod send;
pub mod sign;

pub use evidence::{Bench, bench, right};
