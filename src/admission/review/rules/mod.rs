//! What holds for a qualification review, whoever looks. Pure: no query, no page, no clock.

mod answers;
mod assignment;
mod panel;
mod suggest;
mod summary;
mod whole;

pub use answers::{Answer, Given, Sheet, Verdict};
pub use assignment::{
    Assignment, AssignmentMark, BEFORE_BALLOT, Conflict, Nudge, Release, Standing, may_conclude,
};
pub use panel::{Score, differs, dissents, majority};
pub use suggest::{Bar, Candidate, Recommender, bar, is_named, order};
pub use summary::{CriterionSummary, DeclaredConflict, GivenBy, OneReview, Summary};
pub use whole::{Conclusion, Review};
