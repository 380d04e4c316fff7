//! Whom an application names, what they said to it, and who may sign for the company: pure.

mod named;
mod warrant;

pub use named::{Duty, Named, NamedId, NamedState, given, is_on};
pub use warrant::{Authority, AuthorityId, AuthorityState, Warrant, warrant};
