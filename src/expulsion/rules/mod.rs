//! What a motion to expel is, where it stands, and what may be done then. Pure.

mod pack;

use serde::{Deserialize, Serialize};

pub use pack::{Heard, Pack};

use crate::ballots::Words;
use crate::chamber::rules::Organ;
use crate::kernel::id::{CompanyId, Id, PersonId};
use crate::kernel::{Moment, Say};
use crate::membership::rules::MembershipId;
use crate::platform::settings::Setting;
use crate::say;
use crate::voting::rules::{Closed, Outcome, Phase};
use crate::words;

/// Marker for the ids of motions.
pub enum MotionKind {}
/// Id of a motion.
pub type MotionId = Id<MotionKind>;

/// The kind of thing that ballots on motions are about, in the ballot engine's words.
pub const KIND: &str = "expulsion";
/// What a motion is called in the audit record and in the mailbox.
pub const MOTION: &str = "motion";

/// Motions to expel a member, as a kind of question.
pub struct Expulsion;

/// What their ballots say.
pub const WORDS: Words = Words {
    word: KIND,
    kind: "portal-board-expulsion",
    page: "expulsion-ballot-title",
    question: "expulsion-vote-question",
    conflict: "expulsion-conflict-text",
    label: "expulsion-member",
    papers: "expulsion-papers",
    tie: "expulsion-conflict-own",
    ended: "expulsion-refused-over",
    invites: ["expulsion-letter-invite", "expulsion-letter-invite"],
    invite: "expulsion-letter-invite-text",
    reminds: "expulsion-letter-remind",
    letter: "expulsion.office",
    tells: "expulsion-letter-office",
    opens: "expulsion-letter-office-open",
    thing: MOTION,
};

/// How long a member is heard, and who decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExpulsionRules {
    /// Days in which the member may answer a motion.
    pub hearing_days: u16,
    /// The organ that votes on it.
    pub organ: Organ,
}

impl Default for ExpulsionRules {
    fn default() -> Self {
        Self {
            hearing_days: 14,
            organ: Organ::Board,
        }
    }
}

impl Setting for ExpulsionRules {
    const KEY: &'static str = "expulsion";
}

/// A motion to expel a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Motion {
    /// Its id.
    pub id: MotionId,
    /// Its number.
    pub number: String,
    /// Which membership is to end.
    pub membership: MembershipId,
    /// Whose.
    pub company: CompanyId,
    /// The company's name when the motion was brought.
    pub company_name: String,
    /// Who votes.
    pub organ: Organ,
    /// Why.
    pub grounds: String,
    /// Who brought it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Moment,
    /// Until when the member is waited for.
    pub heard_until: Moment,
    /// What the member says.
    pub answer: Option<Answer>,
    /// How it ended.
    pub end: Option<End>,
}

/// What the member says to a motion; once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In their words.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// How and when a motion ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// How.
    pub how: How,
    /// When.
    pub at: Moment,
    /// By whom; empty where a ballot or the clock did it.
    pub by: String,
    /// Why, where somebody gave a reason.
    pub why: String,
}

words! {
    /// The ways a motion ends.
    pub stored enum How {
        /// The ballot was for it: the member is expelled.
        Carried = "carried";
        /// The ballot was against it.
        Lost = "lost";
        /// The office took it back before any ballot decided.
        Withdrawn = "withdrawn";
        /// The membership ended another way first.
        Moot = "moot";
    }
}

impl How {
    /// What a count decides; `None` while nothing is: the chair has the word, or it is put again.
    #[must_use]
    pub fn of(closed: &Closed) -> Option<Self> {
        match closed.verdict()? {
            Outcome::Passed => Some(Self::Carried),
            Outcome::Rejected => Some(Self::Lost),
            Outcome::NoQuorum | Outcome::Tied => None,
        }
    }
}

/// The newest round of a motion's ballot, as far as the motion's state follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastRound {
    /// Where it stands.
    pub phase: Phase,
    /// What its count decides.
    pub decides: Option<How>,
    /// Whether the chair has the word.
    pub waits_for_chair: bool,
}

