//! The papers of a motion: everything a director reads before voting on it, on one page. Frozen when
//! the ballot opens; the text and its SHA-256 never change again.

use serde::{Deserialize, Serialize};

use crate::ballots::Papers;
use crate::expulsion::rules::MotionId;
use crate::kernel::brand::Trilingual;
use crate::kernel::{Day, Fen, Moment};
use crate::membership::rules::standing::Standing;

/// The papers of one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// Version of this form.
    pub format: u32,
    /// The motion.
    pub motion: MotionId,
    /// Its number.
    pub number: String,
    /// The member's registered name.
    pub company: String,
    /// The member number.
    pub member_number: String,
    /// The rank's name.
    pub rank: Trilingual,
    /// The first day of the membership.
    pub joined_on: Day,
    /// The word of how the membership stood.
    pub standing: String,
    /// Until when dues were paid.
    pub covered_until: Option<Day>,
    /// What was owed.
    pub open: Fen,
    /// The first day on which any of it was due.
    pub due: Option<Day>,
    /// Why the member is to be expelled.
    pub grounds: String,
    /// Who brought the motion.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Until when the member was waited for.
    pub heard_until: Moment,
    /// What the member says; none if its time ran out.
    pub answer: Option<Heard>,
    /// What this round adds.
    #[serde(flatten)]
    pub round: Papers,
}

/// The member's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// In their words.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl Pack {
    /// Version of the form that is written today.
    pub const FORMAT: u32 = 1;

    /// The one text of these papers: JSON without spaces, keys in order. The hash is of these bytes.
    ///
    /// # Errors
    /// If it can't be written as JSON, which none that was read can't.
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_value(self)?.to_string())
    }

    /// Tone and message key of how the membership stood.
    #[must_use]
    pub fn standing(&self) -> (&'static str, &'static str) {
        let found = Standing::LISTED
            .into_iter()
            .find(|s| s.word() == self.standing)
            .unwrap_or(Standing::Current);
        (found.tone(), found.key())
    }
}
