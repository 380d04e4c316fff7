//! What the clock does to applications and to every step that has no reminders of its own, each
//! case in a write of its own. Running it twice, or on two servers, changes nothing.

use chrono::TimeDelta;

use crate::admission::application::acts::clock;
use crate::admission::case;
use crate::admission::journey::Journey;
use crate::admission::stage::Stage;
use crate::kernel::{Moment, Who};
use crate::platform::db::{Db, Fault};

/// No reminder comes longer before its deadline.
const AHEAD: TimeDelta = TimeDelta::days(2);

/// Goes through every case whose deadline passed or is near.
///
/// # Errors
/// The first failure, after all others were tried.
pub async fn run(db: &Db, now: Moment) -> Result<(), Fault> {
    let who = Who::system("deadlines");
    let mut failed = None;
    for id in db.read(move |conn| case::lapsed(conn, now)).await? {
        let step = db.write(&who, move |tx| clock::settle(tx, &id)).await;
        failed = failed.or(step.err());
    }
    let stages = [&Journey::REMINDED[..], &[Stage::AgreementSent]].concat();
    let due = move |conn: &mut _| case::due_before(conn, &stages, now + AHEAD);
    for id in db.read(due).await? {
        let step = db.write(&who, move |tx| clock::remind(tx, &id)).await;
        failed = failed.or(step.err());
    }
    failed.map_or(Ok(()), Err)
}
