//! Who may do what with memberships, a sentence each.

use super::rules::Membership;
use crate::kernel::Role;
use crate::kernel::id::PersonId;
use crate::policy;

policy! {
    /// The office and the officers read the register of members.
    SeeMembers: |who| who.is_office();
    /// The secretariat writes down that a membership ended.
    EndMembership: |who| who.is_secretariat();
    /// The secretariat takes over a register, and takes an import back.
    ImportMembers: |who| who.is_secretariat();
    /// The secretariat issues certificates.
    IssueCertificates: |who| who.is_secretariat();
    /// Whoever acts for a company takes its certificate home.
    HoldCertificate(Membership): |who, membership| who.acts_for(&membership.company).is_some();
    /// A company's owner decides whether it is listed in the directory.
    PublishMember(Membership): |who, membership|
        who.acts_for(&membership.company).is_some_and(|powers| powers.owner);
    /// Who keeps a view takes it away; the administrator also what is shared. Done to whose it is, and
    /// whether it is shared.
    RemoveView((PersonId, bool)): |who, (owner, shared)|
        SeeMembers::allows(who, &()) && (*owner == who.id || (*shared && who.is(Role::Admin)));
}
