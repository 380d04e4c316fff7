//! Who is behind a case, as far as the portal knows. Reads only.

use crate::accounts;
use crate::admission::ballot::rules::Related;
use crate::admission::case::{self, Case};
use crate::admission::review;
use crate::admission::visit;
use crate::platform::db::{Conn, Fault};

/// Who is behind an application: the company's people, the recommenders, and whoever declared a
/// conflict in the review or at the visit.
///
/// # Errors
/// If the database fails.
pub fn related(conn: &mut Conn, case: &Case) -> Result<Related, Fault> {
    let mut related = Related {
        company: case.company.clone(),
        people: vec![case.opened_by.clone()],
        ..Related::default()
    };
    if let Some(company) = &case.company {
        let people = accounts::colleagues(conn, company)?;
        related
            .people
            .extend(people.into_iter().map(|c| c.person.id));
    }
    let vouching = case::said_to_vouch(conn, &case.id)?.into_iter();
    related.recommenders = vouching
        .map(|one| (one.person, one.named, one.holds))
        .collect();
    if let Some(summary) = review::summary(conn, &case.id)? {
        let declared = summary.conflicts.into_iter();
        related.declared = declared.map(|c| (c.reviewer, c.reason)).collect();
    }
    if let Some(summary) = visit::summary(conn, &case.id)? {
        let declared = summary.conflicts.into_iter();
        related
            .declared
            .extend(declared.map(|c| (c.reviewer, c.reason)));
    }
    Ok(related)
}
