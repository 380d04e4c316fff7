//! What waits on the office: for its day page.

use crate::admission::agreement::acts::seal::LATE;
use crate::admission::agreement::store;
use crate::admission::case::{self, Case};
use crate::kernel::{Actor, Moment};
use crate::platform::db::{Conn, Fault};

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
