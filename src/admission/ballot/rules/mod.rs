//! What belongs to a ballot on admission, pure: the pack it is decided on, who has to step back,
//! what follows from its outcome. What any ballot has is `ballots`', the counting `voting`'s.

mod pack;
mod roll;
mod verdict;

pub use pack::{CheckLine, Interest, Pack, PackFact, PackPaper, Recommendation, Subject};
pub use roll::{Conflict, Related, known_conflicts};
pub use verdict::{MOST_REASONS, Proposed, Reason, decision};
