//! What the clock does to motions, each in a write of its own. Running it twice, or on two servers,
//! changes nothing.

use crate::expulsion::acts::close;
use crate::expulsion::store;
use crate::kernel::Who;
use crate::platform::db::{Db, Fault};

/// Goes through every running motion once.
///
/// # Errors
/// The first failure, after all others were tried.
pub async fn run(db: &Db) -> Result<(), Fault> {
    let who = Who::system("motion worker");
    let mut failed = None;
    for motion in db.read(store::running).await? {
        let step = db
            .write(&who, move |tx| {
                close::close_by_clock(tx, &motion.id)?;
                close::remind_by_clock(tx, &motion.id)
            })
            .await;
        failed = failed.or(step.err());
    }
    failed.map_or(Ok(()), Err)
}
