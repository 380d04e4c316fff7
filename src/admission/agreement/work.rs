//! What the clock does to agreements: reminders, the end of the time to sign, and seals that were lost.

use crate::admission::agreement::acts::{member, seal};
use crate::admission::agreement::store;
use crate::admission::case;
use crate::kernel::{Moment, Who};
use crate::platform::db::{Db, Fault};

/// Goes through every agreement that is out or whose time ran out, each in a write of its own, then
/// through those that wait for their seal for too long.
///
/// # Errors
/// The first failure, after all others were tried.
pub async fn run(db: &Db, now: Moment) -> Result<(), Fault> {
    let who = Who::system("agreement worker");
    let mut failed = None;
    for id in db.read(move |conn| case::lapsed(conn, now)).await? {
        let step = db.write(&who, move |tx| member::expire(tx, &id)).await;
        failed = failed.or(step.err());
    }
    for agreement in db.read(store::out).await? {
        let step = db
            .write(&who, move |tx| member::remind(tx, &agreement.case))
            .await;
        failed = failed.or(step.err());
    }
    let swept = db.write(&who, seal::sweep).await;
    failed.or(swept.err()).map_or(Ok(()), Err)
}
