//! Who of the board is known to have to step back from a case.

use crate::ballots::rules::BoardSeat;
use crate::kernel::Say;
use crate::kernel::id::{CompanyId, PersonId};
use crate::say;

/// Who is behind an application.
#[derive(Debug, Clone, Default)]
pub struct Related {
    /// The applying company.
    pub company: Option<CompanyId>,
    /// Its people.
    pub people: Vec<PersonId>,
    /// Who vouches for it: what the application calls the recommender, and whether the office knows that they do.
    pub recommenders: Vec<(PersonId, String, bool)>,
    /// Who declared a conflict in an earlier step, by name, and what they said.
    pub declared: Vec<(String, String)>,
}

/// Why a seat has to step back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// They act for the applicant.
    Applicant,
    /// They or their company recommended it.
    Recommender(String),
    /// The applicant names them, or their company, as recommender; nobody confirmed it.
    Named(String),
    /// They declared it in an earlier step.
    Declared(String),
}

impl Conflict {
    /// Whether the seat must be recused: the office can't leave it on. What somebody declared in
    /// an earlier step is a strong hint and no more.
    pub fn is_certain(&self) -> bool {
        matches!(self, Self::Applicant | Self::Recommender(_))
    }

    /// Whether only the applicant says so: nobody is put out of a vote by being named.
    pub fn is_said(&self) -> bool {
        matches!(self, Self::Named(_))
    }

    /// In words, as it stands in the minutes.
    pub fn in_words(&self) -> Say {
        match self {
            Self::Applicant => say!("ballot-conflict-applicant"),
            Self::Recommender(name) => say!("ballot-conflict-recommender", name = name),
            Self::Named(name) => say!("ballot-conflict-named", name = name),
            Self::Declared(why) => say!("ballot-conflict-declared", why = why),
        }
    }
}

/// The seats that have to step back, each with the first reason found.
pub fn known_conflicts<'a>(
    seats: &'a [BoardSeat],
    related: &Related,
) -> Vec<(&'a BoardSeat, Conflict)> {
    seats
        .iter()
        .filter_map(|seat| Some((seat, conflict(seat, related)?)))
        .collect()
}

fn conflict(seat: &BoardSeat, related: &Related) -> Option<Conflict> {
    if seat.is_of(related.company.as_ref(), &related.people) {
        return Some(Conflict::Applicant);
    }
    let vouches = |holds: bool| {
        let mut all = related.recommenders.iter();
        let one = all.find(|one| one.0 == seat.person && one.2 == holds);
        one.map(|(_, name, _)| name.clone())
    };
    if let Some(name) = vouches(true) {
        return Some(Conflict::Recommender(name));
    }
    let declared = related.declared.iter().find(|(who, _)| *who == seat.name);
    let declared = declared.map(|(_, why)| Conflict::Declared(why.clone()));
    declared.or_else(|| vouches(false).map(Conflict::Named))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(name: &str, firm: &str) -> BoardSeat {
        BoardSeat {
            seat: name.into(),
            label: name.into(),
            person: PersonId::new(),
            name: format!("Director {name}"),
            email: format!("{name}@example.com"),
            firms: vec![(CompanyId::new(), firm.into())],
            chairs: false,
        }
    }

    #[test]
    fn the_applicants_own_director_steps_back() {
        let board = [seat("a", "Alpha"), seat("b", "Beta")];
        let related = Related {
            company: Some(board[1].firms[0].0.clone()),
            ..Related::default()
        };
        let found = known_conflicts(&board, &related);
        assert_eq!(found, vec![(&board[1], Conflict::Applicant)]);
        assert!(found[0].1.is_certain());
    }

    #[test]
    fn a_recommender_steps_back_once_it_is_known_and_is_a_hint_before() {
        let board = [seat("a", "Alpha Ltd"), seat("b", "Beta"), seat("c", "")];
        let vouches =
            |at: usize, holds: bool| (board[at].person.clone(), format!("No. {at}"), holds);
        let related = Related {
            recommenders: vec![vouches(0, false), vouches(1, false), vouches(1, true)],
            ..Related::default()
        };
        let found = known_conflicts(&board, &related);
        let said = Conflict::Named("No. 0".into());
        let known = Conflict::Recommender("No. 1".into());
        assert!(!said.is_certain() && said.is_said());
        assert!(known.is_certain() && !known.is_said());
        assert_eq!(found, vec![(&board[0], said), (&board[1], known)]);
    }

    #[test]
    fn what_was_declared_earlier_is_a_hint() {
        let board = [seat("a", "Alpha")];
        let related = Related {
            declared: vec![("Director a".into(), "my cousin".into())],
            ..Related::default()
        };
        let found = known_conflicts(&board, &related);
        assert_eq!(found[0].1, Conflict::Declared("my cousin".into()));
        assert!(!found[0].1.is_certain());
    }
}
