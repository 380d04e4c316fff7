//! What a membership is, and how member numbers look. Pure: the day is an argument.

use crate::words;

pub mod certificate;
pub mod ending;
pub mod heads;
pub mod period;
#[cfg(test)]
mod period_tests;
pub mod ranks;
pub mod roll;
mod roll_mapping;
mod roll_people;
mod roll_words;
pub mod standing;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use self::standing::{Ending, Facts};
use crate::kernel::Day;
use crate::kernel::id::{CaseId, CompanyId, Id};
use crate::platform::settings::Setting;

/// Marker for membership ids.
pub enum MembershipKind {}
/// Id of a membership.
pub type MembershipId = Id<MembershipKind>;

/// A company's membership, running or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Its id.
    pub id: MembershipId,
    /// Whose.
    pub company: CompanyId,
    /// The case it came from; none for members from before the portal.
    pub case: Option<CaseId>,
    /// The member number.
    pub number: String,
    /// Code of the rank.
    pub rank: String,
    /// The first day.
    pub joined_on: Day,
    /// The first day not any more, and why.
    pub ended: Option<(Day, String)>,
    /// Whether the company agreed to be listed in the directory.
    pub published: bool,
    /// What its standing follows from.
    pub facts: Facts,
}

/// Marker for period ids.
pub enum PeriodMark {}
/// Id of a period.
pub type PeriodId = Id<PeriodMark>;

/// A period of a membership as it stands on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its id.
    pub id: PeriodId,
    /// The rank it was priced by.
    pub rank: String,
    /// Its days.
    pub span: period::Span,
    /// The day it was paid in full.
    pub settled_on: Option<Day>,
    /// How far instalments carry it.
    pub carried_until: Option<Day>,
    /// The day it was cancelled.
    pub cancelled_on: Option<Day>,
}

/// Key of what is said of the day until which a membership is covered: that it is paid for, or that instalments
/// carry it so far, of which some are open.
#[must_use]
pub fn covered_key(periods: &[Period], until: Option<Day>) -> &'static str {
    let mut live = periods.iter().filter(|p| p.cancelled_on.is_none());
    let carries = |p: &Period| {
        let within = until.is_some_and(|day| p.span.first <= day && day <= p.span.last);
        p.settled_on.is_none() && p.carried_until.is_some() && within
    };
    match live.any(carries) {
        true => "membership-covered-by-plan",
        false => "membership-covered-until",
    }
}

impl Period {
    /// What cover follows from.
    #[must_use]
    pub fn paid(&self) -> period::Paid {
        period::Paid {
            span: self.span,
            settled: self.settled_on.is_some(),
            carried: self.carried_until,
        }
    }
}

/// Something that happened to a membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberEvent {
    /// What: `suspended`, `resumed`, `rank`, `reinstated`, `stayed`, the word of a [`MotionStep`] or of an ending.
    pub kind: String,
    /// From which day.
    pub from: Day,
    /// Its last day, if it has one.
    pub until: Option<Day>,
    /// What belongs to it: the ranks before and after; the number of a motion, with the round of the
    /// ballot that decided it.
    pub detail: String,
    /// Why.
    pub why: String,
    /// By whom.
    pub by: String,
}

impl MemberEvent {
    /// Key of its name.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self.kind.as_str() {
            "suspended" => "membership-event-suspended",
            "resumed" => "membership-event-resumed",
            "rank" => "membership-event-rank",
            "reinstated" => "membership-event-reinstated",
            "stayed" => "membership-event-stayed",
            word => MotionStep::ALL
                .into_iter()
                .find(|step| step.word() == word)
                .map_or_else(
                    || Ending::from_word(word).unwrap_or_default().key(),
                    MotionStep::key,
                ),
        }
    }
}

words! {
    /// What became of a motion to expel a member, as its history tells; that it was carried is the end
    /// of the membership.
    pub enum MotionStep: key "membership-event-" {
        /// It was brought.
        Brought = "motion";
        /// It was withdrawn before any ballot decided.
        Withdrawn = "motion_withdrawn";
        /// The ballot was against it.
        Lost = "motion_lost";
    }
}

impl Membership {
    /// Whether it runs on that day.
    #[must_use]
    pub fn is_current(&self, day: Day) -> bool {
        self.joined_on <= day && self.ended.as_ref().is_none_or(|(end, _)| day < *end)
    }
}

