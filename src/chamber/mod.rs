//! The chamber itself: its ranks, the route to each, its time limits, its charter, how its
//! organs count, what it asks of applicants, and the text of its agreement.

mod acts;
mod forms;
pub mod letterhead;
mod letters;
pub mod pages;
mod policy;
pub mod rules;
mod store;

pub use acts::first::first_path;
pub use acts::publish::{NewCharter, publish_agreement, publish_charter, publish_criteria};
pub use acts::set::set as change;
pub use policy::{ManageChamber, may_manage};
pub use store::{
    agreement, agreement_in_force, agreements, charter, charter_of_version, charters, counting,
    criteria, criteria_in_force, criteria_versions, ranks, signatory,
};
