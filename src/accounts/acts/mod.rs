//! What people do with accounts: each a permission, a rule, a change, an audit row and its
//! mails in one write.

pub mod enrol;
pub mod guesses;
pub mod invite;
mod kept;
pub mod manage;
pub mod power;
pub mod profile;
pub mod proof;
pub mod roles;
pub mod second_factor;
pub mod seed;
pub mod sign_in;
pub mod sign_up;
pub mod strangers;

use crate::kernel::id::PersonId;
use crate::platform::audit::Entry;
use crate::platform::secrets::sha256_hex;

/// What was done to a person, for the audit record.
fn did(person: &PersonId, act: &'static str) -> Entry {
    Entry::on("person", person).did(act)
}

/// A text in the name of a bucket of tries: short, and not to be read out of it.
fn short(text: &str) -> String {
    sha256_hex(text.as_bytes()).chars().take(32).collect()
}
