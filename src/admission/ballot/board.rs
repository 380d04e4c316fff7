//! The deciding body for one case: its seats as they stand today, how it counts, and which seats
//! have to step back. Reads the council and the chamber; writes nothing.

use crate::accounts;
use crate::admission::application;
use crate::admission::application::rules::Field;
use crate::admission::ballot::rules::{BoardSeat, Related};
use crate::admission::case::Case;
use crate::admission::review;
use crate::admission::visit;
use crate::chamber;
use crate::chamber::rules::Organ;
use crate::council;
use crate::kernel::Moment;
use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;
use crate::voting::rules::CountingRule;

/// The body that decides on a case.
#[derive(Debug, Clone)]
pub struct Board {
    /// Seats the charter provides for.
    pub authorised: u64,
    /// The filled seats.
    pub seats: Vec<BoardSeat>,
    /// How it counts.
    pub rule: CountingRule,
}

impl Board {
    /// The chair's seat, if it is filled.
    pub fn chair(&self) -> Option<&str> {
        let chair = self.seats.iter().find(|s| s.chairs);
        chair.map(|s| s.seat.as_str())
    }
}

/// The body that decides on this case, as it stands now.
///
/// # Errors
/// If the database fails.
pub fn board(conn: &mut Conn, case: &Case, now: Moment) -> Result<Board, Fault> {
    let brand: Brand = settings::get(conn)?;
    let organ = Organ::from_word(&case.journey(now).route.body).unwrap_or(Organ::Board);
    let mut seats = vec![];
    for seat in council::filled(conn, organ, day_in(brand.zone, now))? {
        let Some((person, name)) = seat.holder else {
            continue;
        };
        let label = if seat.label.is_empty() {
            name.clone()
        } else {
            format!("{name} · {}", seat.label)
        };
        seats.push(BoardSeat {
            seat: seat.id.to_string(),
            label,
            email: accounts::person(conn, &person)?.email,
            person,
            name,
            firms: seat
                .company
                .map(|id| (id, seat.company_name))
                .into_iter()
                .collect(),
            chairs: seat.chair,
        });
    }
    Ok(Board {
        authorised: council::authorised(conn, organ)?,
        seats,
        rule: chamber::counting(conn, organ)?,
    })
}

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
    if let Some(revision) = application::revision(conn, &case.id)? {
        for (name, email) in Field::RECOMMENDERS {
            let named = (revision.answers.get(name), revision.answers.get(email));
            if !named.0.is_empty() || !named.1.is_empty() {
                related
                    .recommenders
                    .push((named.0.to_owned(), named.1.to_owned()));
            }
        }
    }
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
