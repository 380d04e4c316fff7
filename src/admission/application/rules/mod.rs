//! What an application consists of and when it is complete: pure, `today` always an argument.
//!
//! Fields and steps, what each step still lacks, what differs between two revisions, the completeness
//! check and the correction list. No query, no page, no clock.

mod answers;
mod check;
mod consent;
mod field;
mod licence;
mod paper;

pub use answers::{Answers, Ask, Change, Lack, Progress, differences, progress};
pub use check::{Check, Item, Mark, Marked, Requirement, Verdict, requirements, unanswered};
pub use consent::{ASKED, Purpose};
pub use field::{Field, Kind, Step, Wrong};
pub use licence::{Told, told};
pub use paper::{MOST_BYTES, Paper, PaperKind};
