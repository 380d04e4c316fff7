//! What waits on the office: for its day page.

use crate::admission::agreement::acts::dues::against;
use crate::admission::agreement::acts::seal::LATE;
use crate::admission::agreement::store;
use crate::admission::case::{self, Case};
use crate::admission::stage::Stage;
use crate::dues;
use crate::kernel::{Actor, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;

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

/// The cases whose agreement is out and says other dues than those in force, so that it has to be made anew; not
/// those kept from this person.
///
/// # Errors
/// If the database fails.
pub fn void(conn: &mut Conn, who: &Actor, now: Moment) -> Result<Vec<Case>, Fault> {
    let today = settings::today(conn, now)?;
    let quotes = dues::quotes(conn, today)?;
    let mut out = store::out(conn)?;
    out.retain(|one| against(&quotes, one).is_some());
    let kept = case::kept_from(conn, who)?;
    let mut ids: Vec<_> = out.into_iter().map(|one| one.row.case).collect();
    ids.retain(|id| !kept.contains(id));
    let mut cases = case::load_many(conn, &ids)?;
    cases.retain(|case| case.stage(now) == Stage::AgreementSent);
    Ok(cases)
}
