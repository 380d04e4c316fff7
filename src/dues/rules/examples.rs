//! What the settings of dues come to, worked out: what stands beside their fields. Pure.

use chrono::{Datelike, TimeDelta};

use super::ladder::in_words;
use crate::kernel::{Day, Say};
use crate::membership::rules::period::{MonthDay, PeriodKind, PeriodRules};
use crate::say;

/// Where no day is set from which first periods run on, the example takes the first of September.
const SEPTEMBER: MonthDay = MonthDay { month: 9, day: 1 };

/// How long the first period is of who joins the day before it runs on to the next year, and of who joins on it, in
/// the dues year of `today`; nothing where periods follow the day of joining.
#[must_use]
pub fn rollover(periods: &PeriodRules, today: Day) -> Option<Say> {
    if periods.kind == PeriodKind::Rolling {
        return None;
    }
    let from = periods.rollover.unwrap_or(SEPTEMBER);
    let set = PeriodRules {
        rollover: Some(from),
        ..periods.clone()
    };
    let year = set.year_of(today);
    let on = [year.first.year(), year.last.year()]
        .map(|n| from.of(n))
        .into_iter()
        .find(|day| year.has(*day))?;
    let before = on.pred_opt()?;
    Some(say!(
        "dues-rollover-example",
        before = before,
        short = set.first_period(before).span.last,
        on = on,
        long = set.first_period(on).span.last,
        month = i64::from(from.month),
        day = i64::from(from.day)
    ))
}

/// When each step of the reminders comes for something that falls due on `due`, and how it speaks.
#[must_use]
pub fn ladder(steps: &[i64], due: Day) -> Vec<Say> {
    let told = in_words(steps).into_iter().zip(steps);
    told.filter_map(|((when, tone), days)| {
        let day = due.checked_add_signed(TimeDelta::days(*days))?;
        let tone = tone.in_words();
        Some(say!(
            "dues-ladder-line",
            when = when,
            day = day,
            tone = tone
        ))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Arg;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn arg(say: &Say, name: &str) -> Arg {
        let found = say.args.iter().find(|(known, _)| known == name);
        found.unwrap().1.clone()
    }

    #[test]
    fn who_joins_late_in_the_year_stays_to_the_end_of_the_next() {
        let told = rollover(&PeriodRules::default(), day("2026-11-30")).unwrap();
        for (name, expected) in [
            ("before", "2026-08-31"),
            ("short", "2026-12-31"),
            ("on", "2026-09-01"),
            ("long", "2027-12-31"),
        ] {
            assert_eq!(arg(&told, name), Arg::from(day(expected)), "{name}");
        }
        let from_june = PeriodRules {
            year_starts: MonthDay { month: 6, day: 1 },
            rollover: Some(MonthDay { month: 3, day: 15 }),
            ..PeriodRules::default()
        };
        let told = rollover(&from_june, day("2026-11-30")).unwrap();
        assert_eq!(arg(&told, "on"), Arg::from(day("2027-03-15")));
        assert_eq!(arg(&told, "short"), Arg::from(day("2027-05-31")));
        assert_eq!(arg(&told, "long"), Arg::from(day("2028-05-31")));
        let rolling = PeriodRules {
            kind: PeriodKind::Rolling,
            ..PeriodRules::default()
        };
        assert_eq!(rollover(&rolling, day("2026-11-30")), None);
    }

    #[test]
    fn each_step_has_its_day() {
        let told = ladder(&[-30, 0, 30, 44, 49], day("2026-12-31"));
        let days: Vec<_> = told.iter().map(|line| arg(line, "day")).collect();
        let expected = [
            "2026-12-01",
            "2026-12-31",
            "2027-01-30",
            "2027-02-13",
            "2027-02-18",
        ];
        assert_eq!(days, expected.map(|text| Arg::from(day(text))));
    }
}
