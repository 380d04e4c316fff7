//! Periods against a slow count, day by day over four years with a leap year among them.

use chrono::{Months, TimeDelta};
use proptest::prelude::*;

use super::period::{
    MonthDay, Paid, PeriodKind, PeriodRules, ProRata, Span, covered_until, part, stretch_from,
};
use crate::kernel::{Day, Fen};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn span(first: &str, last: &str) -> Span {
    Span {
        first: day(first),
        last: day(last),
    }
}

#[test]
fn a_month_has_no_more_days_than_it_has() {
    let exists = |month, day| MonthDay { month, day }.exists();
    for (month, last) in [(1, 31), (2, 29), (4, 30), (11, 30), (12, 31)] {
        assert!(exists(month, last) && !exists(month, last + 1), "{month}");
    }
    assert!(!exists(0, 1) && !exists(13, 1) && !exists(1, 0));
}

#[test]
fn who_joins_after_the_rollover_day_stays_to_the_end_of_the_next_year_for_one_years_dues() {
    let rules = PeriodRules {
        rollover: Some(MonthDay { month: 9, day: 1 }),
        ..PeriodRules::default()
    };
    let late = rules.first_period(day("2026-09-15"));
    assert_eq!(late.span, span("2026-09-15", "2027-12-31"));
    assert_eq!(late.price(Fen(500_000)), Fen(500_000));
    let early = rules.first_period(day("2026-08-31"));
    assert_eq!(early.span, span("2026-08-31", "2026-12-31"));
    assert_eq!(early.price(Fen(500_000)), Fen(208_333));
}

#[test]
fn a_rollover_day_is_found_in_a_dues_year_that_begins_in_july() {
    let rules = PeriodRules {
        year_starts: MonthDay { month: 7, day: 1 },
        rollover: Some(MonthDay { month: 4, day: 1 }),
        ..PeriodRules::default()
    };
    assert_eq!(
        rules.first_period(day("2027-03-31")).span.last,
        day("2027-06-30")
    );
    assert_eq!(
        rules.first_period(day("2027-04-01")).span.last,
        day("2028-06-30")
    );
    assert_eq!(
        rules.first_period(day("2026-12-01")).span.last,
        day("2027-06-30")
    );
}

#[test]
fn a_rolling_month_from_the_31st_is_clamped_and_does_not_drift() {
    let rules = PeriodRules {
        kind: PeriodKind::Rolling,
        months: 1,
        ..PeriodRules::default()
    };
    let first = rules.first_period(day("2027-01-31"));
    assert_eq!(first.span, span("2027-01-31", "2027-02-27"));
    let second = rules.next_period(day("2027-01-31"), first.span.last);
    assert_eq!(second.span, span("2027-02-28", "2027-03-30"));
    let third = rules.next_period(day("2027-01-31"), second.span.last);
    assert_eq!(third.span, span("2027-03-31", "2027-04-29"));
    assert_eq!(third.price(Fen(120_000)), Fen(10_000));
}

#[test]
fn a_promotion_in_may_costs_eight_of_twelve_months() {
    let rules = PeriodRules::default();
    let year = span("2027-01-01", "2027-12-31");
    assert_eq!(
        part(Fen(500_000), rules.rest(year, day("2027-05-01"))),
        Fen(333_333)
    );
    let by_days = PeriodRules {
        pro_rata: ProRata::Days,
        ..rules
    };
    assert_eq!(by_days.rest(year, day("2027-05-01")), (245, 365));
}

#[test]
fn begun_months_are_counted_from_the_day_the_dues_year_begins_on() {
    let rules = |month, day| PeriodRules {
        year_starts: MonthDay { month, day },
        ..PeriodRules::default()
    };
    for (starts, joined, last, price) in [
        ((3, 15), "2026-03-15", "2027-03-14", 500_000),
        ((3, 15), "2026-03-16", "2027-03-14", 500_000),
        ((3, 15), "2026-04-14", "2027-03-14", 500_000),
        ((3, 15), "2026-04-15", "2027-03-14", 458_333),
        ((3, 15), "2026-04-20", "2027-03-14", 458_333),
        ((3, 15), "2026-10-15", "2027-03-14", 208_333),
        ((3, 15), "2027-03-14", "2027-03-14", 41_667),
        ((12, 31), "2026-11-30", "2026-12-30", 41_667),
        ((12, 31), "2026-11-29", "2026-12-30", 83_333),
        ((2, 29), "2023-03-28", "2024-02-28", 500_000),
        ((2, 29), "2023-03-29", "2024-02-28", 458_333),
    ] {
        let first = rules(starts.0, starts.1).first_period(day(joined));
        assert_eq!(first.span, span(joined, last), "{starts:?}");
        assert_eq!(first.price(Fen(500_000)), Fen(price), "{starts:?} {joined}");
    }
}

