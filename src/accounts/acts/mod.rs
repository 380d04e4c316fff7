//! What people do with accounts: each a permission, a rule, a change, an audit row and its
//! mails in one write.

pub mod invite;
pub mod manage;
pub mod profile;
pub mod roles;
pub mod second_factor;
pub mod seed;
pub mod sign_in;
pub mod sign_up;

use crate::kernel::id::PersonId;
use crate::platform::audit::Entry;

/// What was done to a person, for the audit record.
fn did(person: &PersonId, act: &'static str) -> Entry {
    Entry::on("person", person).did(act)
}
