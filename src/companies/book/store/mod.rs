//! Queries of the contact book.

pub mod calls;
pub mod consents;
pub mod contacts;
pub mod reach;
