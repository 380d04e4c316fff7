//! A ballot as a state: who holds which seat, what may still be done, by the clock it is told.
//! It holds no choice and no count: those exist only in [`Closed`], which only a closed ballot gives.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{Chair, CountingRule, Counts, Method, Outcome, Rolls, Secrecy, Step, Tie};
use crate::kernel::{Id, Moment, Say, id::PersonId};
use crate::say;
use crate::words;

/// Marker of a ballot's id.
pub enum BallotKind {}
/// Id of a ballot.
pub type BallotId = Id<BallotKind>;

/// How long after its deadline a ballot that nobody has closed yet is still not counted on a
/// read: by then every vote that was in time has been written, whatever the servers' clocks say.
const UNDER_WAY: TimeDelta = TimeDelta::seconds(30);

words! {
    /// A seat's answer.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Choice: key "voting-choice-" {
        /// In favour.
        Yes = "yes";
        /// Against.
        No = "no";
        /// Abstaining: takes part, but says neither.
        Abstain = "abstain";
    }
}

words! {
    /// In which capacity a seat was recused.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum RecusedAs {
        /// The director said so.
        Director = "director";
        /// The office, for the board.
        Office = "office";
    }
}

/// Why a seat is kept out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recusal {
    /// Since when.
    pub at: Moment,
    /// In which capacity it was declared.
    pub declared_as: RecusedAs,
    /// The conflict of interest, in their words.
    pub why: String,
}

/// A seat on the roll of a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Its key, as the opener of the ballot knows it.
    pub seat: String,
    /// How it is shown: usually the name and office of who sits there.
    pub label: String,
    /// Who exercises it in this ballot.
    pub person: PersonId,
    /// When they first opened the papers.
    pub pack_opened_at: Option<Moment>,
    /// Set if the seat is kept out.
    pub recused: Option<Recusal>,
    /// Whether it has voted. How, nobody learns before the close.
    pub voted: bool,
}

/// Where a ballot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Not yet open.
    Waiting,
    /// Votes are taken.
    Open,
    /// The deadline has passed, the count is not frozen yet. Nothing more is taken.
    Ended,
    /// Counted and frozen.
    Closed,
    /// Taken back with a reason.
    Annulled,
}

/// A round taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annulment {
    /// When.
    pub at: Moment,
    /// Why.
    pub why: String,
}

/// A ballot and its roll, without any choice or count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Its id.
    pub id: BallotId,
    /// Kind of thing voted on, in the opener's words.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: String,
    /// Round, from 1.
    pub round: i32,
    /// The question, shown above the choices.
    pub title: String,
    /// How it is counted, frozen at opening.
    pub rule: CountingRule,
    /// Seats the charter provides for.
    pub authorised: u64,
    /// The seat that may settle a tie.
    pub chair_seat: Option<String>,
    /// SHA-256 of the papers it is decided on.
    pub pack_hash: String,
    /// How the organ comes together.
    pub method: Method,
    /// Whether votes are listed by name.
    pub secrecy: Secrecy,
    /// First moment a vote is taken.
    pub opens_at: Moment,
    /// First moment no vote is taken any more.
    pub closes_at: Moment,
    /// When the count was frozen.
    pub closed_at: Option<Moment>,
    /// Set if the round was taken back.
    pub annulled: Option<Annulment>,
    /// The roll, in its order.
    pub seats: Vec<Seat>,
}

impl Ballot {
    /// Where it stands at `now`.
    #[must_use]
    pub fn phase(&self, now: Moment) -> Phase {
        if self.annulled.is_some() {
            Phase::Annulled
        } else if self.closed_at.is_some() {
            Phase::Closed
        } else if now < self.opens_at {
            Phase::Waiting
        } else if now < self.closes_at {
            Phase::Open
        } else {
            Phase::Ended
        }
    }

    /// The seat this person exercises.
    #[must_use]
    pub fn seat_of(&self, person: &PersonId) -> Option<&Seat> {
        self.seats.iter().find(|s| s.person == *person)
    }

    /// Seats that are not recused.
    pub fn entitled(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(|s| s.recused.is_none())
    }

    /// How many entitled seats have voted.
    #[must_use]
    pub fn taken_part(&self) -> usize {
        self.entitled().filter(|s| s.voted).count()
    }

    /// Entitled seats that have not voted yet.
    #[must_use]
    pub fn outstanding(&self) -> usize {
        self.entitled().filter(|s| !s.voted).count()
    }

    /// The rolls as they are now. By correspondence a recused seat is never present: it returns no ballot.
    #[must_use]
    pub fn rolls(&self) -> Rolls {
        let size = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let recused = self.seats.len() - self.entitled().count();
        Rolls {
            authorised: self.authorised,
            roster: size(self.seats.len()),
            recused: size(recused),
            recused_present: 0,
            present: size(self.taken_part()),
        }
    }

    /// Whether the quorum can be reached if every entitled seat takes part. If not, the
    /// question belongs to the next body.
    #[must_use]
    pub fn can_decide(&self) -> bool {
        let rolls = self.rolls();
        let quorum = self.rule.quorum;
        let all = rolls.entitled();
        quorum.share().met_by(all, rolls.size(quorum.base)) && all >= quorum.floor
    }

