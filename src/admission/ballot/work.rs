//! What the clock does to ballots, each in a write of its own: closes those whose time has come,
//! takes back those whose case ended, reminds. Running it twice, or on two servers, changes nothing.

use crate::admission::ballot::acts::close;
use crate::admission::ballot::store;
use crate::kernel::Who;
use crate::platform::db::{Db, Fault};

/// Goes through every running ballot once.
///
/// # Errors
/// The first failure, after all others were tried.
pub async fn run(db: &Db) -> Result<(), Fault> {
    let who = Who::system("ballot worker");
    let mut failed = None;
    let running = db.read(store::running).await?;
    let mut sittings: Vec<_> = running.iter().map(|(_, s)| s.clone()).collect();
    sittings.dedup();
    for (id, _) in running {
        let step = db
            .write(&who, move |tx| {
                close::drop_ended(tx, &id)?;
                close::close_by_clock(tx, &id)
            })
            .await;
        failed = failed.or(step.err());
    }
    for id in sittings {
        let step = db
            .write(&who, move |tx| close::remind_by_clock(tx, &id))
            .await;
        failed = failed.or(step.err());
    }
    failed.map_or(Ok(()), Err)
}
