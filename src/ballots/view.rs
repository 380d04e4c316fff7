//! What the pages of any ballot show: a round with its roll and, once there is one, its result; the
//! seats on the form that opens one.

use crate::ballots::rules::{Board, BoardSeat};
use crate::kernel::{Moment, Say};
use crate::platform::db::{Conn, Fault};
use crate::voting;
use crate::voting::rules::{Ballot, Choice, Closed, NamedVote, Outcome, Phase, Seat};

/// One round as pages show it.
pub struct Round {
    /// The ballot.
    pub ballot: Ballot,
    /// What it came to; none while it runs.
    pub closed: Option<Closed>,
    /// Where it stands.
    pub phase: Phase,
}

/// These ballots as rounds: two queries, whatever their number.
///
/// # Errors
/// If the database fails.
pub fn rounds(conn: &mut Conn, ballots: Vec<Ballot>, now: Moment) -> Result<Vec<Round>, Fault> {
    let closed = voting::results(conn, &ballots, now)?;
    let all = ballots.into_iter().zip(closed);
    Ok(all
        .map(|(ballot, closed)| Round {
            closed,
            phase: ballot.phase(now),
            ballot,
        })
        .collect())
}

impl Round {
    /// Reads a round at `now`.
    pub fn of(conn: &mut Conn, ballot: Ballot, now: Moment) -> Result<Self, Fault> {
        Ok(Self {
            closed: voting::result_of(conn, &ballot, now)?,
            phase: ballot.phase(now),
            ballot,
        })
    }

    /// Whether votes are taken.
    pub fn is_open(&self) -> bool {
        self.phase == Phase::Open
    }

    /// Whether it was taken back.
    pub fn is_annulled(&self) -> bool {
        self.phase == Phase::Annulled
    }

    /// Seats that may vote.
    pub fn entitled(&self) -> i64 {
        count(self.ballot.entitled().count())
    }

    /// Seats that have voted.
    pub fn taken_part(&self) -> i64 {
        count(self.ballot.taken_part())
    }

    /// Whether the office may close it before its time.
    pub fn may_close_early(&self) -> bool {
        self.is_open() && self.ballot.outstanding() == 0 && self.ballot.taken_part() > 0
    }

    /// Whether it is tied and the chair has the word.
    pub fn waits_for_chair(&self) -> bool {
        self.closed.as_ref().is_some_and(Closed::waits_for_chair)
    }

    /// Whether it can still reach its quorum.
    pub fn can_decide(&self) -> bool {
        self.ballot.can_decide()
    }

    /// Tone and message of where it stands.
    pub fn state(&self) -> (&'static str, &'static str) {
        match (self.phase, &self.closed) {
            (Phase::Annulled, _) => ("ink", "ballot-state-annulled"),
            (_, Some(closed)) => outcome(closed.outcome),
            (Phase::Waiting, _) => ("ink", "ballot-state-waiting"),
            (Phase::Open, _) => ("blue", "ballot-state-open"),
            _ => ("ochre", "ballot-state-counting"),
        }
    }

    /// The rule in words.
    pub fn rule(&self) -> Vec<Say> {
        self.ballot.rule.in_words()
    }

    /// The recused seats with their reasons.
    pub fn recused(&self) -> Vec<(&Seat, &str)> {
        let seats = self.ballot.seats.iter();
        seats
            .filter_map(|s| Some((s, s.recused.as_ref()?.why.as_str())))
            .collect()
    }

    /// The answers with how many gave each; nothing while it runs.
    pub fn counts(&self) -> Vec<(&'static str, i64)> {
        let n = |many: u64| i64::try_from(many).unwrap_or(i64::MAX);
        let Some(closed) = &self.closed else {
            return vec![];
        };
        vec![
            ("voting-choice-yes", n(closed.counts.yes)),
            ("voting-choice-no", n(closed.counts.no)),
            ("voting-choice-abstain", n(closed.counts.abstain)),
        ]
    }

    /// Tone of a vote.
    pub fn tone(&self, vote: &NamedVote) -> &'static str {
        choice(vote.choice).0
    }

    /// Message key of a vote.
    pub fn word(&self, vote: &NamedVote) -> &'static str {
        choice(vote.choice).1
    }

    /// Seats that did not vote, once it is over.
    pub fn silent(&self) -> Vec<&Seat> {
        self.ballot.entitled().filter(|s| !s.voted).collect()
    }
}

/// Tone and message key of an outcome.
fn outcome(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Passed => ("jade", "voting-outcome-passed"),
        Outcome::Rejected => ("red", "voting-outcome-rejected"),
        Outcome::NoQuorum => ("ochre", "voting-outcome-no-quorum"),
        Outcome::Tied => ("ochre", "voting-outcome-tied"),
    }
}

/// Tone and message key of a choice.
pub fn choice(choice: Choice) -> (&'static str, &'static str) {
    match choice {
        Choice::Yes => ("jade", "voting-choice-yes"),
        Choice::No => ("red", "voting-choice-no"),
        Choice::Abstain => ("ink", "voting-choice-abstain"),
    }
}

/// How many, as messages count.
fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A board seat on the opening form: whether it must step back, or may have to.
pub struct Chair {
    /// The seat.
    pub seat: BoardSeat,
    /// What is known against it.
    pub known: Option<Say>,
    /// Whether that recuses it, whatever the office ticks.
    pub must: bool,
    /// Whether only somebody else says so: the office is told, and ticks it itself.
    pub said: bool,
}

impl Chair {
    /// Name of the field for the reason.
    pub fn why_name(&self) -> String {
        format!("why-{}", self.seat.seat)
    }
}

/// What an opening form shows.
pub struct Opening {
    /// The seats.
    pub chairs: Vec<Chair>,
    /// The rule in words.
    pub rule: Vec<Say>,
    /// What it asks of the seats that are left, in plain numbers.
    pub preview: Vec<Say>,
    /// Whether the body can reach its quorum without the seats that must step back.
    pub can_decide: bool,
    /// Days that the vote may take.
    pub days: u16,
}

impl Opening {
    /// The form for this body.
    pub fn of(board: &Board, chairs: Vec<Chair>, can_decide: bool, days: u16) -> Self {
        let left = chairs.iter().filter(|c| !c.must).count();
        let left = u64::try_from(left).unwrap_or(u64::MAX);
        Self {
            rule: board.rule.in_words(),
            preview: board.rule.preview(left),
            can_decide,
            days,
            chairs,
        }
    }
}
