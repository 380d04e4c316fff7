//! Who may do what with motions.

use crate::kernel::Role;
use crate::policy;

policy! {
    /// The office and the president see motions.
    SeeMotions: |who| who.is_secretariat() || who.is(Role::President);
    /// The secretariat brings motions and puts them to the vote.
    LeadMotions: |who| who.is_secretariat();
}
