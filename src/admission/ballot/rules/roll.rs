//! Who of the board is known to have to step back from a case.

use crate::ballots::rules::BoardSeat;
use crate::kernel::Say;
use crate::kernel::id::{CompanyId, PersonId};
use crate::kernel::text::{fold, names};
use crate::say;

/// Who is behind an application.
#[derive(Debug, Clone, Default)]
pub struct Related {
    /// The applying company.
    pub company: Option<CompanyId>,
    /// Its people.
    pub people: Vec<PersonId>,
    /// The recommenders: what the application calls them, and their address if it gives one.
    pub recommenders: Vec<(String, String)>,
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
    /// They declared it in an earlier step.
    Declared(String),
}

impl Conflict {
    /// Whether the seat must be recused: the office can't leave it on. What somebody declared in
    /// an earlier step is a strong hint and no more.
    pub fn is_certain(&self) -> bool {
        !matches!(self, Self::Declared(_))
    }

    /// In words, as it stands in the minutes.
    pub fn in_words(&self) -> Say {
        match self {
            Self::Applicant => say!("ballot-conflict-applicant"),
            Self::Recommender(name) => say!("ballot-conflict-recommender", name = name),
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
    let recommended = related
        .recommenders
        .iter()
        .find(|(name, email)| recommends(seat, name, email));
    if let Some((name, _)) = recommended {
        return Some(Conflict::Recommender(name.clone()));
    }
    let declared = related.declared.iter().find(|(who, _)| *who == seat.name);
    declared.map(|(_, why)| Conflict::Declared(why.clone()))
}

/// Whether a recommender, as the application names them, is this seat: by address, or because the
/// text holds the full name of a company they act for.
fn recommends(seat: &BoardSeat, name: &str, email: &str) -> bool {
    let by_address = !email.is_empty() && fold(email) == fold(&seat.email);
    by_address || seat.firms.iter().any(|(_, firm)| names(name, firm))
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
    fn a_recommender_is_known_by_address_or_by_their_companys_name() {
        let board = [seat("a", "Alpha Ltd"), seat("b", "Beta"), seat("c", "")];
        let related = Related {
            recommenders: vec![
                ("Ms. A, alpha ltd".into(), String::new()),
                ("someone".into(), "B@Example.com".into()),
                ("x".into(), String::new()),
            ],
            ..Related::default()
        };
        let found: Vec<&str> = known_conflicts(&board, &related)
            .iter()
            .map(|(s, _)| s.seat.as_str())
            .collect();
        assert_eq!(found, ["a", "b"], "an empty name is nobody's");
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
