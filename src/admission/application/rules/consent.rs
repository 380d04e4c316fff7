//! The consents that an application asks for: each its own tick, none set beforehand. They are kept in the
//! company's book like any other.

use super::field::Field;
pub use crate::companies::book::rules::Purpose;

/// What is asked, with the tick that gives it.
pub const ASKED: [(Purpose, Field); 3] = [
    (Purpose::Processing, Field::ConsentProcessing),
    (Purpose::Directory, Field::ConsentDirectory),
    (Purpose::Sharing, Field::ConsentSharing),
];
