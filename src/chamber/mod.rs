//! The chamber itself: its ranks, the route to each, its time limits, its charter, how its
//! organs count, what it asks of applicants, and the texts of its papers.

mod acts;
pub mod example;
mod forms;
pub mod letterhead;
mod letters;
pub mod pages;
mod policy;
pub mod rules;
pub mod sealed;
mod store;

pub use acts::first::first_path;
pub use acts::mail::{round, use_waiting_server};
pub use acts::opening::{close_site, open_site};
pub use acts::publish::{NewCharter, publish_charter, publish_criteria};
pub use acts::set::{set as change, set_counting};
pub use acts::texts::publish_text;
pub use acts::waits::{Asked, Change, Guard, Shown, Step, ask, round as waiting_round, shown};
pub use pages::ranks::Prices;
pub use policy::{ManageChamber, may_manage};
pub use store::{
    charter, charter_of_version, charters, counting, criteria, criteria_in_force,
    criteria_versions, ranks, signatory, text, text_at, text_in_force, text_versions,
    texts_changed,
};
