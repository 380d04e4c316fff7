//! What the tests stand on.
pub mod browser;
mod form;
