//! Who may do what with memberships, a sentence each.

use super::rules::Membership;
use crate::kernel::id::PersonId;
use crate::kernel::{Act, Actor, Role};

/// The office and the officers read the register of members.
pub struct SeeMembers;

impl Act for SeeMembers {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_office()
    }
}

/// The secretariat writes down that a membership ended.
pub struct EndMembership;

impl Act for EndMembership {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_secretariat()
    }
}

/// The secretariat takes over a register, and takes an import back.
pub struct ImportMembers;

impl Act for ImportMembers {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_secretariat()
    }
}

/// The secretariat issues certificates.
pub struct IssueCertificates;

impl Act for IssueCertificates {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_secretariat()
    }
}

/// Whoever acts for a company takes its certificate home.
pub struct HoldCertificate;

impl Act for HoldCertificate {
    type On = Membership;

    fn allows(who: &Actor, membership: &Membership) -> bool {
        who.acts_for(&membership.company).is_some()
    }
}

/// A company's owner decides whether it is listed in the directory.
pub struct PublishMember;

impl Act for PublishMember {
    type On = Membership;

    fn allows(who: &Actor, membership: &Membership) -> bool {
        who.acts_for(&membership.company)
            .is_some_and(|powers| powers.owner)
    }
}

/// Who keeps a view takes it away; the administrator also what is shared.
pub struct RemoveView;

impl Act for RemoveView {
    /// Whose it is, and whether it is shared.
    type On = (PersonId, bool);

    fn allows(who: &Actor, (owner, shared): &(PersonId, bool)) -> bool {
        SeeMembers::allows(who, &()) && (*owner == who.id || (*shared && who.is(Role::Admin)))
    }
}
