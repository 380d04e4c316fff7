//! What a motion is, and the papers that are voted on. Pure.

use diesel::{Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

use crate::ballots::{Papers, Words};
use crate::chamber::rules::Organ;
use crate::kernel::id::Id;
use crate::kernel::{Moment, Say, text};
use crate::say;
use crate::voting::rules::Outcome;
use crate::words;

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
    /// When it was withdrawn.
    #[serde(skip)]
    pub withdrawn_at: Option<Moment>,
    /// By whom.
    #[serde(skip)]
    pub withdrawn_name: Option<String>,
    /// Why.
    #[serde(skip)]
    pub withdrawn_why: Option<String>,
    /// Number and question, folded, to search in.
    #[serde(skip)]
    pub search: String,
}

words! {
    /// How a motion stands.
    pub enum State: key "motions-state-", tone {
        /// Nothing is decided yet.
        Open = "open", "blue";
        /// It is carried.
        Passed = "passed", "jade";
        /// It is lost.
        Rejected = "rejected", "red";
        /// The secretariat took it back.
        Withdrawn = "withdrawn", "ink";
    }
}

impl Motion {
    /// How it stands.
    #[must_use]
    pub fn state(&self) -> State {
        match (self.withdrawn_at, self.outcome) {
            (Some(_), _) => State::Withdrawn,
            (None, None) => State::Open,
            (None, Some(Outcome::Passed)) => State::Passed,
            (None, Some(_)) => State::Rejected,
        }
    }

    /// What a search looks in.
    #[must_use]
    pub fn found_by(&self) -> String {
        text::fold(&format!("{} {}", self.number, self.title))
    }

    /// Whether its words may change: until the first vote on it opens; what was put to a vote stays as it
    /// was put. `rounds`: how many there were.
    ///
    /// # Errors
    /// Why not, in words.
    pub fn may_change(&self, rounds: usize) -> Result<(), Say> {
        match self.state() {
            State::Open if rounds == 0 => Ok(()),
            _ => Err(say!("motions-refused-change")),
        }
    }

    /// Whether it may be taken back: while nothing is decided and no vote on it runs. `waits`: whether a
    /// vote could open.
    ///
    /// # Errors
    /// Why not, in words.
    pub fn may_withdraw(&self, waits: bool) -> Result<(), Say> {
        match self.state() {
            State::Open if waits => Ok(()),
            _ => Err(say!("motions-refused-withdraw")),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn motion() -> Motion {
        Motion {
            id: MotionId::new(),
            number: "R2026-001".into(),
            title: "Shall we ＭＯＶＥ？".into(),
            body: "x".into(),
            organ: Organ::Board,
            by: "Lin".into(),
            at: Moment::default(),
            outcome: None,
            decided_at: None,
            withdrawn_at: None,
            withdrawn_name: None,
            withdrawn_why: None,
            search: String::new(),
        }
    }

    #[test]
    fn a_motion_changes_until_a_vote_opens_and_is_withdrawn_until_one_decides() {
        let open = motion();
        assert!(open.may_change(0).is_ok() && open.may_withdraw(true).is_ok());
        assert!(open.may_change(1).is_err(), "it was put to a vote once");
        assert!(open.may_withdraw(false).is_err(), "a vote runs");
        let back = Motion {
            withdrawn_at: Some(Moment::default()),
            ..motion()
        };
        let decided = Motion {
            outcome: Some(Outcome::Rejected),
            ..motion()
        };
        for (over, state) in [(back, State::Withdrawn), (decided, State::Rejected)] {
            assert_eq!(over.state(), state);
            assert!(over.may_change(0).is_err() && over.may_withdraw(true).is_err());
        }
    }

    #[test]
    fn a_motion_is_found_by_number_and_question_however_wide_they_are_typed() {
        assert_eq!(motion().found_by(), "r2026-001 shall we move?");
    }
}
