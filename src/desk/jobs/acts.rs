//! Having a failed job done again: a decision of a person, written down.

use super::store;
use crate::desk::policy::SeeJobs;
use crate::kernel::Can;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::jobs::{self, JobId};
use crate::say;

/// Puts a failed job back into the queue.
pub fn run_again(tx: &mut Tx, id: &JobId) -> Result<(), Fault> {
    let _can = Can::<SeeJobs>::check(tx.actor()?, &())?;
    let job = store::job(tx.conn(), id)?;
    if !jobs::again(tx, id)? {
        return Err(say!("desk-jobs-not-again").into());
    }
    audit::record(
        tx,
        Entry::on("job", id).did("desk.job.again").after(
            &serde_json::json!({ "kind": job.kind, "key": job.key, "error": job.last_error }),
        ),
    )
}
