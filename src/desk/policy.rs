//! Who may look through which window, a sentence each.

use crate::kernel::Role;
use crate::policy;

policy! {
    /// Administrators read every mail that went out, and send again what failed.
    SeeMail: |who| who.is(Role::Admin);
    /// Administrators read the audit record.
    SeeAudit: |who| who.is(Role::Admin);
    /// Administrators see what the portal does by itself, and have failed work done again.
    SeeJobs: |who| who.is(Role::Admin);
    /// Whoever works for the chamber has a day to begin with.
    SeeToday: |who|
        who.is_any(&[
            Role::Admin,
            Role::Secretary,
            Role::Reviewer,
            Role::President,
            Role::Treasurer,
            Role::Events,
        ]);
}
