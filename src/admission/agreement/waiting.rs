//! What waits on the office: for its day page.

use crate::admission::agreement::acts::seal::LATE;
use crate::admission::agreement::store;
use crate::admission::case::{self, Case};
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};

/// The cases whose agreement both have signed and whose seal failed, or was lost.
///
/// # Errors
/// If the database fails.
pub fn unsealed(conn: &mut Conn, now: Moment) -> Result<Vec<Case>, Fault> {
    let ids = store::unsealed(conn, now - LATE)?;
    case::load_many(conn, &ids)
}
