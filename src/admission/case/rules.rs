//! A case as it is read: who applies, what happened, where it stands.
//!
//! Pure. The events are the case; everything here is computed from them.

use crate::admission::event::Event;
use crate::admission::journey::Journey;
use crate::admission::rail::Wait;
use crate::admission::stage::{Decision, Stage};
use crate::chamber::rules::Organ;
use crate::kernel::id::{CaseId, CompanyId, PersonId};
use crate::kernel::{Actor, Moment, Say};
use crate::say;
use crate::words;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One company's way in, with all that happened to it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its number, like `2026-0017`; a draft has none.
    pub number: Option<String>,
    /// The company, known once the application was sent.
    pub company: Option<CompanyId>,
    /// The company's name as the applicant wrote it; may be empty in a draft.
    pub company_name: String,
    /// Code of the rank applied for; may be empty in a draft.
    pub rank: String,
    /// Who began it.
    pub opened_by: PersonId,
    /// The earlier case this one follows on.
    pub previous: Option<CaseId>,
    /// When it was begun.
    pub opened_at: Moment,
    /// When something happened last.
    pub changed_at: Moment,
    /// What happened, oldest first.
    pub record: Vec<Happening>,
    /// The last reminder sent at the present stage, as [`Nudge::step`](crate::admission::deadline::Nudge::step).
    pub nudged: i32,
    /// What follows from the record, as it was written; see [`Case::journey`].
    pub(crate) written: Journey,
}

/// One line of the record: an event, who caused it, and why.
#[derive(Clone, Debug)]
pub struct Happening {
    /// Its place in the record, from 1.
    pub seq: i32,
    /// When.
    pub at: Moment,
    /// What.
    pub event: Event,
    /// For which side the person acted.
    pub side: Side,
    /// Who, if a person.
    pub person: Option<PersonId>,
    /// Their name then; empty for the portal itself.
    pub person_name: String,
    /// The reason given; may be empty.
    pub reason: String,
    /// What the step wants to keep beside it; `null` for nothing.
    pub detail: Value,
}

words! {
    /// On which side of the table somebody acted.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Side: key "admission-side-" {
        /// The applying company's people.
        Applicant = "applicant";
        /// The chamber's people.
        Chamber = "chamber";
        /// The portal itself: a deadline that passed.
        System = "system";
    }
}

impl Case {
    /// Where it stands at `now`, deadlines that passed included.
    pub fn journey(&self, now: Moment) -> Journey {
        self.written.at(now)
    }

    /// Its stage at `now`.
    pub fn stage(&self, now: Moment) -> Stage {
        self.journey(now).stage
    }

    /// What it waits for at `now`.
    pub fn wait(&self, now: Moment) -> Wait {
        self.journey(now).wait()
    }

    /// Its number; for a draft, which has none, an empty text.
    pub fn number(&self) -> &str {
        self.number.as_deref().unwrap_or_default()
    }

    /// Whether this person is on the applicant's side: began the draft, or acts for the company.
    pub fn is_of(&self, person: &Actor) -> bool {
        match &self.company {
            Some(company) => person.acts_for(company).is_some(),
            None => person.id == self.opened_by,
        }
    }

    /// Whether this person may fill in and send for the applicant.
    pub fn may_submit(&self, person: &Actor) -> bool {
        match &self.company {
            Some(company) => person
                .acts_for(company)
                .is_some_and(|p| p.owner || p.submit),
            None => person.id == self.opened_by,
        }
    }

    /// The newest line of a kind, for what stands beside it.
    pub fn last(&self, kind: &str) -> Option<&Happening> {
        self.record
            .iter()
            .rev()
            .find(|line| line.event.kind() == kind)
    }

    /// What followed by itself last because a deadline passed, if anything ever did.
    pub fn lapsed(&self) -> Option<&Event> {
        let by_itself = |line: &&Happening| {
            line.side == Side::System
                && matches!(line.event, Event::Accepted { .. } | Event::Expired)
        };
        self.record.iter().rfind(by_itself).map(|line| &line.event)
    }

    /// Why the board turned the company down: the texts that were kept as `{"grounds": ["…"]}`
    /// beside the line that tells it, since the last decision. Empty unless it was a rejection.
    pub fn grounds(&self) -> Vec<String> {
        let is_rejection = |line: &Happening| {
            let decision = Decision::Rejected;
            line.event == Event::Decided { decision }
        };
        let Some(rejected) = self.last("decided").filter(|line| is_rejection(line)) else {
            return vec![];
        };
        let since = self.record.iter().filter(|line| line.seq >= rejected.seq);
        let texts = since
            .filter_map(|line| line.detail.get("grounds")?.as_array().cloned())
            .next_back();
        let text = |ground: Value| ground.as_str().map(str::to_owned);
        texts
            .unwrap_or_default()
            .into_iter()
            .filter_map(text)
            .collect()
    }

    /// The record as it stands at `now`: what was written, and what followed by itself since.
    pub fn told(&self, now: Moment) -> Vec<Happening> {
        let mut told = self.record.clone();
        if let Some((event, at)) = self.written.lapse(now) {
            told.push(Happening {
                seq: told.last().map_or(1, |line| line.seq + 1),
                at,
                event,
                side: Side::System,
                person: None,
                person_name: String::new(),
                reason: String::new(),
                detail: Value::Null,
            });
        }
        told
    }
}

impl Happening {
    /// What happened, in words.
    pub fn say(&self) -> Say {
        match &self.event {
            Event::Noted { say, .. } => say.clone(),
            Event::BallotOpened { round, .. } => {
                say!("admission-event-ballot-opened", round = *round)
            }
            Event::Decided { decision } => {
                say!("admission-event-decided", decision = say!(decision.key()))
            }
            Event::Referred { body } => {
                let organ = Organ::from_word(body).unwrap_or(Organ::Board);
                say!("admission-event-referred", body = organ.in_words())
            }
            Event::Joined { number } => say!("admission-event-joined", number = number.as_str()),
            event => say!(event.key().unwrap_or_default()),
        }
    }
}
