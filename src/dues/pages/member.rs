//! `/desk/members/{membership}/end`: the office ends a membership, and what was billed for later goes with it.

use crate::dues::acts;
use crate::membership::rules::MembershipId;
use crate::membership::{self, EndMembership};
use crate::web::{May, Reply, Sent};

/// `POST /desk/members/{membership}/end`
pub async fn end(_: May<EndMembership>, sent: Sent<MembershipId>) -> Reply {
    membership::end_with(sent, acts::leave::end).await
}
