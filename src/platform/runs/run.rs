//! What a run is: how it stands, how far it has come, what it adds up.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::kernel::id::{Id, PersonId};
use crate::kernel::{Actor, Moment, Say, Who};
use crate::platform::db::Fault;
use crate::words;

/// Marker for ids of runs.
pub enum RunMark {}
/// Id of a run.
pub type RunId = Id<RunMark>;

/// Seconds without a step after which nobody seems to carry a run: a step takes a moment, with
/// papers to print some seconds.
const STILL: i64 = 20;

words! {
    /// How a run stands.
    #[derive(Serialize, Deserialize)]
    pub enum State: key "web-run-is-", tone {
        /// Under way.
        Running = "running", "blue";
        /// Somebody paused it.
        Paused = "paused", "ochre";
        /// Through.
        Done = "done", "jade";
        /// Ended before it was through; what was done stands.
        Cancelled = "cancelled", "ink";
    }
}

impl State {
    /// Whether nothing more will be done.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }
}

/// A run.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// Which work it is.
    pub kind: String,
    /// Id of the thing it works on; empty for all of them.
    pub subject: String,
    /// How it stands.
    pub state: State,
    /// What was asked for when it began, as JSON.
    pub(super) asked: String,
    /// The place it has come to, in an order that its kind knows.
    pub cursor: i64,
    /// How many there were when it began.
    pub total: i64,
    /// How many were looked at.
    pub seen: i64,
    /// For how many something was done.
    pub done: i64,
    /// What its kind adds up beside that, as JSON.
    pub(super) report: String,
    /// Who began it, if a person.
    pub by_id: Option<PersonId>,
    /// Their name then.
    pub by_name: String,
    /// When it began, UTC.
    pub created_at: Moment,
    /// When it last came further, UTC.
    pub moved_at: Moment,
    /// When it was over, UTC.
    pub finished_at: Option<Moment>,
}

impl Run {
    /// What was asked for when it began.
    ///
    /// # Errors
    /// If it is of another kind.
    pub fn asked<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        Ok(serde_json::from_str(&self.asked)?)
    }

    /// The thing it works on.
    ///
    /// # Errors
    /// If it works on none of this kind.
    pub fn about<K>(&self) -> Result<Id<K>, Fault> {
        let id = self.subject.parse();
        id.map_err(|_| Fault::Broken(format!("a run of {} about nothing", self.kind)))
    }

    /// What its kind adds up; the default before it did anything.
    ///
    /// # Errors
    /// If it is of another kind.
    pub fn report<T: DeserializeOwned + Default>(&self) -> Result<T, Fault> {
        if self.report.is_empty() {
            return Ok(T::default());
        }
        Ok(serde_json::from_str(&self.report)?)
    }

    /// Writes down what its kind adds up.
    ///
    /// # Errors
    /// If it can't be written as JSON.
    pub fn set_report(&mut self, report: &impl Serialize) -> Result<(), Fault> {
        self.report = serde_json::to_string(report)?;
        Ok(())
    }

    /// Who stands behind what it does: who began it, without any role, since whether they may was
    /// asked then.
    #[must_use]
    pub fn who(&self) -> Who {
        let person = |id: &PersonId| Actor {
            id: id.clone(),
            name: self.by_name.clone(),
            email: String::new(),
            lang: None,
            roles: vec![],
            firms: vec![],
            second_factor: false,
            must_set_up_second_factor: false,
            session: String::new(),
        };
        Who {
            actor: self.by_id.as_ref().map(person),
            ..Who::system("run")
        }
    }

    /// Whether it should go on and seems to be carried by nobody.
    #[must_use]
    pub fn is_left(&self, now: Moment) -> bool {
        self.state == State::Running && (now - self.moved_at).num_seconds() >= STILL
    }
}

/// Something that a run left out.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// Its place in the order of the run.
    pub place: i64,
    /// Its id or name, as its kind has it.
    pub about: String,
    /// Why.
    pub why: Say,
}
