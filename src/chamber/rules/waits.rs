//! A change that waits before it holds, where whoever has it made could take something over: where letters go,
//! which carry keys to accounts, or where members pay. Officers hear of it and have a day to stop it.

use chrono::TimeDelta;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::kernel::id::{Id, PersonId};
use crate::kernel::{Moment, Say};
use crate::platform::settings::Setting;
use crate::say;

/// How long a change waits; as long somebody must have been in office to shorten that.
pub const WAIT: TimeDelta = TimeDelta::days(1);

/// How long it waits where nobody but whoever asked could stop it: so a chamber with one officer isn't locked, and
/// whoever was shut out before has time to be heard.
pub const WAIT_ALONE: TimeDelta = TimeDelta::days(3);

/// For so long whoever guarded it hears of it after their account was closed or the role taken.
pub const LATELY: TimeDelta = TimeDelta::days(14);

/// Marker for ids of changes.
pub enum ChangeMark {}
/// Id of a change that waits: an old page acts on none but the one it shows.
pub type ChangeId = Id<ChangeMark>;

/// Something that waits where another one is to take its place.
pub trait Waits: Clone + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The setting that keeps the one that waits; never changes.
    const NEXT: &'static str;

    /// It as the audit record shows it: without what must not stand there.
    fn recorded(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// A change that was asked for.
#[derive(Clone, Serialize, Deserialize)]
pub struct Waiting<T> {
    /// Which change.
    pub id: ChangeId,
    /// What is to hold.
    #[serde(alias = "server")]
    pub value: T,
    /// Who asked.
    pub by: PersonId,
    /// Their name then.
    pub by_name: String,
    /// When they asked, UTC.
    pub asked_at: Moment,
    /// From when it holds, UTC.
    pub due: Moment,
}

/// The change that waits, if one does.
#[derive(Clone, Serialize, Deserialize)]
pub struct Next<T>(pub Option<Waiting<T>>);

impl<T> Default for Next<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Waits> Setting for Next<T> {
    const KEY: &'static str = T::NEXT;

    fn recorded(&self) -> serde_json::Value {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(next) = &self.0 {
            value["value"] = next.value.recorded();
        }
        value
    }
}

/// Whether this officer, who is one since then, may have it hold at once what was asked for: a second person,
/// whom whoever asked can't just have made one.
///
/// # Errors
/// Why not.
pub fn may_hasten(
    (asked_by, asked_at): (&PersonId, Moment),
    by: &PersonId,
    since: Moment,
) -> Result<(), Say> {
    if by == asked_by {
        return Err(say!("chamber-next-own"));
    }
    match since + WAIT <= asked_at {
        true => Ok(()),
        false => Err(say!("chamber-next-new")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_second_person_who_was_in_office_a_day_before_shortens_the_wait() {
        let asked_at = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let (one, other) = (PersonId::new(), PersonId::new());
        let long = asked_at - WAIT;
        let asked = (&one, asked_at);
        assert!(may_hasten(asked, &other, long).is_ok());
        let why = |by, since| may_hasten(asked, by, since).unwrap_err().key;
        assert_eq!(why(&one, long), "chamber-next-own");
        let short = long + TimeDelta::seconds(1);
        assert_eq!(why(&other, short), "chamber-next-new");
    }
}