#[test]
fn whenever_the_year_begins_a_later_joining_never_costs_more_and_none_more_than_the_year() {
    let starts = (1..=12).flat_map(|month| (1..=31).map(move |day| MonthDay { month, day }));
    for year_starts in starts {
        for pro_rata in [ProRata::Days, ProRata::Months] {
            let rules = PeriodRules {
                year_starts,
                pro_rata,
                ..PeriodRules::default()
            };
            let year = rules.year_of(day("2023-06-15"));
            for year in [year, rules.year_of(year.last.succ_opt().unwrap())] {
                let mut before = Fen(500_000);
                assert_eq!(rules.first_period(year.first).price(before), before);
                for joined in year.first.iter_days().take_while(|d| year.has(*d)) {
                    let price = rules.first_period(joined).price(Fen(500_000));
                    assert!(price <= before, "{year_starts:?} {joined}: {price:?}");
                    assert!(price.0 > 0);
                    before = price;
                }
            }
        }
    }
}

#[test]
fn what_was_paid_until_a_day_of_its_own_is_followed_by_a_whole_rolling_period() {
    let rules = PeriodRules {
        kind: PeriodKind::Rolling,
        ..PeriodRules::default()
    };
    let joined = day("2023-06-15");
    for (paid_until, before, next) in [
        (
            "2026-06-14",
            span("2025-06-15", "2026-06-14"),
            span("2026-06-15", "2027-06-14"),
        ),
        (
            "2026-12-14",
            span("2025-12-15", "2026-12-14"),
            span("2026-12-15", "2027-12-14"),
        ),
    ] {
        let last = day(paid_until);
        assert_eq!(rules.paid_before(joined, last), before);
        // Those of earlier builds were carried over from the beginning of the dues year.
        for anchor in [before.first, day("2026-01-01")] {
            let found = rules.next_period(anchor, last);
            assert_eq!(found.span, next);
            assert_eq!(found.price(Fen(500_000)), Fen(500_000));
            let after = rules.next_period(anchor, next.last);
            assert_eq!(after.span.first, next.last.succ_opt().unwrap());
            assert_eq!(after.price(Fen(500_000)), Fen(500_000));
        }
    }
    // Nobody has paid for days before it joined.
    let late = rules.paid_before(day("2026-03-01"), day("2026-12-14"));
    assert_eq!(late, span("2026-03-01", "2026-12-14"));
    let next = rules.next_period(late.first, late.last);
    assert_eq!(next.span, span("2026-12-15", "2027-12-14"));
    let fixed = PeriodRules::default();
    assert_eq!(
        fixed.paid_before(joined, day("2026-06-14")),
        span("2026-01-01", "2026-06-14")
    );
}

#[test]
fn the_rest_of_a_period_that_runs_on_is_never_more_than_a_year() {
    let rules = PeriodRules {
        rollover: Some(MonthDay { month: 9, day: 1 }),
        ..PeriodRules::default()
    };
    let long = rules.first_period(day("2026-10-10")).span;
    assert_eq!(rules.rest(long, day("2026-10-10")), (12, 12));
    assert_eq!(rules.rest(long, day("2027-05-01")), (8, 12));
}

/// All days of four years, one of them a leap year.
fn four_years() -> impl Iterator<Item = Day> {
    (0..1461).map(|n| day("2026-01-01") + TimeDelta::days(n))
}

/// fee × num / den by trial: the largest fen whose double is not above the double of the amount.
fn slow(fee: i64, num: i64, den: i64) -> i64 {
    let exact2 = 2 * i128::from(fee) * i128::from(num);
    let mut low = i128::from(fee) * i128::from(num) / i128::from(den) - 2;
    while 2 * (low + 1) * i128::from(den) <= exact2 + i128::from(den) {
        low += 1;
    }
    i64::try_from(low).unwrap()
}

