//! What an act did, told on the next page.

use crate::kernel::Say;
use crate::platform::db::Fault;
use crate::web::{Reply, View};

impl View {
    /// On to a page with what an act did, or with a warning why it was refused.
    pub fn told<T>(&self, to: &str, done: Result<T, Fault>, say: Say) -> Reply {
        match done {
            Ok(_) => self.done(to, say),
            Err(Fault::Refused(why)) => self.warned(to, why),
            Err(other) => Err(other),
        }
    }
}
