//! Companies: who they are, how they describe themselves, and who may do what for them.

mod acts;
pub mod book;
mod forms;
pub mod pages;
mod policy;
pub mod rules;
mod store;
mod work;

pub use acts::people::may_write_to;
pub use acts::profile::{claim_code, describe, forget, register, release_code};
pub use policy::{RunCompany, SeeCompanies, SeeOwnCompany};
pub use store::{Company, alike, by_code, known, load, load_many, named};
pub use work::read_again;
