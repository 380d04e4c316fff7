//! What an act did, told on the next page.

use crate::kernel::Say;
use crate::platform::db::Fault;
use crate::web::{Reply, View};

impl View {
    /// On to a page with what an act did, or with a warning why it was refused.
    pub fn told<T>(
        &self,
        to: &str,
        result: Result<T, Fault>,
        done: impl FnOnce(T) -> Say,
    ) -> Reply {
        match result {
            Ok(value) => self.done(to, done(value)),
            Err(Fault::Refused(why)) => self.warned(to, why),
            Err(other) => Err(other),
        }
    }
}
