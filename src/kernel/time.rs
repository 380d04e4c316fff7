//! Moments and days. A moment is UTC and is shown in the chamber's time zone; a day is
//! a date in that zone. Nothing here reads a clock: `now` always comes as an argument.

use chrono::{NaiveDate, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;

/// A point in time, UTC, to the microsecond (what both databases can keep).
pub type Moment = NaiveDateTime;

/// A calendar date in the chamber's time zone.
pub type Day = NaiveDate;

/// The first day that anything here is on.
pub const FIRST: Day = ymd(1900, 1, 1);
/// The first day that a company may have been founded on: some houses are old.
pub const OLDEST: Day = ymd(1800, 1, 1);
/// The last one. What is typed, imported or told beyond is a slip of the pen, and nothing counts that
/// far.
pub const LAST: Day = ymd(2200, 12, 31);

const fn ymd(year: i32, month: u32, day: u32) -> Day {
    match Day::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => Day::MIN,
    }
}

/// Reads a day as browsers post it and files write it, `2026-11-22`; `None` if it is none, or not
/// between [`FIRST`] and [`LAST`].
#[must_use]
pub fn parse_day(text: &str) -> Option<Day> {
    text.trim().parse().ok().filter(is_within)
}

/// Whether a day is between [`FIRST`] and [`LAST`].
#[must_use]
pub fn is_within(day: &Day) -> bool {
    (FIRST..=LAST).contains(day)
}

/// Reads a date and time as browsers post it, `2026-11-22T09:30`, in `zone`, as UTC; `None` if it is
/// none, or its day not between [`FIRST`] and [`LAST`].
#[must_use]
pub fn parse_moment(text: &str, zone: Tz) -> Option<Moment> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| Moment::parse_from_str(text.trim(), form).ok())
        .filter(|local| is_within(&local.date()))
        .map(|local| local_to_utc(zone, local))
}

/// Cuts a moment to whole microseconds, so that it reads back as it was written.
#[must_use]
pub fn to_micros(moment: Moment) -> Moment {
    let nanos = moment.nanosecond() / 1_000 * 1_000;
    moment.with_nanosecond(nanos).unwrap_or(moment)
}

/// The day it is in `zone` at `moment`.
#[must_use]
pub fn day_in(zone: Tz, moment: Moment) -> Day {
    zone.from_utc_datetime(&moment).date_naive()
}

/// The first moment (UTC) of `day` in `zone`. Where the clock skips midnight, the first that exists.
#[must_use]
pub fn start_of(zone: Tz, day: Day) -> Moment {
    local_to_utc(zone, day.and_time(chrono::NaiveTime::MIN))
}

/// A wall-clock time in `zone` as UTC. In the hour a clock repeats, the earlier; in one it skips, an hour later.
#[must_use]
pub fn local_to_utc(zone: Tz, local: NaiveDateTime) -> Moment {
    zone.from_local_datetime(&local)
        .earliest()
        .or_else(|| {
            zone.from_local_datetime(&(local + chrono::TimeDelta::hours(1)))
                .earliest()
        })
        .map_or(local, |t| t.naive_utc())
}

/// The moment `day` ends in `zone`: the first of the next day.
#[must_use]
pub fn end_of(zone: Tz, day: Day) -> Moment {
    start_of(zone, day.succ_opt().unwrap_or(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_between_1900_and_2200_however_it_is_written() {
        let zone = chrono_tz::Asia::Shanghai;
        for fine in ["1900-01-01", "2026-11-22", "2200-12-31"] {
            assert_eq!(parse_day(fine).unwrap().to_string(), fine);
            assert!(parse_moment(&format!("{fine}T12:00"), zone).is_some());
        }
        for far in [
            "0202-02-05",
            "1899-12-31",
            "2201-01-01",
            "20226-12-31",
            "+262142-12-31",
            "-0001-01-01",
        ] {
            assert_eq!(parse_day(far), None, "{far}");
            assert_eq!(parse_moment(&format!("{far}T12:00"), zone), None, "{far}");
        }
    }

    #[test]
    fn a_day_in_shanghai_starts_at_sixteen_hours_utc_of_the_day_before() {
        let zone = chrono_tz::Asia::Shanghai;
        let day = Day::from_ymd_opt(2026, 11, 22).unwrap();
        let start = start_of(zone, day);
        assert_eq!(start.to_string(), "2026-11-21 16:00:00");
        assert_eq!(day_in(zone, start), day);
        assert_eq!(end_of(zone, day).to_string(), "2026-11-22 16:00:00");
    }
}
