//! `/desk/members/{membership}/…`: the office ends a membership, and what was billed for later goes with it; or
//! takes an end back that lies ahead.

use crate::dues::acts;
use crate::membership::rules::MembershipId;
use crate::membership::{self, EndMembership};
use crate::web::{May, Reply, Sent};

/// `POST /desk/members/{membership}/end`
pub async fn end(_: May<EndMembership>, sent: Sent<MembershipId>) -> Reply {
    membership::end_with(sent, acts::leave::end).await
}

/// `POST /desk/members/{membership}/stay`
pub async fn stay(_: May<EndMembership>, sent: Sent<MembershipId>) -> Reply {
    membership::stay_with(sent, acts::leave::stay).await
}
