//! Work that takes long, away from the threads that answer.

use crate::platform::db::Fault;

/// Does this work where nobody waits for the thread, and gives what it made.
///
/// # Errors
/// [`Fault::Broken`] if it didn't finish.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| Fault::Broken(format!("work aside did not finish: {e}")))
}
