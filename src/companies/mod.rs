//! Companies: who they are, how they describe themselves, and who may do what for them.

mod acts;
pub mod rules;
mod store;

pub use acts::{claim_code, describe, register, release_code};
pub use store::{Company, alike, by_code, load, load_many};
