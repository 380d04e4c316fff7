//! What the chamber decides about itself: ranks, routes, time limits, charter. Pure.

mod ranks;
mod routes;

pub use ranks::{CharterInForce, Rank, Ranks};
pub use routes::{RankRoute, Routes, TimeLimits};
