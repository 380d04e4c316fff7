//! An organ as it can be put on the roll of a ballot today. Reads the council and the chamber.

use crate::accounts;
use crate::ballots::rules::{Board, BoardSeat};
use crate::chamber;
use crate::chamber::rules::Organ;
use crate::council;
use crate::kernel::Moment;
use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;

/// The filled seats of an organ at `now`, by their number, and how it counts.
///
/// # Errors
/// If the database fails.
pub fn board(conn: &mut Conn, organ: Organ, now: Moment) -> Result<Board, Fault> {
    let brand: Brand = settings::get(conn)?;
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
