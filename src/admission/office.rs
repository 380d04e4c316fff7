//! To whom the office's own mail about a case goes, and to whom a copy when the office itself is late.
//! Whoever acts for the applying company gets the applicant's mail and not this.

use crate::accounts;
use crate::admission::case::Case;
use crate::kernel::Role;
use crate::kernel::id::PersonId;
use crate::platform::db::{Conn, Fault};
use crate::platform::letter::Recipient;

/// The secretariat; where nobody holds that role, the administrators.
///
/// # Errors
/// If the database fails.
pub fn recipients(conn: &mut Conn, case: &Case) -> Result<Vec<Recipient>, Fault> {
    first_of(conn, [Role::Secretary, Role::Admin], case)
}

/// Whom the secretariat answers to: the president; where there is none, the administrators.
///
/// # Errors
/// If the database fails.
pub fn above(conn: &mut Conn, case: &Case) -> Result<Vec<Recipient>, Fault> {
    first_of(conn, [Role::President, Role::Admin], case)
}

/// Everybody who holds the first of these roles that somebody holds who isn't of the company.
fn first_of(conn: &mut Conn, roles: [Role; 2], case: &Case) -> Result<Vec<Recipient>, Fault> {
    let own: Vec<PersonId> = match &case.company {
        Some(company) => accounts::colleagues(conn, company)?
            .into_iter()
            .map(|colleague| colleague.person.id)
            .collect(),
        None => vec![],
    };
    for role in roles {
        let mut people = accounts::people_with_role(conn, role)?;
        people.retain(|person| !own.contains(&person.id));
        if !people.is_empty() {
            return Ok(people.iter().map(accounts::PersonRow::recipient).collect());
        }
    }
    Ok(vec![])
}