/// Where a motion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The member is waited for.
    Hearing,
    /// The member was heard, or the time for it ran out: the ballot may open.
    Ready,
    /// Votes are taken.
    Voting,
    /// Voting is over and what follows is about to be written down.
    Counting,
    /// A tie waits for the chair.
    Tied,
    /// It is over.
    Ended(How),
}

impl State {
    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Hearing => "expulsion-state-hearing",
            Self::Ready => "expulsion-state-ready",
            Self::Voting => "expulsion-state-voting",
            Self::Counting => "expulsion-state-counting",
            Self::Tied => "expulsion-state-tied",
            Self::Ended(How::Carried) => "expulsion-state-carried",
            Self::Ended(How::Lost) => "expulsion-state-lost",
            Self::Ended(How::Withdrawn) => "expulsion-state-withdrawn",
            Self::Ended(How::Moot) => "expulsion-state-moot",
        }
    }

    /// Key of what the member reads about it.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::Hearing => "expulsion-told-hearing",
            Self::Ready => "expulsion-told-ready",
            Self::Voting | Self::Counting | Self::Tied => "expulsion-told-voting",
            Self::Ended(How::Carried) => "expulsion-told-carried",
            Self::Ended(How::Lost) => "expulsion-told-lost",
            Self::Ended(How::Withdrawn) => "expulsion-told-withdrawn",
            Self::Ended(How::Moot) => "expulsion-told-moot",
        }
    }

    /// Tone of its badge.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Hearing | Self::Ready | Self::Counting | Self::Tied => "ochre",
            Self::Voting => "blue",
            Self::Ended(How::Carried) => "red",
            Self::Ended(How::Lost) => "jade",
            Self::Ended(How::Withdrawn | How::Moot) => "ink",
        }
    }

    /// Whether it still runs.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Ended(_))
    }
}

impl Motion {
    /// Where it stands at `now`, given its newest round.
    #[must_use]
    pub fn state(&self, last: Option<LastRound>, now: Moment) -> State {
        if let Some(end) = &self.end {
            return State::Ended(end.how);
        }
        match last {
            Some(round) if round.waits_for_chair => return State::Tied,
            Some(round) if round.phase == Phase::Ended || round.decides.is_some() => {
                return State::Counting;
            }
            Some(round) if matches!(round.phase, Phase::Open | Phase::Waiting) => {
                return State::Voting;
            }
            _ => {}
        }
        if self.answer.is_some() || self.heard_until <= now {
            State::Ready
        } else {
            State::Hearing
        }
    }

    /// Whether the member may still answer: once, and not while or after the board votes. A late answer
    /// is better than none.
    pub fn may_answer(&self, state: State) -> Result<(), Say> {
        if self.answer.is_some() {
            return Err(say!("expulsion-refused-answered"));
        }
        match state {
            State::Hearing | State::Ready => Ok(()),
            _ => Err(say!("expulsion-refused-late")),
        }
    }

    /// Whether a ballot may open.
    pub fn may_open(&self, state: State) -> Result<(), Say> {
        match state {
            State::Ready => Ok(()),
            State::Hearing => Err(say!("expulsion-refused-hearing", until = self.heard_until)),
            _ => Err(say!("expulsion-refused-state")),
        }
    }

    /// Since when a ballot could open, given when the last round ended that decided nothing.
    #[must_use]
    pub fn ready_since(&self, last: Option<Moment>) -> Moment {
        let heard = self
            .answer
            .as_ref()
            .map_or(self.heard_until, |answer| answer.at);
        last.map_or(heard, |last| last.max(heard))
    }

    /// Whether it may be withdrawn: not while the board votes, and not once it decided.
    pub fn may_withdraw(&self, state: State) -> Result<(), Say> {
        match state {
            State::Hearing | State::Ready => Ok(()),
            _ => Err(say!("expulsion-refused-withdraw")),
        }
    }
}

#[cfg(test)]
mod tests;
