//! Mails of the chamber's settings.

use crate::kernel::Moment;
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

/// The mail server was changed, or taken away; goes to officers through the one before.
pub fn mail_server(key: &str, by: &str, host: &str) -> Letter {
    let told = match host.is_empty() {
        true => say!("chamber-letter-server-removed", by = by),
        false => say!("chamber-letter-server-changed", by = by, host = host),
    };
    Letter::to_several(OF_SERVER, key, say!("chamber-letter-server-subject"))
        .line(told)
        .line(say!("chamber-letter-server-text"))
}
