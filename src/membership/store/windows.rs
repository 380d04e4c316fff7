//! Standing as a condition on stored days: the same windows as in the rules, so that a list of
//! 100,000 can be narrowed by what is only computed on read. A test holds the two together.

use chrono::TimeDelta;
use diesel::dsl::not;
use diesel::prelude::*;

use crate::kernel::Day;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::Standing;
use crate::platform::lists;
use crate::schema::memberships::{self, dsl as m};

/// A condition on memberships.
pub(super) type Condition = lists::Condition<memberships::table>;

fn later(day: Day, days: i64) -> Day {
    // Years that both databases can compare: four digits.
    day.checked_add_signed(TimeDelta::days(days))
        .unwrap_or(day)
        .min(Day::from_ymd_opt(9999, 12, 31).unwrap_or(day))
}

fn ended(today: Day) -> Condition {
    Box::new(
        m::ended_on
            .is_not_null()
            .and(m::ended_on.assume_not_null().le(today)),
    )
}

fn suspended(today: Day) -> Condition {
    let begun = m::suspended_from
        .is_not_null()
        .and(m::suspended_from.assume_not_null().le(today));
    let until = m::suspended_until.assume_not_null();
    Box::new(begun.and(m::suspended_until.is_null().or(until.ge(today))))
}

/// The last paid day, or without one the day the first dues fall due, lies from `from` to `to`.
fn paid_between(from: Option<Day>, to: Day) -> Condition {
    let covered = m::covered_until.assume_not_null();
    let due = m::first_due.assume_not_null();
    let has = m::covered_until.is_not_null();
    let none = m::covered_until.is_null().and(m::first_due.is_not_null());
    match from {
        Some(from) => Box::new(
            has.and(covered.between(from, to))
                .or(none.and(due.between(from, to))),
        ),
        None => Box::new(has.and(covered.le(to)).or(none.and(due.le(to)))),
    }
}

/// Whether a membership stands like this today.
pub(super) fn in_standing(standing: Standing, rules: &PeriodRules, today: Day) -> Condition {
    if let Standing::Ended(ending) = standing {
        return Box::new(ended(today).and(m::ended_how.eq(ending.word())));
    }
    let running = not(ended(today));
    if standing == Standing::Suspended {
        return Box::new(running.and(suspended(today)));
    }
    let (renewal, grace) = (rules.renewal_days.max(0), rules.grace_days.max(0));
    let arrears = grace + rules.arrears_days.max(0);
    let covered = m::covered_until.assume_not_null();
    let has = m::covered_until.is_not_null();
    let by_days: Condition = match standing {
        Standing::Current => {
            let never = m::covered_until.is_null().and(m::first_due.is_null());
            Box::new(never.or(has.and(covered.ge(later(today, renewal)))))
        }
        // Between its two ends; with no window there is no such day.
        Standing::InRenewal => Box::new(
            has.and(covered.ge(today))
                .and(covered.lt(later(today, renewal))),
        ),
        Standing::Admitted => Box::new(
            m::covered_until
                .is_null()
                .and(m::first_due.is_not_null())
                .and(m::first_due.assume_not_null().ge(today)),
        ),
        Standing::Grace => paid_between(Some(later(today, -grace)), later(today, -1)),
        Standing::InArrears if rules.confirm_lapse => paid_between(None, later(today, -grace - 1)),
        Standing::InArrears => paid_between(Some(later(today, -arrears)), later(today, -grace - 1)),
        Standing::Lapsed if !rules.confirm_lapse => paid_between(None, later(today, -arrears - 1)),
        _ => Box::new(m::seq.lt(0)),
    };
    Box::new(running.and(not(suspended(today))).and(by_days))
}
