//! To whom the office's own mail about a case goes, and to whom a copy when the office itself is late.
//! Whoever acts for the applying company gets the applicant's mail and not this; nor does who stepped back.

use crate::accounts;
use crate::admission::case::{self, Case};
use crate::kernel::Role;
use crate::platform::db::{Conn, Fault};
use crate::platform::letter::Recipient;

/// The secretariat; where nobody holds that role, the administrators.
///
/// # Errors
/// If the database fails.
pub fn recipients(conn: &mut Conn, case: &Case) -> Result<Vec<Recipient>, Fault> {
    let out = case::kept_out(conn, &case.id)?;
    accounts::staff(conn, [Role::Secretary, Role::Admin], &out)
}

/// Whom the secretariat answers to: the president; where there is none, the administrators.
///
/// # Errors
/// If the database fails.
pub fn above(conn: &mut Conn, case: &Case) -> Result<Vec<Recipient>, Fault> {
    let out = case::kept_out(conn, &case.id)?;
    accounts::staff(conn, [Role::President, Role::Admin], &out)
}
