//! The chamber itself: its ranks, the route to each, its time limits, its charter, how its
//! organs count, what it asks of applicants, and the text of its agreement.

mod acts;
mod policy;
pub mod rules;
mod store;

pub use acts::{NewCharter, publish_agreement, publish_charter, publish_criteria};
pub use policy::{ManageChamber, may_manage};
pub use store::{
    agreement, agreement_in_force, agreements, charter, charter_of_version, charters, counting,
    criteria, criteria_in_force, criteria_versions, ranks, signatory,
};
