//! Moments and days. A moment is UTC and is shown in the chamber's time zone; a day is
//! a date in that zone. Nothing here reads a clock: `now` always comes as an argument.

use chrono::{NaiveDate, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;

/// A point in time, UTC, to the microsecond (what both databases can keep).
pub type Moment = NaiveDateTime;

/// A calendar date in the chamber's time zone.
pub type Day = NaiveDate;

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
    fn a_day_in_shanghai_starts_at_sixteen_hours_utc_of_the_day_before() {
        let zone = chrono_tz::Asia::Shanghai;
        let day = Day::from_ymd_opt(2026, 11, 22).unwrap();
        let start = start_of(zone, day);
        assert_eq!(start.to_string(), "2026-11-21 16:00:00");
        assert_eq!(day_in(zone, start), day);
        assert_eq!(end_of(zone, day).to_string(), "2026-11-22 16:00:00");
    }
}
