//! What the clock does to agreements that are out: reminders, and the end of the time to sign.

use crate::admission::agreement::acts::member;
use crate::admission::agreement::store;
use crate::kernel::Who;
use crate::platform::db::{Db, Fault};

/// Goes through every agreement that is out, each in a write of its own.
///
/// # Errors
/// The first failure, after all others were tried.
pub async fn run(db: &Db) -> Result<(), Fault> {
    let who = Who::system("agreement worker");
    let mut failed = None;
    for agreement in db.read(store::out).await? {
        let step = db
            .write(&who, move |tx| member::by_clock(tx, &agreement.case))
            .await;
        failed = failed.or(step.err());
    }
    failed.map_or(Ok(()), Err)
}
