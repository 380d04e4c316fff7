//! What the clock does to reviews, each reviewer's part in a write of its own.

use crate::admission::review::acts::nudge;
use crate::admission::review::store;
use crate::kernel::Who;
use crate::platform::db::{Db, Fault};

/// Sends every reminder that is due. Running it twice, or on two servers, changes nothing.
///
/// # Errors
/// The first failure, after all others were tried.
pub async fn run(db: &Db) -> Result<(), Fault> {
    let who = Who::system("reminders");
    let mut failed = None;
    for id in db.read(store::reminded).await? {
        let step = db.write(&who, move |tx| nudge::remind(tx, &id)).await;
        failed = failed.or(step.err());
    }
    failed.map_or(Ok(()), Err)
}
