//! The chamber itself: its ranks, the route to each, its time limits, its charter.

pub mod rules;
mod store;
