//! Who may do what with reviews, a sentence each.

use crate::admission::review::rules::{Assignment, Standing};
use crate::policy;

policy! {
    /// A reviewer sees a case they were asked to review, until they are out of it.
    SeeOwnReview(Assignment): |who, on|
        who.id == on.reviewer && on.standing() != Standing::Released;
    /// A reviewer who was asked declares whether they have a conflict of interest, once.
    DeclareConflict(Assignment): |who, on|
        who.id == on.reviewer && on.standing() == Standing::Asked;
    /// A reviewer reads application and papers once they declared that they have no conflict.
    ReadForReview(Assignment): |who, on| who.id == on.reviewer && on.is_open_to_reviewer();
    /// A reviewer writes their review until it is submitted.
    WriteReview(Assignment): |who, on|
        ReadForReview::allows(who, on) && on.standing() == Standing::Working;
}
