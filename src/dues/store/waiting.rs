//! How much waits for somebody.

use diesel::prelude::*;

use super::bank;
use crate::dues::rules::online::State;
use crate::platform::db::{Conn, Fault};
use crate::schema::{dues_requests, payment_attempts, payment_slips};

/// What waits, by its number.
pub struct Waiting {
    /// Slips that nobody looked at.
    pub slips: i64,
    /// Lines of statements that are not dealt with.
    pub lines: i64,
    /// Online payments that differ from what was asked for, or went back.
    pub differing: i64,
    /// Requests for relief that nobody decided.
    pub requests: i64,
}

/// Counts what waits.
pub fn waiting(conn: &mut Conn) -> Result<Waiting, Fault> {
    let slips = payment_slips::table.filter(payment_slips::handled_at.is_null());
    let differing = payment_attempts::state.eq_any([State::Differs, State::Returned]);
    let differing = payment_attempts::table.filter(differing);
    let requests = dues_requests::table.filter(dues_requests::outcome.eq(""));
    Ok(Waiting {
        slips: slips.count().get_result(conn)?,
        lines: bank::open_count(conn)?,
        differing: differing.count().get_result(conn)?,
        requests: requests.count().get_result(conn)?,
    })
}
