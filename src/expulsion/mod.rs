//! A motion to expel a member: the office brings it with its grounds, the member is told and heard,
//! the board decides by ballot. Only a carried ballot ends a membership as expelled, in the same write
//! that counts it.
//!
//! ```ignore
//! let motion = expulsion::bring(tx, &membership, "grounds")?;   // tells the member
//! expulsion::answer(tx, &motion, "what the member says")?;      // once
//! ballots::open(tx, &[Question::of(&Expulsion, id)], closes)?;  // after the answer, or the time for it
//! expulsion::round()                // by the clock: reminds, expels, ends what is moot; idempotent
//! expulsion::verify(conn)?;         // ended as their ballots say
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
mod subject;
mod verify;
mod work;

pub use acts::hear::{answer, bring, withdraw};
pub use door::kept_from;
pub use policy::{LeadMotions, SeeMotions, speaks};
pub use read::{Standing, Task, of_companies, tasks};
pub use rules::Expulsion;
pub use verify::verify;
pub use work::round;
