//! What a motion is, and the papers that are voted on. Pure.

use diesel::{Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

use crate::ballots::{Papers, Words};
use crate::chamber::rules::Organ;
use crate::kernel::Moment;
use crate::kernel::id::Id;
use crate::voting::rules::Outcome;

/// Marker for the ids of motions.
pub enum MotionKind {}
/// Id of a motion.
pub type MotionId = Id<MotionKind>;

/// What a motion is called in the audit record, in the mailbox and as the owner of a file.
pub const RESOLUTION: &str = "resolution";

/// Plain motions, as a kind of question.
pub struct Plain;

/// What their ballots say.
pub const WORDS: Words = Words {
    word: "motion",
    kind: "motions-kind",
    page: "motions-ballot-title",
    question: "motions-question",
    conflict: "motions-conflict",
    label: "motions-kind",
    papers: "expulsion-papers",
    tie: "motions-conflict",
    ended: "motions-over",
    invites: ["motions-letter-invite", "motions-letter-invite"],
    invite: "ballot-letter-invite-text",
    reminds: "motions-letter-remind",
    letter: "motions.office",
    tells: "motions-letter-office",
    opens: "expulsion-letter-office-open",
    thing: RESOLUTION,
};

/// A motion.
#[derive(Debug, Clone, Serialize, Deserialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::schema::motions, treat_none_as_default_value = false)]
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
    #[diesel(column_name = brought_name)]
    pub by: String,
    /// When.
    #[diesel(column_name = brought_at)]
    pub at: Moment,
    /// What was resolved.
    #[serde(skip)]
    pub outcome: Option<Outcome>,
    /// When.
    #[serde(skip)]
    pub decided_at: Option<Moment>,
}

/// The papers of one round.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pack {
    /// Version of this form.
    pub format: u32,
    /// The motion.
    #[serde(flatten)]
    pub motion: Motion,
    /// The paper that was handed in with it: name and SHA-256.
    pub paper: Option<(String, String)>,
    /// What this round adds.
    #[serde(flatten)]
    pub round: Papers,
}
