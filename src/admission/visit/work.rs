//! What the clock does to visits, each in a write of its own.

use crate::admission::visit::acts::nudge;
use crate::admission::visit::store::visits;
use crate::kernel::Who;
use crate::platform::db::{Db, Fault};

/// Sends every reminder that is due and calls off visits of cases that ended. Running it twice, or on
/// two servers, changes nothing.
///
/// # Errors
/// The first failure, after all others were tried.
pub async fn run(db: &Db) -> Result<(), Fault> {
    let who = Who::system("reminders");
    let mut failed = None;
    for case in db.read(visits::open).await? {
        let step = db.write(&who, move |tx| nudge::remind(tx, &case)).await;
        failed = failed.or(step.err());
    }
    failed.map_or(Ok(()), Err)
}
