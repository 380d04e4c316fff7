//! Who may do what with accounts, a sentence each.

use crate::kernel::Role;
use crate::policy;

policy! {
    /// Administrators look after people: roles, invitations, closing accounts.
    ManagePeople: |who| who.is(Role::Admin);
}
