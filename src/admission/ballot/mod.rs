//! The board's ballot on a case: the pack it is decided on, one mail and one page for each
//! director, the count by the clock, and what follows for the case. `voting` counts.
//!
//! ```ignore
//! ballot::round()  // by the clock: closes, takes back, reminds; idempotent
//! ballot::verify(conn)?;                // every frozen pack against its hash
//! ballot::decided(conn, &case)?;        // the pack a case was decided on: the terms of the agreement
//! ballot::reasons(conn, &ballot)?;      // why a company was turned down, as it was told
//! ```

mod acts;
mod assemble;
mod board;
mod forms;
mod letters;
pub mod pages;
pub mod rules;
mod store;
mod verify;
mod work;

pub use acts::close::{annul, close_by_clock, close_early};
pub use acts::open::{Question, open};
pub use acts::prepare::{publish_notice, recommend};
pub use acts::seat::{open_pack, recuse, settle, step_back, vote};
pub use acts::tell::give_reasons;
pub use store::{Frozen, Told, cases_of, last_pack as decided, running, told as reasons};
pub use verify::verify;
pub use work::round;
