//! Lets something happen to a case: the one place where events are written.
//!
//! Every event goes through the journey's rules and into the audit record in the same write. A
//! deadline that passed unnoticed is written first, with the moment it fell.

use serde_json::Value;

use crate::admission::case::rules::{Case, Happening, Side};
use crate::admission::case::store;
use crate::admission::event::Event;
use crate::admission::journey::Journey;
use crate::admission::stage::Stage;
use crate::kernel::id::CaseId;
use crate::kernel::{Moment, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::recalled::call_back;
use crate::say;

/// The kinds of letters about a case that call somebody to do something in it.
const CALLS: [&str; 18] = [
    "admission.copy",
    "admission.due",
    "admission.ending",
    "admission.reminder",
    "admission.returned",
    "agreement.code",
    "agreement.countersign",
    "agreement.reminder",
    "agreement.sign",
    "people.filed",
    "review.all_in",
    "review.asked",
    "review.late",
    "review.reminder",
    "review.reopened",
    "visit.facts",
    "visit.reminder",
    "visit.sign",
];

/// The kind of letter that asks whom an application names whether they are: of a member they may still say so.
const ASKS: &str = "people.invited";

/// An event on its way into a case, with what is to be kept beside it.
pub struct Telling {
    event: Event,
    side: Option<Side>,
    reason: String,
    detail: Value,
}

impl Telling {
    /// Just the event.
    pub fn of(event: Event) -> Self {
        Self {
            event,
            side: None,
            reason: String::new(),
            detail: Value::Null,
        }
    }

    /// With the reason given.
    pub fn why(mut self, reason: &str) -> Self {
        reason.clone_into(&mut self.reason);
        self
    }

    /// With what the step wants to keep beside it.
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }

    /// On this side, where it doesn't follow from who acts.
    pub fn on_side(mut self, side: Side) -> Self {
        self.side = Some(side);
        self
    }
}

impl From<Event> for Telling {
    fn from(event: Event) -> Self {
        Self::of(event)
    }
}

/// What was done about a case, for the audit record.
#[must_use]
pub fn did(id: &CaseId, act: &'static str) -> Entry {
    Entry::on("case", id).did(act)
}

/// Begins a case for the person who acts.
///
/// # Errors
/// `Fault::Missing` if nobody is signed in.
pub fn open(tx: &mut Tx, previous: Option<CaseId>) -> Result<Case, Fault> {
    let now = tx.now();
    let mut case = Case {
        id: CaseId::new(),
        number: None,
        company: None,
        company_name: String::new(),
        rank: String::new(),
        opened_by: tx.actor()?.id.clone(),
        previous: previous.clone(),
        opened_at: now,
        changed_at: now,
        record: Vec::new(),
        nudged: 0,
        written: Journey::open(now),
    };
    store::create(tx.conn(), &case)?;
    let event = Event::Opened {
        previous: previous.map(|id| id.to_string()),
    };
    write(
        tx,
        &mut case,
        Telling::of(event).on_side(Side::Applicant),
        now,
    )?;
    Ok(case)
}

/// Lets an event happen to a case: checks it against the journey, appends it, audits it.
/// Permission is the caller's affair, before this; but whoever acts for the applying company is
/// refused here what is the chamber's to do.
///
/// # Errors
/// `Fault::Missing` if there is no such case, `Fault::Refused` if the event may not follow.
pub fn happen(tx: &mut Tx, id: &CaseId, telling: impl Into<Telling>) -> Result<Case, Fault> {
    let now = tx.now();
    let mut case = store::load(tx.conn(), id)?;
    catch_up(tx, &mut case)?;
    let telling = telling.into();
    let own = tx.who().actor.as_ref().is_some_and(|a| case.is_of(a));
    if own && telling.event.is_chambers() {
        return Err(say!("admission-refusal-own").into());
    }
    case.written = case.written.after(&telling.event, now).map_err(Say::from)?;
    write(tx, &mut case, telling, now)?;
    Ok(case)
}

/// A line in the record that changes no stage. `public`: the applicant may read it.
///
/// # Errors
/// `Fault::Missing` if there is no such case.
pub fn note(tx: &mut Tx, id: &CaseId, say: Say, public: bool) -> Result<Case, Fault> {
    happen(tx, id, Event::Noted { say, public })
}

/// Writes what followed by itself since the last event.
fn catch_up(tx: &mut Tx, case: &mut Case) -> Result<(), Fault> {
    if let Some((event, at)) = case.written.lapse(tx.now()) {
        case.written = case.written.after(&event, at).map_err(Say::from)?;
        write(tx, case, Telling::of(event).on_side(Side::System), at)?;
        store::set_untold(tx.conn(), &case.id, true)?;
    }
    Ok(())
}

/// Writes down what followed by itself, and gives the case back once for each time something did:
/// to the one whose affair it is to tell people, as `mine` says. Whoever wrote it down first.
///
/// # Errors
/// `Fault::Missing` if there is no such case.
pub fn write_lapse(
    tx: &mut Tx,
    id: &CaseId,
    mine: impl Fn(&Case, &Event) -> bool,
) -> Result<Option<Case>, Fault> {
    let mut case = store::load(tx.conn(), id)?;
    catch_up(tx, &mut case)?;
    let untold = store::is_untold(tx.conn(), id)?;
    if !untold || !case.lapsed().is_some_and(|event| mine(&case, event)) {
        return Ok(None);
    }
    store::set_untold(tx.conn(), id, false)?;
    Ok(Some(case))
}

/// Appends one line and its audit row. The case's journey already stands after the event. Where it is over
/// now, letters that still call for something in it are not sent any more.
fn write(tx: &mut Tx, case: &mut Case, telling: Telling, at: Moment) -> Result<(), Fault> {
    let actor = tx.who().actor.clone();
    let side = telling.side.unwrap_or(match &actor {
        Some(actor) if case.is_of(actor) => Side::Applicant,
        Some(_) => Side::Chamber,
        None => Side::System,
    });
    let person = actor.filter(|_| side != Side::System);
    case.changed_at = at;
    if !matches!(telling.event, Event::Noted { .. }) {
        case.nudged = 0;
    }
    case.record.push(Happening {
        seq: case.record.last().map_or(1, |line| line.seq + 1),
        at,
        event: telling.event.clone(),
        side,
        person: person.as_ref().map(|p| p.id.clone()),
        person_name: person.map(|p| p.name).unwrap_or_default(),
        reason: telling.reason.clone(),
        detail: telling.detail,
    });
    store::append(tx.conn(), case)?;
    if !case.written.stage.is_open() {
        call_back(tx, &CALLS, case.id.as_str())?;
        if case.written.stage != Stage::Member {
            call_back(tx, &[ASKS], case.id.as_str())?;
        }
    }
    audit::record(
        tx,
        did(&case.id, telling.event.act())
            .acting_as(side.word())
            .after(&telling.event)
            .why(&telling.reason),
    )
}
