//! What is true of contacts, calls and consents whoever looks. Pure.

mod call;
mod consent;
mod contact;

pub use call::{Call, CallId, Noted, waits};
pub use consent::{Consent, ConsentId, Giver, Purpose, TEXT_VERSION};
pub use contact::{About, Contact, ContactId, Said, Way, asked};

/// Most contacts of a company: a page shows all of them.
pub const MOST: usize = 50;
