//! How near a deadline is, and which work is whose. Pure.

use chrono_tz::Tz;

use crate::admission::case::Listed;
use crate::admission::rail::Party;
use crate::admission::stage::Stage;
use crate::kernel::time::day_in;
use crate::kernel::{Moment, Role, Say};
use crate::say;

/// How a deadline stands, for a badge: its tone and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// `red`, `ochre` or `ink`.
    pub tone: &'static str,
    /// In words, by calendar days.
    pub say: Say,
}

impl Due {
    /// Whether it is over.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.tone == "red"
    }
}

/// Days from which on a deadline is near.
const NEAR: i64 = 3;

/// How a deadline stands at `now`.
#[must_use]
pub fn due(until: Moment, now: Moment, zone: Tz) -> Due {
    let days = (day_in(zone, until) - day_in(zone, now)).num_days();
    let (tone, say) = match days {
        _ if until < now && days == 0 => ("red", say!("desk-today-late-today")),
        _ if until < now => ("red", say!("desk-today-late", days = -days)),
        0 => ("ochre", say!("desk-today-due-today")),
        1..=NEAR => ("ochre", say!("desk-today-due", days = days)),
        _ => ("ink", say!("desk-today-due", days = days)),
    };
    Due { tone, say }
}

/// Whose work a case is now, among those who read the office's day.
#[must_use]
pub fn is_for(case: &Listed, roles: &[Role]) -> bool {
    let has = |wanted: &[Role]| wanted.iter().any(|role| roles.contains(role));
    match case.waits {
        Party::Office => has(&[Role::Admin, Role::Secretary]),
        Party::Signatory => has(&[Role::President]),
        _ => false,
    }
}

/// The page of a case on which the work of this stage is done.
#[must_use]
pub fn place(stage: Stage) -> &'static str {
    match stage {
        Stage::Submitted | Stage::Resubmitted | Stage::Returned => "/check",
        Stage::Accepted | Stage::UnderReview => "/review",
        Stage::Reviewed | Stage::VisitPlanned => "/visit",
        Stage::Visited
        | Stage::Recommended
        | Stage::PublicNotice
        | Stage::OnBallot
        | Stage::NoQuorum
        | Stage::Deferred => "/ballot",
        Stage::Rejected => "/ballot/reasons",
        Stage::Admitted | Stage::AgreementSent | Stage::AgreementSigned => "/agreement",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Day;
    use chrono::TimeDelta;

    fn at(day: u32, hour: u32) -> Moment {
        Day::from_ymd_opt(2026, 11, day)
            .unwrap()
            .and_hms_opt(hour, 0, 0)
            .unwrap()
    }

    #[test]
    fn a_deadline_is_counted_in_the_chambers_days() {
        let zone = chrono_tz::Asia::Shanghai;
        assert_eq!(
            due(at(23, 15), at(22, 9), zone).say,
            say!("desk-today-due", days = 1)
        );
        assert_eq!(
            due(at(22, 15), at(22, 9), zone).say,
            say!("desk-today-due-today")
        );
        assert_eq!(due(at(22, 9), at(22, 15), zone).tone, "red");
        assert_eq!(
            due(at(20, 9), at(22, 15), zone).say,
            say!("desk-today-late", days = 2)
        );
        let far = due(at(22, 9) + TimeDelta::days(9), at(22, 9), zone);
        assert_eq!(far.tone, "ink");
    }

    #[test]
    fn every_open_stage_has_a_page_to_work_on() {
        for stage in Stage::ALL
            .into_iter()
            .filter(|s| s.is_open() && *s != Stage::Draft)
        {
            assert!(
                stage == Stage::Appealed || !place(stage).is_empty(),
                "{stage:?}"
            );
        }
    }
}
