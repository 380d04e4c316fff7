//! What is done to companies and their representatives.

pub mod people;
pub mod profile;
