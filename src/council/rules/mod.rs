//! What a seat is and when it can change hands. Pure: the day is an argument.

pub mod bases;
pub mod lines;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::chamber::rules::Organ;
use crate::kernel::id::{CompanyId, Id, PersonId};
use crate::kernel::{Day, Moment, Say};
use crate::platform::settings::Setting;
use crate::say;

/// Marker for seat ids.
pub enum SeatKind {}
/// Id of a seat.
pub type SeatId = Id<SeatKind>;

/// How many seats the charter provides for, by organ.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Authorised {
    /// Seats by organ; an organ that is missing has as many as were added.
    pub by_organ: BTreeMap<Organ, u32>,
}

impl Setting for Authorised {
    const KEY: &'static str = "authorised_seats";
}

/// A seat as it stood on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Seat {
    /// Its id: the key of the seat on a ballot's roll.
    pub id: SeatId,
    /// The organ.
    pub organ: Organ,
    /// Its number within the organ, from 1.
    pub number: i32,
    /// How it is shown.
    pub label: String,
    /// Whether it is the chair's: who settles ties where a rule says so.
    pub chair: bool,
    /// The company it belongs to, if it belongs to one.
    pub company: Option<CompanyId>,
    /// That company's name when it took the seat; may be empty.
    pub company_name: String,
    /// Who exercises it; none if it is vacant.
    pub holder: Option<(PersonId, String)>,
    /// Since when.
    pub since: Option<Day>,
}

/// Somebody held a seat.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The company.
    pub company: Option<CompanyId>,
    /// Its name then; may be empty.
    pub company_name: String,
    /// The person.
    pub person: PersonId,
    /// Their name then.
    pub person_name: String,
    /// The first day.
    pub from: Day,
    /// The first day not any more; none while they hold it.
    pub until: Option<Day>,
    /// The written notice it rests on.
    pub notice: String,
    /// Why it ended; may be empty.
    pub ended_why: String,
    /// When it was written down.
    pub recorded_at: Moment,
}

impl Held {
    /// Whether they held it on that day.
    #[must_use]
    pub fn on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// A person to seat.
#[derive(Debug, Clone)]
pub struct Seating {
    /// Where.
    pub seat: SeatId,
    /// The company that sends them, if the seat belongs to one.
    pub company: Option<CompanyId>,
    /// Its name; may be empty.
    pub company_name: String,
    /// Who.
    pub person: PersonId,
    /// The first day.
    pub from: Day,
    /// The written notice or resolution it rests on.
    pub notice: String,
}

/// Whether a new holder can begin on `from`: not before the last one began.
pub fn may_begin(history: &[Held], from: Day) -> Result<(), Say> {
    let last = history
        .iter()
        .map(|held| held.until.unwrap_or(held.from))
        .max();
    let began = history.iter().map(|held| held.from).max();
    match (last, began) {
        (Some(last), _) if from < last => Err(say!("council-seat-too-early", day = last)),
        (_, Some(began)) if from <= began && history.iter().any(|h| h.until.is_none()) => {
            Err(say!(
                "council-seat-too-early",
                day = began.succ_opt().unwrap_or(began)
            ))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn day(n: i64) -> Day {
        Day::from_ymd_opt(2026, 1, 1).unwrap() + TimeDelta::days(n)
    }

    fn held(from: i64, until: Option<i64>) -> Held {
        Held {
            company: None,
            company_name: String::new(),
            person: PersonId::new(),
            person_name: "王理事".into(),
            from: day(from),
            until: until.map(day),
            notice: String::new(),
            ended_why: String::new(),
            recorded_at: day(from).and_hms_opt(0, 0, 0).unwrap(),
        }
    }

    #[test]
    fn a_seat_changes_hands_after_its_holder_began_and_not_before() {
        assert!(may_begin(&[held(0, None)], day(0)).is_err());
        assert!(may_begin(&[held(0, None)], day(1)).is_ok());
        assert!(may_begin(&[held(0, Some(9))], day(8)).is_err());
        assert!(may_begin(&[held(0, Some(9))], day(9)).is_ok());
        assert!(may_begin(&[], day(0)).is_ok());
    }

    proptest! {
        #[test]
        fn nobody_ever_shares_a_seat(starts in proptest::collection::vec(0i64..400, 1..12), look in 0i64..400) {
            let mut history: Vec<Held> = vec![];
            for from in starts.into_iter().filter(|n| *n >= 0) {
                if may_begin(&history, day(from)).is_ok() {
                    if let Some(open) = history.iter_mut().find(|h| h.until.is_none()) {
                        open.until = Some(day(from));
                    }
                    history.push(held(from, None));
                }
            }
            prop_assert!(history.iter().filter(|h| h.on(day(look))).count() <= 1);
        }
    }
}
