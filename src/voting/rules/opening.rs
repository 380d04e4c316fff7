//! What it takes to open a ballot, checked before anything is written.

use chrono::TimeDelta;

use super::{Ballot, CountingRule, Impossible, Outcome, Phase, Tie};
use crate::kernel::{Moment, Say, id::PersonId};
use crate::say;

/// A ballot runs no longer: what closes in years is a slip of the pen, and nobody could decide meanwhile.
pub const MOST_DAYS: i64 = 90;

/// A seat to be put on the roll.
#[derive(Clone, Debug)]
pub struct NewSeat {
    /// Its key: whatever tells the seats of this body apart.
    pub seat: String,
    /// How it is shown.
    pub label: String,
    /// Who exercises it in this ballot.
    pub person: PersonId,
    /// The conflict of interest, where one is known already: the office recuses the seat from the start.
    pub recused: Option<String>,
}

/// A ballot to be opened: by correspondence, named.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Kind of thing voted on; a word of the opener's.
    pub subject_kind: &'static str,
    /// Its id.
    pub subject_id: String,
    /// The question.
    pub title: String,
    /// How it is counted.
    pub rule: CountingRule,
    /// Seats the charter provides for, vacancies included.
    pub authorised: u64,
    /// The filled seats.
    pub seats: Vec<NewSeat>,
    /// The seat that settles a tie, where the rule leaves it to the chair.
    pub chair_seat: Option<String>,
    /// SHA-256 of the papers.
    pub pack_hash: String,
    /// First moment a vote is taken.
    pub opens_at: Moment,
    /// First moment no vote is taken any more.
    pub closes_at: Moment,
}

impl Opening {
    /// Whether it can be opened at `now`.
    pub fn check(&self, now: Moment) -> Result<(), Say> {
        self.rule.usable()?;
        if self.closes_at <= self.opens_at || self.closes_at <= now {
            return Err(say!("voting-refused-times"));
        }
        if self.closes_at > self.opens_at + TimeDelta::days(MOST_DAYS) {
            return Err(say!("voting-refused-long", days = MOST_DAYS));
        }
        let seats = u64::try_from(self.seats.len()).unwrap_or(u64::MAX);
        if seats == 0 {
            return Err(say!("voting-refused-no-seats"));
        }
        if seats > self.authorised {
            return Err(say!("voting-refused-too-many-seats"));
        }
        for (i, one) in self.seats.iter().enumerate() {
            if let Some(other) = self.seats[..i]
                .iter()
                .find(|s| s.seat == one.seat || s.person == one.person)
            {
                return Err(say!(
                    "voting-refused-seat-twice",
                    one = &other.label,
                    other = &one.label
                ));
            }
        }
        let chaired = |seat: &String| self.seats.iter().any(|s| s.seat == *seat);
        if self.rule.tie == Tie::Chair && !self.chair_seat.as_ref().is_some_and(chaired) {
            return Err(say!("voting-refused-no-chair"));
        }
        Ok(())
    }
}

impl CountingRule {
    /// Whether a body can decide by it: see [`decides`](Self::decides).
    pub fn usable(&self) -> Result<(), Say> {
        self.decides().map_err(|why| match why {
            Impossible::NoThreshold => say!("voting-refused-no-threshold"),
            _ => say!("voting-refused-rule"),
        })
    }
}

/// The number of the round that may follow `last`: the one before must be over and must not
/// have decided anything, or must have been annulled.
pub fn next_round(last: Option<(&Ballot, Option<Outcome>)>, now: Moment) -> Result<i32, Say> {
    let Some((ballot, outcome)) = last else {
        return Ok(1);
    };
    match (ballot.phase(now), outcome) {
        (Phase::Annulled, _) | (Phase::Closed, Some(Outcome::Tied | Outcome::NoQuorum)) => {
            Ok(ballot.round + 1)
        }
        (Phase::Closed, _) => Err(say!("voting-refused-decided")),
        (Phase::Waiting | Phase::Open | Phase::Ended, _) => Err(say!("voting-refused-round-open")),
    }
}
