//! Ballots: any question that is put to an organ of the chamber, whatever it is about. The organ's seats
//! go onto a roll, the papers are frozen, directors say whether a conflict stands in their way, read and
//! vote; the clock closes and reminds; what follows is the subject's. `voting` counts.
//!
//! A kind of question is a [`Subject`]; rooms above bring theirs, `app` hands all of them to the pages
//! and workers.
//!
//! ```ignore
//! let question = Question::of(&Admission, case.as_str());
//! let opened = ballots::open(tx, &[question], closes)?;   // one sitting, one mail for each director
//! ballots::vote(tx, subjects, &ballot, choice, None)?;    // after `open_pack`, the answer about conflicts
//! ballots::round(subjects)                                // by the clock; idempotent
//! ballots::verify(conn)?;                                 // every frozen paper against its hash
//! ```

mod acts;
mod clerk;
mod forms;
mod known;
mod letters;
pub mod list;
mod organ;
pub mod pages;
mod policy;
pub mod rules;
mod store;
mod subject;
mod verify;
mod view;
mod work;

pub use acts::close::{annul, close_by_clock, conclude};
pub use acts::open::{Question, may_open, open, reaches_quorum};
pub use acts::seat::{open_pack, step_back, vote};
pub use clerk::{Clerk, open_round};
pub use forms::opening;
pub use known::{in_the_chambers_words, reads};
pub use letters::tell_office;
pub use store::{Frozen, last_pack, pack, sittings_of};
pub use subject::{About, Interest, Named, Papers, Sheet, Subject, Subjects, Tie, Words};
pub use verify::verify;
pub use view::{Opening, Round, rounds};
pub use work::round;
