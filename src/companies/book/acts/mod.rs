//! What is done to the contact book, each with its audit row in the same write.

pub mod calls;
pub mod consents;
pub mod contacts;
