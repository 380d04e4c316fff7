//! To whom the office's own mail goes.

use crate::accounts;
use crate::kernel::Role;
use crate::platform::db::{Conn, Fault};
use crate::platform::letter::Recipient;

/// The secretariat; where nobody holds that role, the administrators.
///
/// # Errors
/// If the database fails.
pub fn recipients(conn: &mut Conn) -> Result<Vec<Recipient>, Fault> {
    for role in [Role::Secretary, Role::Admin] {
        let people = accounts::people_with_role(conn, role)?;
        if !people.is_empty() {
            return Ok(people.iter().map(accounts::PersonRow::recipient).collect());
        }
    }
    Ok(vec![])
}
