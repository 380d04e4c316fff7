//! What stands against an application of a company: it is a member, it has another case that is open,
//! or it was turned down and has to wait.

use crate::admission::case;
use crate::kernel::id::{CaseId, CompanyId};
use crate::kernel::{Moment, Say};
use crate::membership;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::settings;
use crate::say;

/// What stands against this company's application now, besides the case `but`.
///
/// # Errors
/// If the database fails.
pub fn bar(
    conn: &mut Conn,
    company: &CompanyId,
    but: Option<&CaseId>,
    now: Moment,
) -> Result<Option<Say>, Fault> {
    let today = settings::today(conn, now)?;
    let mut all = membership::of_company(conn, company)?.into_iter();
    if let Some(running) = all.find(|m| m.ended.as_ref().is_none_or(|(end, _)| today < *end)) {
        let number = running.number;
        return Ok(Some(say!("application-refusal-member", number = number)));
    }
    for other in case::of_company(conn, company)? {
        if Some(&other.id) == but {
            continue;
        }
        let journey = other.journey(now);
        if journey.stage.is_open() {
            let number = other.number().to_owned();
            return Ok(Some(say!(
                "application-refusal-other-case",
                number = number
            )));
        }
        if let Some(from) = journey.apply_again_from().filter(|from| *from > now) {
            return Ok(Some(say!("application-refusal-cooling", from = from)));
        }
    }
    Ok(None)
}

/// What stands against this case being accepted, reviewed: its company may have turned out to be
/// another than it seemed when it was sent.
///
/// # Errors
/// If the database fails.
pub fn barred(tx: &mut Tx, id: &CaseId, company: &CompanyId) -> Result<Option<Say>, Fault> {
    let now = tx.now();
    bar(tx.conn(), company, Some(id), now)
}
