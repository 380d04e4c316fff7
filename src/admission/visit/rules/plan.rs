//! The plan of a visit: when, where, why, by whom, and who receives the visitors.

use chrono::Duration;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

use crate::kernel::id::PersonId;
use crate::kernel::{Moment, Say};
use crate::say;

/// At least two visit, so that nobody's word stands alone.
const LEAST_VISITORS: usize = 2;
/// More are a delegation.
pub const MOST_VISITORS: usize = 8;
/// A visit is over within a day.
const LONGEST: Duration = Duration::hours(24);

/// Who receives the visitors.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Queryable,
    Selectable,
    Insertable,
    AsChangeset,
)]
#[diesel(table_name = crate::schema::visits)]
pub struct Host {
    /// Name.
    #[diesel(column_name = host_name)]
    pub name: String,
    /// Phone.
    #[diesel(column_name = host_phone)]
    pub phone: String,
    /// E-mail address; the invitation goes there.
    #[diesel(column_name = host_email)]
    pub email: String,
}

/// Somebody who is to visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Who.
    pub person: PersonId,
    /// In which role, in the office's words; may be empty.
    pub role: String,
    /// Whether they lead the visit.
    pub leads: bool,
}

/// The plan of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Why.
    pub purpose: String,
    /// Where.
    pub address: String,
    /// From when.
    pub starts: Moment,
    /// Until when.
    pub ends: Moment,
    /// Who receives the visitors.
    pub host: Host,
    /// Who visits.
    pub visitors: Vec<Chosen>,
}

/// What is wrong with the end of a visit, planned or made: it comes after the beginning, within a day.
pub fn wrong_end(from: Moment, until: Moment) -> Option<Say> {
    match until - from {
        long if long <= Duration::zero() => Some(say!("visit-refusal-order")),
        long if long > LONGEST => Some(say!("visit-refusal-long")),
        _ => None,
    }
}

impl Plan {
    /// What is wrong with it, each with the field it belongs to.
    pub fn lacks(&self, now: Moment) -> Vec<(&'static str, Say)> {
        let mut lacks = Vec::new();
        if self.starts <= now {
            lacks.push(("starts", say!("visit-refusal-past")));
        }
        lacks.extend(wrong_end(self.starts, self.ends).map(|wrong| ("ends", wrong)));
        let mut people: Vec<&PersonId> = self.visitors.iter().map(|v| &v.person).collect();
        people.sort();
        people.dedup();
        if people.len() < self.visitors.len() || people.len() < LEAST_VISITORS {
            lacks.push(("visitor", say!("visit-refusal-two")));
        } else if people.len() > MOST_VISITORS {
            lacks.push(("visitor", say!("visit-refusal-many", most = MOST_VISITORS)));
        } else if self.visitors.iter().filter(|v| v.leads).count() != 1 {
            lacks.push(("leads", say!("visit-refusal-lead")));
        }
        lacks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(hour: i64) -> Moment {
        chrono::DateTime::UNIX_EPOCH.naive_utc() + Duration::hours(480_000 + hour)
    }

    fn plan(starts: i64, ends: i64, visitors: usize) -> Plan {
        Plan {
            purpose: "x".into(),
            address: "x".into(),
            starts: at(starts),
            ends: at(ends),
            host: Host::default(),
            visitors: (0..visitors)
                .map(|n| Chosen {
                    person: PersonId::new(),
                    role: String::new(),
                    leads: n == 0,
                })
                .collect(),
        }
    }

    fn wrong(plan: &Plan) -> Vec<&'static str> {
        plan.lacks(at(0))
            .into_iter()
            .map(|(field, _)| field)
            .collect()
    }

    #[test]
    fn one_visitor_is_none_and_the_same_twice_is_one() {
        assert!(wrong(&plan(24, 26, 2)).is_empty());
        assert_eq!(wrong(&plan(24, 26, 1)), ["visitor"]);
        let mut twice = plan(24, 26, 1);
        twice.visitors.push(Chosen {
            leads: false,
            ..twice.visitors[0].clone()
        });
        assert_eq!(wrong(&twice), ["visitor"]);
    }

    #[test]
    fn a_visit_lies_ahead_ends_after_it_begins_and_has_one_lead() {
        assert_eq!(wrong(&plan(-1, 2, 2)), ["starts"]);
        assert_eq!(wrong(&plan(5, 5, 2)), ["ends"]);
        assert_eq!(wrong(&plan(5, 50, 2)), ["ends"]);
        let mut none = plan(24, 26, 2);
        none.visitors[0].leads = false;
        assert_eq!(wrong(&none), ["leads"]);
    }

    proptest! {
        #[test]
        fn what_is_accepted_has_two_visitors_and_lies_ahead(starts in -9i64..60, long in -9i64..60, n in 0usize..12) {
            let plan = plan(starts, starts + long, n);
            if wrong(&plan).is_empty() {
                prop_assert!(starts > 0 && (1..=24).contains(&long) && (2..=MOST_VISITORS).contains(&n));
            }
        }
    }
}
