//! An organ before a ballot: its seats, who of them must step back, whether those left can decide,
//! and its times. Pure.

mod times;

use std::collections::BTreeMap;

pub use times::{FIRST_REMINDER, SECOND_REMINDER, closing, reminder};

use crate::kernel::Say;
use crate::kernel::id::{CompanyId, PersonId};
use crate::say;
use crate::voting::rules::{CountingRule, NewSeat, Phase, QuorumBase};

/// A filled seat of the deciding body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardSeat {
    /// Its key.
    pub seat: String,
    /// Name and office, as shown on the roll.
    pub label: String,
    /// Who exercises it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The companies they act for, with their names.
    pub firms: Vec<(CompanyId, String)>,
    /// Whether it is the chair's.
    pub chairs: bool,
}

impl BoardSeat {
    /// Whether it belongs to this company or is held by one of these people.
    #[must_use]
    pub fn is_of(&self, company: Option<&CompanyId>, people: &[PersonId]) -> bool {
        self.firms.iter().any(|(id, _)| company == Some(id)) || people.contains(&self.person)
    }
}

/// The body that decides.
#[derive(Debug, Clone)]
pub struct Board {
    /// Seats the charter provides for.
    pub authorised: u64,
    /// The filled seats.
    pub seats: Vec<BoardSeat>,
    /// How it counts.
    pub rule: CountingRule,
}

impl Board {
    /// The chair's seat, if it is filled.
    #[must_use]
    pub fn chair(&self) -> Option<&str> {
        let chair = self.seats.iter().find(|s| s.chairs);
        chair.map(|s| s.seat.as_str())
    }

    /// The seats for the roll: `known` are recused by their key whatever the office says, with the
    /// reason for the minutes; `named` are those the office recuses.
    #[must_use]
    pub fn roll(
        &self,
        known: &BTreeMap<String, String>,
        named: &[(String, String)],
    ) -> Vec<NewSeat> {
        let why = |seat: &BoardSeat| {
            let named = named.iter().find(|(key, _)| *key == seat.seat);
            let known = known.get(&seat.seat);
            known.or(named.map(|(_, why)| why)).cloned()
        };
        let new = |seat: &BoardSeat| NewSeat {
            seat: seat.seat.clone(),
            label: seat.label.clone(),
            person: seat.person.clone(),
            recused: why(seat),
        };
        self.seats.iter().map(new).collect()
    }

    /// Refuses a ballot that can't decide whatever its seats do.
    pub fn can_decide(&self, seats: &[NewSeat]) -> Result<(), Say> {
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let entitled = count(seats.iter().filter(|s| s.recused.is_none()).count());
        let quorum = self.rule.quorum;
        let size = match quorum.base {
            QuorumBase::Authorised => self.authorised,
            QuorumBase::Roster => count(seats.len()),
            QuorumBase::Entitled => entitled,
        };
        if quorum.share().met_by(entitled, size) && entitled >= quorum.floor {
            return Ok(());
        }
        Err(say!(
            "ballot-refused-floor",
            entitled = i64::try_from(entitled).unwrap_or(i64::MAX),
            floor = i64::try_from(quorum.floor).unwrap_or(i64::MAX)
        ))
    }

    /// The name behind a seat on a roll of this body; its label if it is no seat of it.
    #[must_use]
    pub fn name_of(&self, seat: &NewSeat) -> String {
        let own = self.seats.iter().find(|s| s.seat == seat.seat);
        own.map_or_else(|| seat.label.clone(), |s| s.name.clone())
    }
}

/// Whether a round may be taken back: while votes are taken, never because of how they came out.
/// A tie that waits for a chair who can't settle it is the one exception.
#[must_use]
pub fn may_annul(phase: Phase, waits_for_chair: bool) -> bool {
    match phase {
        Phase::Waiting | Phase::Open => true,
        Phase::Closed => waits_for_chair,
        Phase::Ended | Phase::Annulled => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(key: &str) -> BoardSeat {
        BoardSeat {
            seat: key.into(),
            label: key.into(),
            person: PersonId::new(),
            name: format!("Director {key}"),
            email: format!("{key}@example.com"),
            firms: vec![(CompanyId::new(), key.into())],
            chairs: key == "a",
        }
    }

    fn board() -> Board {
        Board {
            authorised: 4,
            seats: ["a", "b", "c", "d"].map(seat).into(),
            rule: CountingRule::default(),
        }
    }

    #[test]
    fn what_is_known_comes_before_what_the_office_says() {
        let board = board();
        let known = BTreeMap::from([("b".to_owned(), "known".to_owned())]);
        let named = [("b", "named"), ("c", "named")].map(|(k, w)| (k.to_owned(), w.to_owned()));
        let roll = board.roll(&known, &named);
        let why: Vec<_> = roll.iter().map(|s| s.recused.as_deref()).collect();
        assert_eq!(why, [None, Some("known"), Some("named"), None]);
        assert_eq!(board.name_of(&roll[1]), "Director b");
        assert!(board.can_decide(&roll).is_err(), "two are below the floor");
        assert!(board.can_decide(&board.roll(&known, &[])).is_ok());
    }

    #[test]
    fn a_seat_is_of_its_company_and_of_its_person() {
        let board = board();
        let (one, other) = (&board.seats[0], &board.seats[1]);
        assert!(one.is_of(Some(&one.firms[0].0), &[]));
        assert!(one.is_of(None, std::slice::from_ref(&one.person)));
        assert!(!one.is_of(Some(&other.firms[0].0), std::slice::from_ref(&other.person)));
        assert!(!one.is_of(None, &[]));
    }

    #[test]
    fn a_result_nobody_likes_cannot_be_taken_back() {
        assert!(may_annul(Phase::Open, false));
        assert!(!may_annul(Phase::Ended, false));
        assert!(!may_annul(Phase::Closed, false));
        assert!(may_annul(Phase::Closed, true));
    }
}
