//! One reviewer's part in the review of one case: asked, declared, working, submitted.
//!
//! Only a review that was really submitted counts. Who declared a conflict or was released is out,
//! and "all reviews are in" is said of those that remain.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::Sheet;
use crate::admission::stage::Stage;
use crate::kernel::id::{CaseId, Id, PersonId};
use crate::kernel::{Moment, Say};
use crate::say;
use crate::words;

/// Marker for assignment ids.
pub enum AssignmentMark {}

/// What a reviewer declared before the case opened to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// When.
    pub at: Moment,
    /// The conflict in their words; `None` if they have none.
    pub reason: Option<String>,
}

/// The office let a reviewer go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: String,
}

/// One reviewer's part.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// Its id.
    pub id: Id<AssignmentMark>,
    /// The case.
    pub case: CaseId,
    /// Who.
    pub reviewer: PersonId,
    /// Their name.
    pub name: String,
    /// When they were asked.
    pub assigned_at: Moment,
    /// Until when the review is due.
    pub due_at: Moment,
    /// What they declared.
    pub declared: Option<Conflict>,
    /// Whether the office let them go.
    pub released: Option<Release>,
    /// When the review that counts was submitted.
    pub submitted_at: Option<Moment>,
    /// Why the office opened it again, last.
    pub reopened: Option<String>,
    /// When the draft was saved last.
    pub saved_at: Option<Moment>,
    /// The review as it stands.
    pub sheet: Sheet,
    /// The last reminder sent, as [`Nudge::step`].
    pub nudged: i32,
    /// Whether they act for the applying company or vouch for it by now, since whenever.
    pub bound: bool,
    /// Whether the case is kept from them by now: bound, or they stepped back from it, here or elsewhere.
    pub out: bool,
}

/// Until a case comes to the vote: whoever reviewed it and comes to act for the company is out of it.
pub const BEFORE_BALLOT: [Stage; 8] = [
    Stage::UnderReview,
    Stage::Reviewed,
    Stage::VisitPlanned,
    Stage::Visited,
    Stage::Recommended,
    Stage::PublicNotice,
    Stage::NoQuorum,
    Stage::Deferred,
];

words! {
    /// How an assignment stands.
    pub enum Standing: key "review-standing-", tone {
        /// Waits for the declaration.
        Asked = "asked", "ochre";
        /// The case is open to the reviewer.
        Working = "working", "blue";
        /// The review is in.
        Submitted = "submitted", "jade";
        /// A conflict was declared, or they came to act or vouch for the company before their review was in.
        Conflicted = "conflicted", "red";
        /// The office let them go.
        Released = "released", "ink";
    }
}

impl Assignment {
    /// How it stands.
    pub fn standing(&self) -> Standing {
        if self.declared.as_ref().is_some_and(|d| d.reason.is_some()) {
            Standing::Conflicted
        } else if self.released.is_some() {
            Standing::Released
        } else if self.submitted_at.is_some() {
            Standing::Submitted
        } else if self.bound {
            Standing::Conflicted
        } else if self.declared.is_some() {
            Standing::Working
        } else {
            Standing::Asked
        }
    }

    /// Whether the review counts: it is in, and nothing was written down against who wrote it. While the review
    /// runs, who acts for the company by now counts no more even before that is written down.
    pub fn counts(&self, running: bool) -> bool {
        self.standing() == Standing::Submitted && !(running && self.bound)
    }

    /// Whether a review is still awaited from them.
    pub fn is_outstanding(&self) -> bool {
        matches!(self.standing(), Standing::Asked | Standing::Working)
    }

    /// Whether the case may be read by them: they declared that nothing stands against it, and nothing
    /// does by now. A review that was in before stands.
    pub fn is_open_to_reviewer(&self) -> bool {
        !self.bound
            && !self.out
            && matches!(self.standing(), Standing::Working | Standing::Submitted)
    }

    /// Whether the review is late.
    pub fn is_late(&self, now: Moment) -> bool {
        self.is_outstanding() && self.due_at < now
    }

    /// The reminder that is due now and was not sent yet. Those above are told also of a review that
    /// was late and given to somebody else.
    pub fn nudge(&self, now: Moment) -> Option<Nudge> {
        let nudge = Nudge::due(self.due_at, now)?;
        let concerned = match self.standing() {
            Standing::Asked | Standing::Working => true,
            Standing::Released => nudge == Nudge::Above && self.nudged == Nudge::Reassign.step(),
            Standing::Submitted | Standing::Conflicted => false,
        };
        (concerned && nudge.step() > self.nudged).then_some(nudge)
    }
}

/// A reminder, each stronger than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nudge {
    /// The deadline is near.
    Soon,
    /// It has passed.
    Late,
    /// It passed days ago: the office gets a copy.
    Copied,
    /// The review goes to somebody else; where nobody is left, the office is asked to find somebody.
    Reassign,
    /// Those above the office are told.
    Above,
}

impl Nudge {
    const ALL: [Self; 5] = [
        Self::Soon,
        Self::Late,
        Self::Copied,
        Self::Reassign,
        Self::Above,
    ];

    /// Its place in the row, from 1.
    pub fn step(self) -> i32 {
        self as i32 + 1
    }

    /// How many days after the deadline it is due; before it if negative.
    fn days(self) -> i64 {
        match self {
            Self::Soon => -2,
            Self::Late => 0,
            Self::Copied => 3,
            Self::Reassign => 6,
            Self::Above => 9,
        }
    }

    /// The strongest that is due at `now`.
    pub fn due(deadline: Moment, now: Moment) -> Option<Self> {
        Self::ALL
            .into_iter()
            .rfind(|n| deadline + Duration::days(n.days()) <= now)
    }
}

/// Whether the office may conclude: every review that was not called off is in, and there is one of somebody
/// independent.
///
/// # Errors
/// A refusal that says what is missing.
pub fn may_conclude(assignments: &[Assignment]) -> Result<(), Say> {
    let awaited = assignments.iter().filter(|a| a.is_outstanding()).count();
    if awaited > 0 {
        return Err(say!("review-refusal-awaited", count = awaited));
    }
    match assignments.iter().any(|a| a.counts(true)) {
        true => Ok(()),
        false => Err(say!("review-refusal-none")),
    }
}

#[cfg(test)]
#[path = "assignment_tests.rs"]
mod tests;
