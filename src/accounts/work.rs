//! What is swept out of accounts: sessions that are over, links that were used or ran out.

use chrono::TimeDelta;

use crate::accounts::store::{sessions, tokens};
use crate::platform::housekeeping::{SWEPT, SWEPT_AT_ONCE};
use crate::platform::rounds::Round;

/// How long what is over stays, for whoever looks into a complaint.
const KEPT: TimeDelta = TimeDelta::days(7);

/// Deletes what nobody can come in with any more.
#[must_use]
pub fn sweep() -> Round {
    Round::new(60, "accounts.sweep", "housekeeping")
        .some(
            SWEPT_AT_ONCE,
            |conn, now| sessions::ended(conn, now - KEPT, SWEPT),
            |tx, ids| {
                let before = tx.now() - KEPT;
                tx.quietly(|conn| sessions::sweep(conn, ids, before))
            },
        )
        .some(
            SWEPT_AT_ONCE,
            |conn, now| tokens::spent(conn, now - KEPT, SWEPT),
            |tx, ids| tx.quietly(|conn| tokens::sweep(conn, ids)),
        )
}
