//! To whom the office's own mail goes, and to whom a copy when the office itself is late.

use crate::accounts;
use crate::kernel::Role;
use crate::platform::db::{Conn, Fault};
use crate::platform::letter::Recipient;

/// The secretariat; where nobody holds that role, the administrators.
///
/// # Errors
/// If the database fails.
pub fn recipients(conn: &mut Conn) -> Result<Vec<Recipient>, Fault> {
    first_of(conn, [Role::Secretary, Role::Admin])
}

/// Whom the secretariat answers to: the president; where there is none, the administrators.
///
/// # Errors
/// If the database fails.
pub fn above(conn: &mut Conn) -> Result<Vec<Recipient>, Fault> {
    first_of(conn, [Role::President, Role::Admin])
}

/// Everybody who holds the first of these roles that somebody holds.
fn first_of(conn: &mut Conn, roles: [Role; 2]) -> Result<Vec<Recipient>, Fault> {
    for role in roles {
        let people = accounts::people_with_role(conn, role)?;
        if !people.is_empty() {
            return Ok(people.iter().map(accounts::PersonRow::recipient).collect());
        }
    }
    Ok(vec![])
}
