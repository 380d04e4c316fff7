//! Before a ballot: the secretariat lays the case before the board; a notice period, if the route has one.

use chrono::TimeDelta;
use serde_json::json;

use crate::admission::ballot::rules::{Admission, Proposed};
use crate::admission::case::{self, Telling};
use crate::admission::event::Event;
use crate::ballots;
use crate::chamber::rules::Organ;
use crate::kernel::id::CaseId;
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Hands a case over to another body, because the one that decides can't reach its quorum.
///
/// # Errors
/// `Fault::Refused` if it can, if the other body decides already, or without a reason.
pub fn refer(tx: &mut Tx, id: &CaseId, organ: Organ, why: &str) -> Result<(), Fault> {
    case::led(tx, id)?;
    let now = tx.now();
    if ballots::reaches_quorum(tx.conn(), &Admission, id.as_str(), now)? {
        return Err(say!("ballot-refused-refer").into());
    }
    let body = organ.word().to_owned();
    case::happen(tx, id, Telling::of(Event::Referred { body }).why(why)).map(|_| ())
}

/// Lays a case before the deciding body.
///
/// # Errors
/// `Fault::Refused` if review or visit are not done.
pub fn recommend(tx: &mut Tx, id: &CaseId, proposed: &Proposed) -> Result<(), Fault> {
    case::led(tx, id)?;
    let event = Event::Recommended {
        proposal: proposed.proposal,
    };
    let detail = json!({ "conditions": proposed.conditions });
    let telling = Telling::of(event).why(&proposed.summary).with(detail);
    case::happen(tx, id, telling).map(|_| ())
}

/// Begins the notice period.
///
/// # Errors
/// `Fault::Refused` if the route has none or it ran already.
pub fn publish_notice(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let case = case::led(tx, id)?;
    let days = case.journey(tx.now()).route.notice_days;
    let until = tx.now() + TimeDelta::days(i64::from(days));
    case::happen(tx, id, Event::NoticePublished { until }).map(|_| ())
}
