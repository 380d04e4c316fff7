//! How a membership stands on a day: computed when it is read, from days and facts alone, so that no
//! job that failed to run ever makes it wrong. Pure.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::period::PeriodRules;
use crate::kernel::Day;
use crate::words;

words! {
    /// How a membership ended.
    #[derive(Hash, Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Ending: key "membership-standing-" {
        /// The member gave notice.
        Resigned = "resigned";
        /// Expelled by a resolution.
        Expelled = "expelled";
        /// The company ceased to be.
        Dissolved = "dissolved";
        /// Deemed to have withdrawn by not paying.
        Deemed = "deemed";
        /// For a reason told in words.
        #[default]
        Other = "other" as "ended";
    }
}

impl Ending {
    /// Those that the office writes down by itself: to expel is for a decided ballot alone.
    pub const BY_OFFICE: [Self; 4] = [Self::Resigned, Self::Dissolved, Self::Deemed, Self::Other];
}

/// How a membership stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// In, with the first dues still open.
    Admitted,
    /// Paid up.
    Current,
    /// Paid up, and soon to renew.
    InRenewal,
    /// The paid time is over; the rights stay for a while.
    Grace,
    /// The rights rest.
    InArrears,
    /// Deemed to have withdrawn.
    Lapsed,
    /// Suspended by a decision.
    Suspended,
    /// Over.
    Ended(Ending),
}

impl Standing {
    /// Those that a list can be narrowed to.
    pub const LISTED: [Self; 7] = [
        Self::Admitted,
        Self::Current,
        Self::InRenewal,
        Self::Grace,
        Self::InArrears,
        Self::Lapsed,
        Self::Suspended,
    ];

    /// The word in the address of a list.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Admitted => "admitted",
            Self::Current => "current",
            Self::InRenewal => "renewal",
            Self::Grace => "grace",
            Self::InArrears => "arrears",
            Self::Lapsed => "lapsed",
            Self::Suspended => "suspended",
            Self::Ended(ending) => ending.word(),
        }
    }

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Admitted => "membership-standing-admitted",
            Self::Current => "membership-standing-current",
            Self::InRenewal => "membership-standing-renewal",
            Self::Grace => "membership-standing-grace",
            Self::InArrears => "membership-standing-arrears",
            Self::Lapsed => "membership-standing-lapsed",
            Self::Suspended => "membership-standing-suspended",
            Self::Ended(ending) => ending.key(),
        }
    }

    /// Tone of its badge.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Current => "jade",
            Self::Admitted | Self::InRenewal => "blue",
            Self::Grace => "ochre",
            Self::InArrears | Self::Suspended => "red",
            Self::Lapsed | Self::Ended(_) => "ink",
        }
    }

    /// Whether a member's rights can be used.
    #[must_use]
    pub const fn has_rights(self) -> bool {
        matches!(
            self,
            Self::Admitted | Self::Current | Self::InRenewal | Self::Grace
        )
    }
}

/// What the standing follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// When the first dues fall due; none if nobody asked for any.
    pub first_due: Option<Day>,
    /// The last day that is paid for.
    pub covered_until: Option<Day>,
    /// From when a suspension holds, and its last day if it has one.
    pub suspended: Option<(Day, Option<Day>)>,
    /// The first day without membership, and how that came.
    pub ended: Option<(Day, Ending)>,
}

/// The last days of the windows a membership goes through while nobody pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    /// Last day of being current; none before the first payment.
    pub current: Option<Day>,
    /// Last day that is paid for, or the day the first dues fall due.
    pub paid: Day,
    /// Last day of grace.
    pub grace: Day,
    /// Last day of arrears.
    pub arrears: Day,
}

impl PeriodRules {
    /// The windows; none where nobody asked for dues.
    #[must_use]
    pub fn windows(&self, facts: &Facts) -> Option<Windows> {
        let paid = facts.covered_until.or(facts.first_due)?;
        let later = |day: Day, days: i64| day.checked_add_signed(TimeDelta::days(days.max(0)));
        let grace = later(paid, self.grace_days).unwrap_or(Day::MAX);
        Some(Windows {
            current: facts
                .covered_until
                .and_then(|day| day.checked_sub_signed(TimeDelta::days(self.renewal_days.max(0)))),
            paid,
            grace,
            arrears: later(grace, self.arrears_days).unwrap_or(Day::MAX),
        })
    }

    /// How a membership stands on a day. What somebody decided comes before what follows from
    /// payment; each window includes both its ends.
    #[must_use]
    pub fn standing(&self, facts: &Facts, today: Day) -> Standing {
        if let Some((on, ending)) = facts.ended
            && on <= today
        {
            return Standing::Ended(ending);
        }
        if let Some((from, until)) = facts.suspended
            && from <= today
            && until.is_none_or(|last| today <= last)
        {
            return Standing::Suspended;
        }
        let Some(windows) = self.windows(facts) else {
            return Standing::Current;
        };
        if facts.covered_until.is_some() {
            match today {
                _ if windows.current.is_some_and(|last| today <= last) => return Standing::Current,
                _ if today <= windows.paid => return Standing::InRenewal,
                _ => {}
            }
        } else if today <= windows.paid {
            return Standing::Admitted;
        }
        match today {
            _ if today <= windows.grace => Standing::Grace,
            _ if today <= windows.arrears || self.confirm_lapse => Standing::InArrears,
            _ => Standing::Lapsed,
        }
    }

