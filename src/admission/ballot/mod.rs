//! The board's ballot on a case: laid before the board with a proposal, put to the vote in a sitting, and
//! what follows for the case. How ballots run is `crate::ballots`.
//!
//! ```ignore
//! ballots::open(tx, &[ballot::question(&case)], closes)?;   // a case is a subject: `Admission`
//! ballot::decided(conn, &case)?;        // the pack a case was decided on: the terms of the agreement
//! ballot::reasons(conn, &ballot)?;      // why a company was turned down, as it was told
//! ```

mod acts;
mod assemble;
mod forms;
mod letters;
pub mod pages;
mod related;
pub mod rules;
mod store;
mod subject;

pub use acts::prepare::{publish_notice, recommend};
pub use acts::tell::give_reasons;
pub use rules::Admission;
pub use store::{Frozen, Told, last_pack as decided, told as reasons};
pub use subject::question;
