//! Plain motions: "shall we …", brought by the office, voted on by an organ. What follows is that the
//! resolution is on record.

mod acts;
pub mod pages;
mod policy;
pub mod rules;
mod store;
mod subject;

pub use acts::bring;
pub use rules::Plain;
pub use subject::kept_from;
