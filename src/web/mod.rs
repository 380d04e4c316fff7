//! Tools for pages: what a request knows, the shell round every page, forms, uploads,
//! lists, errors, and the guards at the door. No domain word.

pub mod assets;
pub mod brought;
pub mod call;
pub mod door;
pub mod error;
pub mod export;
pub mod fields;
pub mod flash;
mod flow;
pub mod form;
pub mod front;
pub mod guard;
mod intake;
pub mod kept;
pub mod layout;
pub mod listing;
pub mod log;
pub mod mark;
pub mod may;
pub mod once;
pub mod pieces;
mod places;
mod power;
pub mod public;
pub mod sent;
mod shell;
pub mod site;
mod stock;
mod through;
mod trilingual;
pub mod upload;
pub mod view;
pub mod views;

pub use call::Call;
pub use form::Form;
pub use may::{May, Signed};
pub use public::Public;
pub use sent::Sent;
pub use upload::{Unread, Upload};
pub use view::{Reply, View};
