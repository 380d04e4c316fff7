//! A visit as it stands: planned, its record frozen, signed by all, or called off.

use chrono::Duration;
use diesel::{Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

use super::{Host, Record};
use crate::admission::review::rules::DeclaredConflict;
use crate::chamber::rules::{Content, Criteria};
use crate::kernel::id::{CaseId, Id, PersonId};
use crate::kernel::{Moment, Say};
use crate::say;
use crate::words;

/// Marker for visit ids.
pub enum VisitMark {}

/// What a visitor declared before the record opened to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// When.
    pub at: Moment,
    /// The conflict in their words; `None` if they have none.
    pub conflict: Option<String>,
}

/// A visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address for mails.
    pub email: String,
    /// Their role on the visit, in the office's words.
    pub role: String,
    /// Whether they lead it.
    pub leads: bool,
    /// What they declared.
    pub declared: Option<Declared>,
    /// When the office took them off the visit.
    pub released_at: Option<Moment>,
    /// Whether they act for the company that is visited or vouch for it by now, since whenever.
    pub bound: bool,
    /// Whether the case is kept from them by now: bound, or they stepped back from it, here or elsewhere.
    pub out: bool,
    /// Whether they signed the record.
    pub signed: bool,
}

impl Visitor {
    /// Whether they belong to the visit: no conflict, not taken off.
    pub fn is_in(&self) -> bool {
        self.released_at.is_none() && !self.has_conflict()
    }

    /// How they stand: message key.
    pub fn key(&self) -> &'static str {
        if self.has_conflict() {
            "review-standing-conflicted"
        } else if self.released_at.is_some() {
            "review-standing-released"
        } else if self.declared.is_some() {
            "visit-visitor-ready"
        } else {
            "review-standing-asked"
        }
    }

    /// How that is coloured.
    pub fn tone(&self) -> &'static str {
        if self.has_conflict() {
            "red"
        } else if self.released_at.is_some() {
            "ink"
        } else if self.declared.is_some() {
            "jade"
        } else {
            "ochre"
        }
    }

    /// Whether they declared a conflict, or came to act or vouch for the company before they signed. A signature
    /// that was given before stands.
    pub fn has_conflict(&self) -> bool {
        let declared = self.declared.as_ref().is_some_and(|d| d.conflict.is_some());
        declared || self.bound && !self.signed
    }

    /// Whether they may know of the appointment: they belong to the visit, and nothing binds them by now.
    pub fn is_near(&self) -> bool {
        self.is_in() && !self.bound && !self.out
    }

    /// Whether the record is open to them: they declared that they have no conflict, and have none by
    /// now.
    pub fn is_open(&self) -> bool {
        self.is_near() && self.declared.is_some()
    }
}

/// The visit was called off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancelled {
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: String,
}

/// The record as it was frozen.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    /// When.
    pub at: Moment,
    /// What it says.
    pub record: Record,
    /// SHA-256 of its canonical JSON: what is signed.
    pub hash: String,
}

/// A signature on the record.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::schema::visit_signatures, treat_none_as_default_value = false)]
pub struct Signature {
    /// Who.
    #[diesel(column_name = person_id)]
    pub person: PersonId,
    /// Their name then.
    pub name: String,
    /// The hash they signed.
    pub hash: String,
    /// When.
    #[diesel(column_name = signed_at)]
    pub at: Moment,
    /// From which address.
    pub ip: String,
    /// With which browser.
    pub agent: String,
}

/// The record is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// When.
    pub at: Moment,
    /// Why the office closed it without the last signatures, if it did.
    pub without: Option<String>,
}

/// Something added after signing, or the company's comment on the facts.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable,
)]
#[diesel(table_name = crate::schema::visit_addenda, treat_none_as_default_value = false)]
pub struct Addendum {
    /// Whose.
    pub name: String,
    /// Whether the company wrote it.
    pub company: bool,
    /// What it says.
    #[diesel(column_name = body)]
    pub text: String,
    /// When.
    #[diesel(column_name = added_at)]
    pub at: Moment,
}

impl Addendum {
    /// Message key of what it is.
    pub fn key(&self) -> &'static str {
        if self.company {
            "visit-company-comment"
        } else {
            "visit-addendum"
        }
    }
}

