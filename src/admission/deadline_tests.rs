//! When reminders fall, on plain cases and on any route.

use super::*;
use crate::admission::event::Event;
use crate::admission::route::Route;
use crate::chamber::rules::TimeLimits;
use proptest::prelude::*;

fn day(n: i64) -> Moment {
    chrono::DateTime::UNIX_EPOCH.naive_utc() + Duration::days(20_000 + n)
}

fn sent(limits: TimeLimits) -> Journey {
    let route = Route {
        limits,
        ..Route::default()
    };
    let event = Event::Submitted { revision: 1, route };
    Journey::open(day(0)).after(&event, day(0)).unwrap()
}

fn returned(limits: TimeLimits, answer_by: Moment) -> Journey {
    let event = Event::Returned {
        correction: 1,
        answer_by,
    };
    sent(limits).after(&event, day(0)).unwrap()
}

/// Every reminder of a journey in order, with the hour it is found by a worker that comes hourly.
fn told(journey: &Journey) -> Vec<(Nudge, i64)> {
    let mut told: Vec<(Nudge, i64)> = vec![];
    for hour in 0..24 * 90 {
        let now = day(0) + Duration::hours(hour);
        let journey = journey.at(now);
        if let Some(nudge) = journey.nudge(now).filter(|_| journey.since == day(0))
            && told.last().is_none_or(|(last, _)| *last < nudge)
        {
            told.push((nudge, hour));
        }
    }
    told
}

#[test]
fn the_office_is_reminded_once_before_its_silence_accepts() {
    assert_eq!(told(&sent(TimeLimits::default())), [(Nudge::Soon, 72)]);
}

#[test]
fn the_applicant_is_reminded_before_after_and_a_week_before_the_case_ends() {
    let journey = returned(TimeLimits::default(), day(15));
    let expected = [
        (Nudge::Soon, 13 * 24),
        (Nudge::Late, 15 * 24),
        (Nudge::Copied, 38 * 24),
    ];
    assert_eq!(told(&journey), expected);
    assert_eq!(journey.reminded(), Some(Party::Applicant));
}

#[test]
fn a_step_of_the_office_that_stays_undone_goes_higher_up() {
    let accepted = Event::Accepted { deemed: false };
    let journey = sent(TimeLimits::default())
        .after(&accepted, day(0))
        .unwrap();
    let expected = [(Nudge::Soon, 72), (Nudge::Late, 120), (Nudge::Copied, 192)];
    assert_eq!(told(&journey), expected);
    assert_eq!(journey.reminded(), Some(Party::Office));
}

proptest! {
    #[test]
    fn reminders_come_in_order_and_none_with_the_event_itself(
        limit in 1u16..60, grace in 1u16..60, back: bool,
    ) {
        let limits = TimeLimits { answer: limit, grace, ..TimeLimits::default() };
        let journey = if back {
            returned(limits, day(limit.into()))
        } else {
            sent(limits)
        };
        let falls = journey.falls().unwrap();
        prop_assert!(falls.is_sorted());
        prop_assert!(falls[0] > journey.since);
        let (_, end) = journey.silence().unwrap();
        prop_assert!(falls[2] <= end && (!back || falls[2] < end));
    }
}
