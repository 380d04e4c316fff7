//! What rooms do their background work with.

use std::sync::Arc;

use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::files::Store;
use crate::platform::pdf::Press;
use crate::platform::secrets::Key;

/// The shared parts of a server; cheap to clone.
#[derive(Clone)]
pub struct Tools {
    /// Database.
    pub db: Db,
    /// Clock.
    pub clock: Clock,
    /// Key of the instance.
    pub key: Key,
    /// Where files lie.
    pub files: Store,
    /// What prints papers.
    pub press: Press,
    /// What was configured.
    pub config: Arc<Config>,
}
