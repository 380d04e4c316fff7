//! Seats, their holders and how organs count: pages for administrators.

pub mod board;
pub mod counting;
pub mod many;
pub mod seat;
