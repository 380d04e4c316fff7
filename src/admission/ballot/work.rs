//! What the clock does to ballots: closes those whose time has come, takes back those whose case
//! ended, reminds.

use crate::admission::ballot::acts::close;
use crate::admission::ballot::store::{self, SittingId};
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::rounds::Round;

/// Goes through every running ballot, then through their sittings.
#[must_use]
pub fn round() -> Round {
    Round::new(1, "admission.ballots", "ballot worker")
        .each(
            |conn, _| store::running(conn),
            |tx, (id, _)| {
                close::drop_ended(tx, id)?;
                close::close_by_clock(tx, id)
            },
        )
        .each(sittings, close::remind_by_clock)
}

fn sittings(conn: &mut Conn, _: Moment) -> Result<Vec<SittingId>, Fault> {
    let running = store::running(conn)?;
    let mut sittings: Vec<_> = running.into_iter().map(|(_, sitting)| sitting).collect();
    sittings.dedup();
    Ok(sittings)
}
