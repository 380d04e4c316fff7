//! Who may look through which window, a sentence each.

use crate::kernel::{Act, Actor, Role};

/// Administrators read every mail that went out, and send again what failed.
pub struct SeeMail;

impl Act for SeeMail {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is(Role::Admin)
    }
}

/// Administrators read the audit record.
pub struct SeeAudit;

impl Act for SeeAudit {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is(Role::Admin)
    }
}

/// Administrators see what the portal does by itself, and have failed work done again.
pub struct SeeJobs;

impl Act for SeeJobs {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is(Role::Admin)
    }
}

/// Whoever works for the chamber has a day to begin with.
pub struct SeeToday;

impl Act for SeeToday {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_any(&[
            Role::Admin,
            Role::Secretary,
            Role::Reviewer,
            Role::President,
            Role::Treasurer,
            Role::Events,
        ])
    }
}
