//! Mails of the chamber's settings.

use crate::kernel::Moment;
use crate::platform::letter::{Letter, Recipient};
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
