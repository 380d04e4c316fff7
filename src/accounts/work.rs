//! What is swept out of accounts: sessions that are over, links that were used or ran out, what was written and left
//! before there was an account; and keys that names don't have any more, which are made anew.

use chrono::TimeDelta;

use crate::accounts::rules::EARLY_LIFE;
use crate::accounts::store::{early, people, sessions, tokens};
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
        .some(
            SWEPT_AT_ONCE,
            |conn, now| early::left(conn, now - EARLY_LIFE, SWEPT),
            |tx, browsers| {
                let before = tx.now() - EARLY_LIFE;
                tx.quietly(|conn| early::sweep(conn, browsers, before))
            },
        )
}

/// What people are sorted and found by follows how names are read, which newer versions of the program
/// know better.
#[must_use]
pub fn read_again() -> Round {
    Round::new(24 * 60, "accounts.read_again", "accounts").some(
        SWEPT_AT_ONCE,
        |conn, _| people::misread(conn),
        |tx, some| people::read_again(tx.conn(), some),
    )
}
