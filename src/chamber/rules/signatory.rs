//! Who signs for the chamber.

use serde::{Deserialize, Serialize};

use crate::kernel::id::PersonId;
use crate::kernel::{Actor, Day, Role};

/// The president signs, or a person the president authorised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Signatory {
    /// The person authorised beside the president, if any.
    pub authorised: Option<PersonId>,
    /// Their name, as on the authority.
    pub name: String,
    /// Day of the authority.
    pub since: Option<Day>,
    /// What the authority is: a resolution's number, a letter's date.
    pub authority: String,
}

impl Signatory {
    /// Whether this person may countersign for the chamber.
    #[must_use]
    pub fn may_sign(&self, who: &Actor) -> bool {
        who.is(Role::President) || self.authorised.as_ref() == Some(&who.id)
    }
}
