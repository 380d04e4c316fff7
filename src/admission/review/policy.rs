//! Who may do what with reviews, a sentence each.

use crate::admission::review::rules::{Assignment, Standing};
use crate::kernel::{Act, Actor};

/// A reviewer sees a case they were asked to review, until they are out of it.
pub struct SeeOwnReview;

impl Act for SeeOwnReview {
    type On = Assignment;

    fn allows(who: &Actor, on: &Assignment) -> bool {
        who.id == on.reviewer && on.standing() != Standing::Released
    }
}

/// A reviewer who was asked declares whether they have a conflict of interest, once.
pub struct DeclareConflict;

impl Act for DeclareConflict {
    type On = Assignment;

    fn allows(who: &Actor, on: &Assignment) -> bool {
        who.id == on.reviewer && on.standing() == Standing::Asked
    }
}

/// A reviewer reads application and papers once they declared that they have no conflict.
pub struct ReadForReview;

impl Act for ReadForReview {
    type On = Assignment;

    fn allows(who: &Actor, on: &Assignment) -> bool {
        who.id == on.reviewer && on.is_open_to_reviewer()
    }
}

/// A reviewer writes their review until it is submitted.
pub struct WriteReview;

impl Act for WriteReview {
    type On = Assignment;

    fn allows(who: &Actor, on: &Assignment) -> bool {
        who.id == on.reviewer && on.standing() == Standing::Working
    }
}
