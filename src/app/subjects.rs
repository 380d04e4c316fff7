//! The kinds of questions that organs vote on: each room that has one brings it here.

use crate::admission::ballot::Admission;
use crate::ballots::Subjects;
use crate::expulsion::Expulsion;
use crate::motions::Plain;

/// All of them.
pub const SUBJECTS: Subjects = Subjects::new(&[&Admission, &Expulsion, &Plain]);
