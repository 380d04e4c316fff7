//! Moments as programs write them in tables, with how far their clock is from that of Greenwich.

use chrono::{DateTime, NaiveDateTime, Utc};

/// How programs write a day and a time.
const WRITTEN: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S%.f",
    "%Y/%m/%d %H:%M",
];

/// The moment in a cell that says of which clock it is, `2026-11-02T17:30:00Z`, `2026-11-02 17:30 +08:00`; or,
/// where its head says so, of Greenwich's without a word.
#[must_use]
pub fn moment(cell: &str, greenwich: bool) -> Option<DateTime<Utc>> {
    // Only between day and time: `UTC` has one too.
    let plain = cell.trim().to_uppercase();
    let plain = match plain.split_once('T') {
        Some((day, time)) if day.ends_with(|c: char| c.is_ascii_digit()) => format!("{day} {time}"),
        _ => plain,
    };
    let zones = ["Z", "UTC", "GMT"];
    let bare = zones.iter().find_map(|zone| plain.strip_suffix(zone));
    if greenwich || bare.is_some() {
        let bare = bare.unwrap_or(&plain).trim_end();
        let read = |form: &&str| NaiveDateTime::parse_from_str(bare, form).ok();
        if let Some(naive) = WRITTEN.iter().find_map(read) {
            return Some(naive.and_utc());
        }
    }
    let mut written = WRITTEN.iter();
    let found = written.find_map(|form| {
        let form = format!("{form}%#z");
        DateTime::parse_from_str(&plain.replace(" +", "+"), &form).ok()
    });
    found.map(|moment| moment.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_by_the_clock_that_it_names() {
        let at = |text: &str| moment(text, false).map(|m| m.to_rfc3339());
        let right = Some("2025-12-31T17:30:00+00:00".to_owned());
        for text in [
            "2025-12-31T17:30:00Z",
            "2025-12-31 17:30:00 UTC",
            "2025-12-31T17:30:00+00:00",
            "2025-12-31T17:30:00.000Z",
            "2026-01-01 01:30 +08:00",
            "2026-01-01T01:30:00+0800",
        ] {
            assert_eq!(at(text), right, "{text}");
        }
        assert_eq!(
            moment("2025-12-31 17:30", true).map(|m| m.to_rfc3339()),
            right
        );
        for text in ["2025-12-31", "2025-12-31 17:30", "17:30Z", "", "UTC"] {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
