//! Who may do what with accounts, a sentence each.

use crate::kernel::{Act, Actor, Role};

/// Administrators look after people: roles, invitations, closing accounts.
pub struct ManagePeople;

impl Act for ManagePeople {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is(Role::Admin)
    }
}
