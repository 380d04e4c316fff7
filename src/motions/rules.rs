//! What a motion is, and the papers that are voted on. Pure.

use serde::{Deserialize, Serialize};

use crate::chamber::rules::Organ;
use crate::kernel::Moment;
use crate::kernel::id::Id;
use crate::voting::rules::Outcome;

/// Marker for the ids of motions.
pub enum MotionKind {}
/// Id of a motion.
pub type MotionId = Id<MotionKind>;

/// What ballots on motions are about, in the ballot engine's words.
pub const KIND: &str = "motion";
/// What a motion is called in the audit record, in the mailbox and as the owner of a file.
pub const RESOLUTION: &str = "resolution";

/// A motion.
#[derive(Debug, Clone)]
pub struct Motion {
    /// Its id.
    pub id: MotionId,
    /// Its number.
    pub number: String,
    /// The question, as it stands above the choices.
    pub title: String,
    /// What is moved, and why.
    pub body: String,
    /// Who votes.
    pub organ: Organ,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What was resolved, and when.
    pub resolved: Option<(Outcome, Moment)>,
}

/// The papers of one round.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pack {
    /// Version of this form.
    pub format: u32,
    /// The motion.
    pub id: MotionId,
    /// Its number.
    pub number: String,
    /// The question.
    pub title: String,
    /// What is moved, and why.
    pub body: String,
    /// The paper that was handed in with it: name and SHA-256.
    pub paper: Option<(String, String)>,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What the office adds for this round.
    pub note: String,
    /// Seats that step back from the start, with the reason.
    pub interests: Vec<(String, String)>,
}
