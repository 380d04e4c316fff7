//! What waits on whom: for the day page of who countersigns.

use crate::admission::agreement::acts::seal::LATE;
use crate::admission::agreement::rules::{Party, Signing};
use crate::admission::agreement::store::{self, Agreement};
use crate::admission::case::{self, Case};
use crate::admission::stage::Stage;
use crate::kernel::{Actor, Moment};
use crate::platform::db::{Conn, Fault};

/// An agreement that is out, and whose turn it is.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The case.
    pub case: Case,
    /// Whose turn it is.
    pub turn: Party,
    /// When the company signed, if it has.
    pub company_signed: Option<Moment>,
    /// Until when the company can sign.
    pub sign_by: Moment,
}

/// Every agreement that is out and not kept from this person, those that wait for the chamber first.
///
/// # Errors
/// If the database fails.
pub fn out(conn: &mut Conn, who: &Actor, now: Moment) -> Result<Vec<Waiting>, Fault> {
    let kept = case::kept_from(conn, who)?;
    let mut agreements = store::out(conn)?;
    agreements.retain(|agreement| !kept.contains(&agreement.case));
    let (cases, ids): (Vec<_>, Vec<_>) = agreements
        .iter()
        .map(|agreement| (agreement.case.clone(), agreement.id.clone()))
        .unzip();
    let cases = case::load_many(conn, &cases)?;
    let mut evidence = store::evidence_of(conn, &ids)?;
    let waits = |agreement: Agreement| {
        let case = cases.iter().find(|case| case.id == agreement.case)?;
        let lines = evidence.remove(&agreement.id).unwrap_or_default();
        let signing = Signing::of(&lines);
        Some(Waiting {
            turn: signing.turn()?,
            company_signed: signing.company.map(|s| s.at),
            sign_by: agreement.sign_by,
            case: case.clone(),
        })
    };
    let all = agreements.into_iter().filter_map(waits);
    let mut list: Vec<Waiting> = all
        .filter(|waiting| waiting.case.stage(now) == Stage::AgreementSent)
        .collect();
    list.sort_by_key(|w| w.turn == Party::Company);
    Ok(list)
}

/// The cases whose agreement both have signed and whose seal failed, or was lost; not those kept from this
/// person.
///
/// # Errors
/// If the database fails.
pub fn unsealed(conn: &mut Conn, who: &Actor, now: Moment) -> Result<Vec<Case>, Fault> {
    let mut ids = store::unsealed(conn, now - LATE)?;
    let kept = case::kept_from(conn, who)?;
    ids.retain(|id| !kept.contains(id));
    case::load_many(conn, &ids)
}

/// The agreements that wait for the chamber's signature.
///
/// # Errors
/// If the database fails.
pub fn to_countersign(conn: &mut Conn, who: &Actor, now: Moment) -> Result<Vec<Waiting>, Fault> {
    let mut list = out(conn, who, now)?;
    list.retain(|w| w.turn == Party::Chamber);
    Ok(list)
}
