//! The membership agreement: made from what the board decided, frozen, signed by the company and
//! then for the chamber, each step evidence. With the last signature membership begins.
//!
//! ```ignore
//! agreement::round()  // by the clock: reminds, lets the time run out; idempotent
//! agreement::verify(conn)?;             // texts, evidence, audit
//! Sealer { .. }.seal(&case).await?;     // job: seals what both have signed, once
//! ```

mod acts;
mod forms;
mod letters;
mod list;
pub mod pages;
mod paper;
pub mod policy;
pub mod rules;
mod sealing;
mod store;
mod verify;
mod waiting;
mod work;

pub use acts::company::{decline, delegate};
pub use acts::seal::{FILES, SEAL};
pub use acts::send::{Frozen, draw_up, send};
pub use acts::sign::{Tried, ask_code, opened, read_to_end, sign};
pub use sealing::Sealer;
pub use store::{Agreement, evidence, of_case, of_cases};
pub use verify::verify;
pub use waiting::{unsealed, void};
pub use work::{round, tasks};
