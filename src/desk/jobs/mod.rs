//! What the portal does by itself: work that waits, runs, was done or was given up.

mod acts;
pub mod pages;
pub mod rules;
mod store;
