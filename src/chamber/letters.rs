//! Mails of the chamber's settings.

use crate::kernel::{Moment, Say};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::mailer::OF_SERVER;
use crate::say;

/// A letter that shows that mails arrive.
pub fn test(to: &Recipient, now: Moment) -> Letter {
    let key = format!("{}:{}", to.email, now.and_utc().timestamp_micros());
    Letter::new(
        "chamber.test",
        &key,
        to,
        say!("chamber-letter-test-subject"),
    )
    .line(say!("chamber-letter-test-line"))
}

/// The kind of letter about another mail server that goes through the one before.
pub const THROUGH_BEFORE: &str = OF_SERVER;
/// The same through the server in use, where the one before is dead.
pub const THROUGH_THIS: &str = "chamber.mail_server";

fn of_server(kind: &'static str, key: &str, told: Say) -> Letter {
    Letter::to_several(kind, key, say!("chamber-letter-server-subject")).line(told)
}

/// Another mail server was asked for, or none.
pub fn server_asked(change: &str, by: &str, host: &str) -> Letter {
    let told = match host.is_empty() {
        true => say!("chamber-letter-server-remove-asked", by = by),
        false => say!("chamber-letter-server-asked", by = by, host = host),
    };
    of_server(THROUGH_BEFORE, &format!("{change}:asked"), told)
}

/// Another mail server is used now, or none.
pub fn server_used(through: &'static str, change: &str, by: &str, host: &str) -> Letter {
    let told = match host.is_empty() {
        true => say!("chamber-letter-server-removed", by = by),
        false => say!("chamber-letter-server-changed", by = by, host = host),
    };
    of_server(through, &format!("{change}:used"), told).line(say!("chamber-letter-server-text"))
}

/// The mail server that was asked for is not used, since whoever asked is no administrator any more.
pub fn server_lapsed(change: &str, by: &str) -> Letter {
    let told = say!("chamber-letter-server-lapsed", by = by);
    of_server(THROUGH_BEFORE, &format!("{change}:lapsed"), told)
}

/// The mail server that was asked for is not to be used.
pub fn server_withdrawn(change: &str, by: &str, host: &str) -> Letter {
    let told = match host.is_empty() {
        true => say!("chamber-letter-server-stays", by = by),
        false => say!("chamber-letter-server-withdrawn", by = by, host = host),
    };
    of_server(THROUGH_BEFORE, &format!("{change}:withdrawn"), told)
}
