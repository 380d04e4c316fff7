//! Before a ballot: the secretariat lays the case before the board; a notice period, if the route has one.

use chrono::TimeDelta;
use serde_json::json;

use crate::admission::ballot::rules::Proposed;
use crate::admission::case::{self, LeadCases, Telling};
use crate::admission::event::Event;
use crate::kernel::Can;
use crate::kernel::id::CaseId;
use crate::platform::db::{Fault, Tx};

/// Lays a case before the deciding body.
///
/// # Errors
/// `Fault::Refused` if review or visit are not done.
pub fn recommend(tx: &mut Tx, id: &CaseId, proposed: &Proposed) -> Result<(), Fault> {
    Can::<LeadCases>::check(tx.actor()?, &())?;
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
    Can::<LeadCases>::check(tx.actor()?, &())?;
    let case = case::load(tx.conn(), id)?;
    let days = case.journey(tx.now()).route.notice_days;
    let until = tx.now() + TimeDelta::days(i64::from(days));
    case::happen(tx, id, Event::NoticePublished { until }).map(|_| ())
}
