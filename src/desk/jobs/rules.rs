//! States of a job. Pure.

use crate::words;

words! {
    /// How a job stands.
    pub enum State: key "desk-jobs-", tone {
        /// Given up after too many tries.
        Failed = "failed", "red";
        /// A worker holds it.
        Running = "running", "blue";
        /// Waits for its time or for a worker.
        Queued = "queued", "ochre";
        /// Done.
        Done = "done", "jade";
    }
}
