//! What belongs to a ballot on admission, pure: the pack it is decided on, who has to step back,
//! what follows from its outcome. What any ballot has is `ballots`', the counting `voting`'s.

mod pack;
mod roll;
mod verdict;

pub use pack::{CheckLine, Interest, Pack, PackFact, PackPaper, Recommendation, Subject};
pub use roll::{Conflict, Related, known_conflicts};
pub use verdict::{MOST_REASONS, Proposed, Reason, decision};

use crate::admission::case::KIND;
use crate::ballots::Words;

/// Applications before the board, as a kind of question.
pub struct Admission;

/// What their ballots say.
pub const WORDS: Words = Words {
    word: KIND,
    kind: "portal-board-admission",
    page: "ballot-title",
    question: "ballot-vote-question",
    conflict: "ballot-conflict-text",
    label: "ballot-conflict-company",
    papers: "ballot-pack",
    tie: "ballot-conflict-applicant",
    ended: "ballot-refused-case-ended",
    invites: ["ballot-letter-invite-one", "ballot-letter-invite-many"],
    invite: "ballot-letter-invite-text",
    reminds: "ballot-letter-remind",
    letter: "ballot.office",
    tells: "ballot-letter-office",
    opens: "ballot-letter-office-open",
    thing: KIND,
};
