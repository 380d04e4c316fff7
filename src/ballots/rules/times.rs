//! When a ballot closes unless the office says otherwise, and when its directors are reminded.

use chrono::{NaiveTime, TimeDelta};
use chrono_tz::Tz;

use crate::kernel::Moment;
use crate::kernel::time::{day_in, local_to_utc};

/// First reminder: this long before the close, or half-way if that is later.
pub const FIRST_REMINDER: TimeDelta = TimeDelta::days(3);
/// Second reminder: this long before the close, or after three quarters if that is later.
pub const SECOND_REMINDER: TimeDelta = TimeDelta::days(1);

/// The closing time offered: six in the evening of the last day the time limit allows.
pub fn closing(zone: Tz, now: Moment, limit_days: u16) -> Moment {
    let day = day_in(zone, now + TimeDelta::days(i64::from(limit_days.max(1))));
    let six = NaiveTime::from_hms_opt(18, 0, 0).unwrap_or(NaiveTime::MIN);
    local_to_utc(zone, day.and_time(six))
}

/// The reminder that is due for a seat that has not voted: the first, the second, or none yet.
pub fn reminder(opens: Moment, closes: Moment, now: Moment) -> Option<u8> {
    if now < opens || now >= closes {
        return None;
    }
    let whole = closes - opens;
    let first = closes - FIRST_REMINDER.min(whole / 2);
    let second = closes - SECOND_REMINDER.min(whole / 4);
    if now >= second {
        Some(2)
    } else if now >= first {
        Some(1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn a_ballot_is_offered_to_close_in_the_evening() {
        let zone = chrono_tz::Asia::Shanghai;
        let closes = closing(zone, at("2026-11-22T17:30:00"), 15);
        assert_eq!(closes.to_string(), "2026-12-08 10:00:00");
        assert!(closing(zone, at("2026-11-22T01:00:00"), 0) > at("2026-11-22T01:00:00"));
    }

    #[test]
    fn directors_are_reminded_twice_and_not_at_once() {
        let (opens, closes) = (at("2026-11-01T00:00:00"), at("2026-11-15T00:00:00"));
        let due = |now: &str| reminder(opens, closes, at(now));
        assert_eq!(due("2026-11-01T00:00:00"), None);
        assert_eq!(due("2026-11-12T00:00:00"), Some(1));
        assert_eq!(due("2026-11-14T00:00:00"), Some(2));
        assert_eq!(due("2026-11-15T00:00:00"), None);
    }

    proptest! {
        #[test]
        fn no_reminder_comes_with_the_invitation(minutes in 1i64..100_000) {
            let opens = at("2026-11-01T00:00:00");
            let closes = opens + TimeDelta::minutes(minutes);
            prop_assert_eq!(reminder(opens, closes, opens), None);
            prop_assert_eq!(reminder(opens, closes, closes), None);
        }
    }
}
