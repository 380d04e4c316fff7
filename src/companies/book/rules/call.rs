//! What was talked about with a company, and whether it waits for another call.

use crate::kernel::id::Id;
use crate::kernel::{Day, Moment};

/// Marker for calls.
pub enum CallMark {}
/// Id of a call.
pub type CallId = Id<CallMark>;

/// What a note says: with whom, on which day, what was said, by when the company is called again.
pub type Noted = (String, Day, String, Option<Day>);

/// A note of a call or a visit: never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// With whom.
    pub with: String,
    /// On which day.
    pub held_on: Day,
    /// What was said.
    pub said: String,
    /// By which day the company is to be called again.
    pub follow_up: Option<Day>,
    /// Who of the office wrote it.
    pub by: String,
    /// When.
    pub written_at: Moment,
}

/// Which of a company's calls, the latest first, still wait for another one: a later note answers those
/// before it. It follows from the notes, so nobody has to tick anything off.
#[must_use]
pub fn waits(calls: &[Call]) -> Option<Day> {
    calls.first().and_then(|latest| latest.follow_up)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(follow_up: Option<&str>) -> Call {
        Call {
            id: CallId::new(),
            with: String::new(),
            held_on: Day::default(),
            said: String::new(),
            follow_up: follow_up.map(|day| day.parse().unwrap()),
            by: String::new(),
            written_at: Moment::default(),
        }
    }

    #[test]
    fn a_later_note_answers_the_follow_up_of_an_earlier_one() {
        let day: Option<Day> = "2026-12-01".parse().ok();
        assert_eq!(waits(&[]), None);
        assert_eq!(waits(&[call(Some("2026-12-01"))]), day);
        assert_eq!(waits(&[call(None), call(Some("2026-12-01"))]), None);
        assert_eq!(
            waits(&[call(Some("2026-12-01")), call(Some("2026-01-01"))]),
            day
        );
    }
}
