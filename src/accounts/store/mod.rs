//! The queries of accounts.

pub mod codes;
pub mod companies;
pub mod early;
pub mod people;
pub mod sessions;
pub mod tokens;
