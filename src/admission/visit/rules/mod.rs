//! What holds for a site visit, whoever looks. Pure: no query, no page, no clock.

mod cards;
mod frozen;
mod plan;
mod record;
mod summary;
mod visit;

pub use cards::{CARD_MOST, Card, CardState, Fields, Merge, merge};
pub use frozen::{Lack, hosts, record, wrong_as_typed};
pub use plan::{Chosen, Host, MOST_VISITORS, Plan};
pub use record::{Condition, Finding, HostMet, Photo, Record, RecordHead, RecordVisitor};
pub use summary::{Signed, Summary};
pub use visit::{
    Addendum, Cancelled, Declared, Done, Frozen, Nudge, Phase, Signature, Visit, VisitMark, Visitor,
};