#[test]
fn pro_rata_is_the_same_as_a_count_on_the_fingers_on_every_day_of_four_years() {
    for (month, start) in [(1, 1), (7, 1), (2, 29)] {
        for pro_rata in [ProRata::Days, ProRata::Months] {
            let rules = PeriodRules {
                year_starts: MonthDay { month, day: start },
                pro_rata,
                ..PeriodRules::default()
            };
            for joined in four_years() {
                let year = rules.year_of(joined);
                assert!(year.has(joined));
                let whole: Vec<Day> = year
                    .first
                    .iter_days()
                    .take_while(|d| year.has(*d))
                    .collect();
                assert!((365..=366).contains(&whole.len()));
                let rest: Vec<Day> = whole.iter().copied().filter(|d| *d >= joined).collect();
                let (num, den) = match pro_rata {
                    ProRata::Days => (rest.len(), whole.len()),
                    // Month after month back from the end of the year, until none is left to begin.
                    _ => (
                        (0..)
                            .map(|n| year.last.succ_opt().unwrap() - Months::new(n))
                            .take_while(|begins| *begins > joined)
                            .count(),
                        12,
                    ),
                };
                let (num, den) = (i64::try_from(num).unwrap(), i64::try_from(den).unwrap());
                let first = rules.first_period(joined);
                let expected = if joined == year.first {
                    500_001
                } else {
                    slow(500_001, num, den)
                };
                assert_eq!(
                    first.price(Fen(500_001)),
                    Fen(expected),
                    "{joined} {pro_rata:?}"
                );
            }
        }
    }
}

fn any_rules() -> impl Strategy<Value = PeriodRules> {
    let start = (1u32..=12, 1u32..=31).prop_map(|(month, day)| MonthDay { month, day });
    let roll = proptest::option::of(start.clone());
    (any::<bool>(), start, roll, 1u32..=36).prop_map(|(fixed, year_starts, rollover, months)| {
        let kind = if fixed {
            PeriodKind::Fixed
        } else {
            PeriodKind::Rolling
        };
        PeriodRules {
            kind,
            year_starts,
            rollover,
            months,
            ..PeriodRules::default()
        }
    })
}

fn any_day() -> impl Strategy<Value = Day> {
    (0i64..3000).prop_map(|n| day("2024-01-01") + TimeDelta::days(n))
}

proptest! {
    #[test]
    fn periods_follow_each_other_without_gap_and_without_overlap(rules in any_rules(), joined in any_day()) {
        let mut last = rules.first_period(joined).span;
        prop_assert_eq!(last.first, joined);
        for _ in 0..8 {
            prop_assert!(last.days() > 0);
            let next = rules.next_period(joined, last.last).span;
            prop_assert_eq!(next.first, last.last.succ_opt().unwrap());
            last = next;
        }
    }

    #[test]
    fn a_part_is_never_off_by_more_than_half_a_fen(fee in 0i64..10_000_000, num in 0i64..400, den in 1i64..400) {
        prop_assert_eq!(part(Fen(fee), (num, den)).0, slow(fee, num, den));
        prop_assert_eq!(part(Fen(-fee), (num, den)).0, -part(Fen(fee), (num, den)).0);
    }

    #[test]
    fn cover_ends_where_the_first_unpaid_period_of_the_last_stretch_begins(
        paid in proptest::collection::vec((1i64..400, 0i64..3, any::<bool>()), 1..8)
    ) {
        let mut at = day("2024-01-01");
        let mut periods = vec![];
        for (days, gap, settled) in paid {
            at += TimeDelta::days(gap);
            let last = at + TimeDelta::days(days - 1);
            periods.push(Paid { span: Span { first: at, last }, settled, carried: None });
            at = last + TimeDelta::days(1);
        }
        let from = stretch_from(&periods).unwrap();
        let days: Vec<(Day, bool)> = periods
            .iter()
            .flat_map(|p| p.span.first.iter_days().take_while(|d| p.span.has(*d)).map(|d| (d, p.settled)))
            .collect();
        // Day by day: walk from the start of the stretch while each day is paid for.
        let slow = days.iter().skip_while(|(d, _)| *d < from).take_while(|(_, paid)| *paid).last();
        prop_assert_eq!(covered_until(&periods), slow.map(|(d, _)| *d));
    }
}
