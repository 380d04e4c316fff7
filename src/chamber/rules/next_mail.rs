//! Another mail server waits before it is used. Letters carry keys to accounts, so whoever chooses the server
//! could read them: officers hear of it through the one before, and have a day to stop it.

use chrono::TimeDelta;

use crate::kernel::id::PersonId;
use crate::kernel::{Moment, Say};
use crate::say;

/// How long another mail server waits; as long somebody must have been an administrator to shorten that.
pub const WAIT: TimeDelta = TimeDelta::days(1);

/// Whether this administrator, who is one since then, may have the server used at once that was asked for: a
/// second person, whom whoever asked can't just have made one.
///
/// # Errors
/// Why not.
pub fn may_hasten(
    (asked_by, asked_at): (&PersonId, Moment),
    by: &PersonId,
    since: Moment,
) -> Result<(), Say> {
    if by == asked_by {
        return Err(say!("chamber-mail-next-own"));
    }
    match since + WAIT <= asked_at {
        true => Ok(()),
        false => Err(say!("chamber-mail-next-new")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_second_person_who_was_an_administrator_a_day_before_shortens_the_wait() {
        let asked_at = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let (one, other) = (PersonId::new(), PersonId::new());
        let long = asked_at - WAIT;
        let asked = (&one, asked_at);
        assert!(may_hasten(asked, &other, long).is_ok());
        let why = |by, since| may_hasten(asked, by, since).unwrap_err().key;
        assert_eq!(why(&one, long), "chamber-mail-next-own");
        let short = long + TimeDelta::seconds(1);
        assert_eq!(why(&other, short), "chamber-mail-next-new");
    }
}