/// A company to admit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    /// Which.
    pub company: CompanyId,
    /// The case that led here; none for members from before the portal.
    pub case: Option<CaseId>,
    /// Code of the rank decided.
    pub rank: String,
    /// The first day of membership.
    pub joined_on: Day,
    /// Whether the company agreed to be listed in the directory.
    pub published: bool,
}

/// How member numbers look: a prefix, the year, a counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberNumbers {
    /// Before everything, may be empty.
    pub prefix: String,
    /// Whether the year of joining stands in it; the counter then begins anew each year.
    pub year: bool,
    /// Digits of the counter; more where it outgrows them.
    pub digits: u8,
}

impl Default for MemberNumbers {
    fn default() -> Self {
        Self {
            prefix: String::new(),
            year: true,
            digits: 4,
        }
    }
}

impl Setting for MemberNumbers {
    const KEY: &'static str = "member_numbers";
}

impl MemberNumbers {
    /// The name of the counter that numbers are drawn from: one for each way they look, so
    /// that a change never gives a number twice.
    #[must_use]
    pub fn counter(&self, joined_on: Day) -> String {
        if self.year {
            format!("member:{}{}", self.prefix, joined_on.year())
        } else {
            format!("member:{}", self.prefix)
        }
    }

    /// The `n`th number.
    #[must_use]
    pub fn format(&self, joined_on: Day, n: i64) -> String {
        let width = usize::from(self.digits);
        if self.year {
            format!("{}{}-{n:0width$}", self.prefix, joined_on.year())
        } else {
            format!("{}{n:0width$}", self.prefix)
        }
    }
}

/// A member number as somebody types it: half-width, upper case, no spaces.
#[must_use]
pub fn typed_number(text: &str) -> String {
    crate::kernel::text::dense(text).to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> Day {
        Day::from_ymd_opt(2026, 1, 1).unwrap() + chrono::TimeDelta::days(n)
    }

    #[test]
    fn a_number_looks_as_the_chamber_wants_it() {
        assert_eq!(MemberNumbers::default().format(day(0), 12), "2026-0012");
        let plain = MemberNumbers {
            prefix: "HG".into(),
            year: false,
            digits: 5,
        };
        assert_eq!(plain.format(day(0), 12), "HG00012");
        assert_eq!(typed_number(" hg ０００12 "), "HG00012");
    }

    #[test]
    fn who_is_covered_by_instalments_has_not_paid_until_then() {
        let period = |first, settled: bool, carried| Period {
            id: PeriodId::new(),
            rank: "member".into(),
            span: period::Span {
                first: day(first),
                last: day(first + 99),
            },
            settled_on: settled.then(|| day(first)),
            carried_until: carried,
            cancelled_on: None,
        };
        let paid = period(0, true, None);
        let carried = period(100, false, Some(day(140)));
        let key = |periods: &[Period], until| covered_key(periods, until);
        let (plain, plan) = ("membership-covered-until", "membership-covered-by-plan");
        assert_eq!(key(std::slice::from_ref(&paid), Some(day(99))), plain);
        let mut both = [paid, carried];
        assert_eq!(key(&both, Some(day(140))), plan);
        // It is paid in full, cancelled, or not what counts.
        assert_eq!(key(&both, Some(day(99))), plain);
        assert_eq!(key(&both, None), plain);
        both[1].settled_on = Some(day(120));
        assert_eq!(key(&both, Some(day(199))), plain);
    }

    proptest! {
        #[test]
        fn no_two_counts_give_one_number(a in 1i64..2_000_000, b in 1i64..2_000_000, year: bool, digits in 1u8..8) {
            let numbers = MemberNumbers { prefix: String::new(), year, digits };
            prop_assert_eq!(a == b, numbers.format(day(0), a) == numbers.format(day(0), b));
        }

        #[test]
        fn a_membership_runs_from_its_first_day_to_the_day_before_its_end(end in 0i64..500, look in -10i64..600) {
            let membership = Membership {
                id: MembershipId::new(),
                company: CompanyId::new(),
                case: None,
                number: "1".into(),
                rank: "member".into(),
                joined_on: day(0),
                ended: Some((day(end), String::new())),
                published: false,
                facts: Facts::default(),
            };
            prop_assert_eq!(membership.is_current(day(look)), (0..end).contains(&look));
        }
    }
}
