//! A motion to expel a member: the office brings it with its grounds, the member is told and heard,
//! the board decides by ballot. Only a carried ballot ends a membership as expelled, in the same write
//! that counts it.
//!
//! ```ignore
//! let motion = expulsion::bring(tx, &membership, "grounds")?;   // tells the member
//! expulsion::answer(tx, &motion, "what the member says")?;      // once
//! expulsion::open(tx, &motion, &opening)?;                      // after the answer, or the time for it
//! expulsion::round()                // by the clock: reminds, closes, expels; idempotent
//! expulsion::verify(conn)?;         // packs and results as they were
//! ```

mod acts;
mod assemble;
mod door;
mod forms;
mod letters;
pub mod pages;
mod policy;
mod read;
pub mod rules;
mod store;
mod verify;
mod work;

pub use acts::close::{close_by_clock, close_early};
pub use acts::hear::{answer, bring, withdraw};
pub use acts::open::{Round, open};
pub use acts::seat::{open_pack, step_back, vote};
pub use policy::{LeadMotions, SeeMotions, speaks};
pub use read::{Standing, Task, of_companies, tasks};
pub use store::numbers;
pub use verify::verify;
pub use work::round;