    /// Whether `person` may vote, and with which seat. `None`: they hold none here.
    pub fn may_cast(&self, person: &PersonId, now: Moment) -> Option<Result<&Seat, Say>> {
        let seat = self.seat_of(person)?;
        Some(match (self.in_progress(now), &seat.recused) {
            (Err(no), _) => Err(no),
            (Ok(()), Some(_)) => Err(say!("voting-refused-recused")),
            (Ok(()), None) => Ok(seat),
        })
    }

    /// Whether `seat` may still be recused. A director declares it before opening the papers;
    /// the office may until the seat has voted. After that only a new round helps.
    pub fn may_recuse(&self, seat: &Seat, declared_as: RecusedAs, now: Moment) -> Result<(), Say> {
        if self.phase(now) != Phase::Waiting {
            self.in_progress(now)?;
        }
        if seat.recused.is_some() {
            return Err(say!("voting-refused-recused"));
        }
        if seat.voted {
            return Err(say!("voting-refused-voted"));
        }
        if declared_as == RecusedAs::Director && seat.pack_opened_at.is_some() {
            return Err(say!("voting-refused-pack-opened"));
        }
        Ok(())
    }

    /// Whether a seat may be kept out by what is known of it. Its tie arose before the deadline, so it
    /// may until the count is frozen; a vote that was cast before stands.
    pub fn may_recuse_tied(&self, seat: &Seat, now: Moment) -> Result<(), Say> {
        match self.phase(now) {
            Phase::Closed => Err(say!("voting-refused-closed")),
            Phase::Annulled => Err(say!("voting-refused-annulled")),
            _ if seat.voted => Err(say!("voting-refused-voted")),
            Phase::Waiting | Phase::Open | Phase::Ended => Ok(()),
        }
    }

    /// Whether it may be closed: after the deadline, or once every entitled seat has voted.
    pub fn may_close(&self, now: Moment) -> Result<(), Say> {
        match self.phase(now) {
            Phase::Ended => Ok(()),
            Phase::Open if self.outstanding() == 0 && self.taken_part() > 0 => Ok(()),
            Phase::Open if self.taken_part() == 0 => Err(say!("voting-refused-nobody")),
            Phase::Open => Err(say!("voting-refused-outstanding", n = self.outstanding())),
            Phase::Waiting => Err(say!("voting-refused-waiting")),
            Phase::Closed => Err(say!("voting-refused-closed")),
            Phase::Annulled => Err(say!("voting-refused-annulled")),
        }
    }

    /// Whether a read may count it: it ended long enough ago that no vote can be on its way.
    #[must_use]
    pub fn is_countable(&self, now: Moment) -> bool {
        self.phase(now) == Phase::Ended && now >= self.closes_at + UNDER_WAY
    }

    fn in_progress(&self, now: Moment) -> Result<(), Say> {
        match self.phase(now) {
            Phase::Open => Ok(()),
            Phase::Waiting => Err(say!("voting-refused-waiting")),
            Phase::Ended | Phase::Closed => Err(say!("voting-refused-closed")),
            Phase::Annulled => Err(say!("voting-refused-annulled")),
        }
    }
}

/// One seat's last vote, once the ballot is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedVote {
    /// The seat.
    pub seat: String,
    /// As on the roll.
    pub label: String,
    /// What it said.
    pub choice: Choice,
    /// What it added.
    pub comment: Option<String>,
    /// When this version was cast.
    pub cast_at: Moment,
}

/// What a ballot came to. It exists only for a ballot whose voting is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The ballot, with its roll.
    pub ballot: Ballot,
    /// Who could take part and who did.
    pub rolls: Rolls,
    /// What they said.
    pub counts: Counts,
    /// The chair's word on a tie.
    pub chair: Option<Chair>,
    /// What it comes to. See [`Closed::verdict`] for what holds.
    pub outcome: Outcome,
    /// The count, step by step.
    pub steps: Vec<Step>,
    /// The same on one line, as frozen.
    pub arithmetic: String,
    /// Each seat's last vote, in the order of the roll.
    pub votes: Vec<NamedVote>,
    /// When it was counted; `None` while no one has frozen it.
    pub counted_at: Option<Moment>,
}

impl Closed {
    /// The outcome that holds: none if the round was annulled.
    #[must_use]
    pub fn verdict(&self) -> Option<Outcome> {
        self.ballot.annulled.is_none().then_some(self.outcome)
    }

    /// Whether the chair may settle it: a tie, under a rule that says so, not settled yet.
    #[must_use]
    pub fn waits_for_chair(&self) -> bool {
        self.verdict() == Some(Outcome::Tied) && self.ballot.rule.tie == Tie::Chair
    }
}

/// A person's own vote: theirs to see while the ballot is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyVote {
    /// What they said last.
    pub choice: Choice,
    /// What they added.
    pub comment: Option<String>,
    /// How often they voted, this one included.
    pub version: i32,
    /// When.
    pub cast_at: Moment,
}
