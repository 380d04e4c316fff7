//! What waits on whom: for the day page of who countersigns.

use crate::admission::agreement::acts::seal::LATE;
use crate::admission::agreement::rules::{Line, Party, Signing};
use crate::admission::agreement::store;
use crate::admission::case::{self, Case};
use crate::admission::stage::Stage;
use crate::kernel::Moment;
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

/// Every agreement that is out, those that wait for the chamber first.
///
/// # Errors
/// If the database fails.
pub fn out(conn: &mut Conn, now: Moment) -> Result<Vec<Waiting>, Fault> {
    let mut list = vec![];
    for agreement in store::out(conn)? {
        let case = case::load(conn, &agreement.case)?;
        if case.stage(now) != Stage::AgreementSent {
            continue;
        }
        let lines = store::evidence(conn, &agreement.id)?;
        let lines: Vec<Line> = lines.into_iter().map(|(line, _)| line).collect();
        let signing = Signing::of(&lines);
        if let Some(turn) = signing.turn() {
            let company_signed = signing.company.map(|s| s.at);
            list.push(Waiting {
                case,
                turn,
                company_signed,
                sign_by: agreement.sign_by,
            });
        }
    }
    list.sort_by_key(|w| w.turn == Party::Company);
    Ok(list)
}

/// The cases whose agreement both have signed and whose seal failed, or was lost.
///
/// # Errors
/// If the database fails.
pub fn unsealed(conn: &mut Conn, now: Moment) -> Result<Vec<Case>, Fault> {
    let ids = store::unsealed(conn, now - LATE)?;
    ids.iter().map(|id| case::load(conn, id)).collect()
}

/// The agreements that wait for the chamber's signature.
///
/// # Errors
/// If the database fails.
pub fn to_countersign(conn: &mut Conn, now: Moment) -> Result<Vec<Waiting>, Fault> {
    let mut list = out(conn, now)?;
    list.retain(|w| w.turn == Party::Chamber);
    Ok(list)
}
