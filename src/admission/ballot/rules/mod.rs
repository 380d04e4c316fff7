//! What belongs to a ballot on admission, pure: the pack it is decided on, who has to step back,
//! when it closes and reminds, what follows from its outcome. The counting itself is `voting`'s.

mod pack;
mod roll;
mod times;
mod verdict;

pub use pack::{CheckLine, Interest, Pack, PackFact, PackPaper, Recommendation, Subject};
pub use roll::{BoardSeat, Conflict, Related, known_conflicts};
pub use times::{FIRST_REMINDER, SECOND_REMINDER, closing, reminder};
pub use verdict::{MOST_REASONS, Proposed, Reason, decision, may_annul};