/// A site visit with everything that belongs to it but its cards.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Its id.
    pub id: Id<VisitMark>,
    /// The case.
    pub case: CaseId,
    /// Its number within the case, from 1.
    pub number: i32,
    /// The criteria frozen into it.
    pub criteria: Criteria,
    /// Why.
    pub purpose: String,
    /// Where.
    pub address: String,
    /// From when, as planned.
    pub starts: Moment,
    /// Until when, as planned.
    pub ends: Moment,
    /// Who receives the visitors.
    pub host: Host,
    /// Counts the changes of the plan.
    pub sequence: i32,
    /// The visitors, the lead first.
    pub visitors: Vec<Visitor>,
    /// Set if it was called off.
    pub cancelled: Option<Cancelled>,
    /// Set once the record is frozen.
    pub frozen: Option<Frozen>,
    /// Who signed.
    pub signatures: Vec<Signature>,
    /// Set once the record is complete.
    pub done: Option<Done>,
    /// What was added to it.
    pub addenda: Vec<Addendum>,
    /// The last reminder sent, as [`Nudge::step`].
    pub nudged: i32,
}

words! {
    /// How a visit stands.
    pub enum Phase: key "visit-phase-", tone {
        /// Planned; its record can be written.
        Planned = "planned", "blue";
        /// The record is frozen and waits for signatures.
        Frozen = "frozen", "ochre";
        /// Complete.
        Done = "done", "jade";
        /// Called off.
        Cancelled = "cancelled", "ink";
    }
}

impl Phase {
    /// Message key of its name as the company reads it.
    pub fn public_key(self) -> &'static str {
        match self {
            Self::Frozen => "visit-phase-writing",
            other => other.key(),
        }
    }
}

impl Visit {
    /// How it stands.
    pub fn phase(&self) -> Phase {
        if self.cancelled.is_some() {
            Phase::Cancelled
        } else if self.done.is_some() {
            Phase::Done
        } else if self.frozen.is_some() {
            Phase::Frozen
        } else {
            Phase::Planned
        }
    }

    /// What is looked at.
    pub fn content(&self) -> &Content {
        &self.criteria.content
    }

    /// This person's place among the visitors, if they have one and still belong to it.
    pub fn visitor(&self, person: &PersonId) -> Option<&Visitor> {
        self.visitors
            .iter()
            .find(|v| v.person == *person && v.released_at.is_none())
    }

    /// Those who belong to the visit.
    pub fn party(&self) -> impl Iterator<Item = &Visitor> {
        self.visitors.iter().filter(|v| v.is_in())
    }

    /// Whether this person signed.
    pub fn has_signed(&self, person: &PersonId) -> bool {
        self.signatures.iter().any(|s| s.person == *person)
    }

    /// Whose signatures are missing.
    pub fn unsigned(&self) -> impl Iterator<Item = &Visitor> {
        self.party().filter(|v| !self.has_signed(&v.person))
    }

    /// Conflicts that were declared; who declared one took no part.
    pub fn conflicts(&self) -> Vec<DeclaredConflict> {
        let read = |v: &Visitor| {
            let declared = v.declared.as_ref()?;
            let reason = declared.conflict.clone()?;
            Some(DeclaredConflict {
                reviewer: v.name.clone(),
                reason,
                at: declared.at,
            })
        };
        self.visitors.iter().filter_map(read).collect()
    }

    /// Whether the plan may still change.
    ///
    /// # Errors
    /// A refusal once the record is frozen or the visit called off.
    pub fn check_planned(&self) -> Result<(), Say> {
        match self.phase() {
            Phase::Planned => Ok(()),
            Phase::Frozen | Phase::Done => Err(say!("visit-refusal-frozen")),
            Phase::Cancelled => Err(say!("visit-refusal-cancelled")),
        }
    }

    /// The reminder that is due now and was not sent yet.
    pub fn nudge(&self, now: Moment) -> Option<Nudge> {
        let nudge = Nudge::due(self.starts, self.ends, now)?;
        let open = matches!(self.phase(), Phase::Planned | Phase::Frozen);
        (open && nudge.step() > self.nudged).then_some(nudge)
    }
}

/// A reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nudge {
    /// The visit is tomorrow.
    Tomorrow,
    /// It is over and the record isn't complete.
    Write,
    /// It has been over for days: the office is told too.
    Office,
}

impl Nudge {
    /// Its place in the row, from 1.
    pub fn step(self) -> i32 {
        self as i32 + 1
    }

    /// The strongest that is due at `now`.
    fn due(starts: Moment, ends: Moment, now: Moment) -> Option<Self> {
        if now >= ends + Duration::days(4) {
            Some(Self::Office)
        } else if now >= ends + Duration::days(1) {
            Some(Self::Write)
        } else if now < starts && now >= starts - Duration::days(1) {
            Some(Self::Tomorrow)
        } else {
            None
        }
    }
}
