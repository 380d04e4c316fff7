//! Who may do what with memberships, a sentence each.

use super::rules::Membership;
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
}