    /// The first day without membership: as it was decided, or once nobody paid for so long that it is deemed
    /// to have withdrawn; none while it runs.
    #[must_use]
    pub fn over_from(&self, facts: &Facts, today: Day) -> Option<Day> {
        let decided = facts.ended.map(|(on, _)| on);
        decided.or_else(|| match self.standing(facts, today) {
            Standing::Lapsed => self.windows(facts)?.arrears.succ_opt(),
            _ => None,
        })
    }

    /// Whether a membership's number and certificate are valid on a day, as the chamber sets it.
    #[must_use]
    pub fn certifies(&self, facts: &Facts, today: Day) -> bool {
        let paid = facts.covered_until.is_some() || facts.first_due.is_none();
        self.standing(facts, today).has_rights() && (paid || !self.certificate_needs_dues)
    }

    /// Whether the board is to confirm now that a member is deemed to have withdrawn.
    #[must_use]
    pub fn lapse_waits(&self, facts: &Facts, today: Day) -> bool {
        self.confirm_lapse
            && self.standing(facts, today) == Standing::InArrears
            && self.windows(facts).is_some_and(|w| today > w.arrears)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> Day {
        Day::from_ymd_opt(2026, 1, 1).unwrap() + TimeDelta::days(n)
    }

    fn rules(confirm_lapse: bool) -> PeriodRules {
        PeriodRules {
            renewal_days: 60,
            grace_days: 90,
            arrears_days: 275,
            confirm_lapse,
            ..PeriodRules::default()
        }
    }

    #[test]
    fn each_window_includes_both_its_ends() {
        let facts = Facts {
            covered_until: Some(day(364)),
            ..Facts::default()
        };
        let at = |n| rules(false).standing(&facts, day(n));
        assert_eq!(at(304), Standing::Current);
        assert_eq!(at(305), Standing::InRenewal);
        assert_eq!(at(364), Standing::InRenewal);
        assert_eq!(at(365), Standing::Grace);
        assert_eq!(at(454), Standing::Grace);
        assert_eq!(at(455), Standing::InArrears);
        assert_eq!(at(729), Standing::InArrears);
        assert_eq!(at(730), Standing::Lapsed);
        assert_eq!(rules(true).standing(&facts, day(730)), Standing::InArrears);
        assert!(rules(true).lapse_waits(&facts, day(730)));
        assert!(!rules(true).lapse_waits(&facts, day(729)));
    }

    #[test]
    fn a_suspension_with_a_last_day_gives_way_to_what_the_days_say() {
        let facts = Facts {
            covered_until: Some(day(364)),
            suspended: Some((day(10), Some(day(20)))),
            ..Facts::default()
        };
        let at = |n| rules(true).standing(&facts, day(n));
        assert_eq!(
            (at(9), at(10), at(20)),
            (Standing::Current, Standing::Suspended, Standing::Suspended)
        );
        assert_eq!(at(21), Standing::Current);
    }

    #[test]
    fn who_was_never_asked_for_dues_is_current() {
        assert_eq!(
            rules(false).standing(&Facts::default(), day(9999)),
            Standing::Current
        );
    }

    fn order(standing: Standing) -> usize {
        match standing {
            Standing::Admitted | Standing::Current => 0,
            Standing::InRenewal => 1,
            Standing::Grace => 2,
            Standing::InArrears => 3,
            _ => 4,
        }
    }

    fn some_day() -> impl Strategy<Value = Option<Day>> {
        proptest::option::of((-50i64..900).prop_map(day))
    }

    proptest! {
        /// Total: every day has exactly one; and without payment it only ever gets worse, so no two
        /// windows overlap and none comes back.
        #[test]
        fn without_payment_standing_only_gets_worse(
            first_due in some_day(), covered_until in some_day(), confirm: bool,
            renewal in 0i64..200, grace in 0i64..200, arrears in 0i64..400
        ) {
            let rules = PeriodRules {
                renewal_days: renewal, grace_days: grace, arrears_days: arrears, ..rules(confirm)
            };
            let facts = Facts { first_due, covered_until, ..Facts::default() };
            let mut before = 0;
            for n in -100..1600 {
                let now = order(rules.standing(&facts, day(n)));
                prop_assert!(now >= before, "day {n}");
                before = now;
            }
        }

        #[test]
        fn what_was_decided_comes_before_what_follows_from_payment(
            covered_until in some_day(), ended in 0i64..900, today in -50i64..1200,
            from in 0i64..900, long in proptest::option::of(0i64..100)
        ) {
            let facts = Facts {
                covered_until,
                suspended: Some((day(from), long.map(|n| day(from + n)))),
                ended: Some((day(ended), Ending::Expelled)),
                ..Facts::default()
            };
            let standing = rules(true).standing(&facts, day(today));
            let suspended = today >= from && long.is_none_or(|n| today <= from + n);
            prop_assert_eq!(today >= ended, standing == Standing::Ended(Ending::Expelled));
            prop_assert_eq!(today < ended && suspended, standing == Standing::Suspended);
        }
    }
}
