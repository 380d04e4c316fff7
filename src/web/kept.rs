//! Lists that are read once per change: what stands at one address on one day is the same for
//! everybody who may see it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use tokio::sync::{Mutex, MutexGuard};

use crate::kernel::{Actor, Day};
use crate::platform::db::{self, Conn, Db, Fault};
use crate::web::view::View;

/// Who asks for an address that somebody reads already waits for that answer, so that a crowd after
/// a change costs one read. Few locks for all addresses: two that share one wait for each other.
#[derive(Default)]
pub(super) struct Turns([Mutex<()>; 16]);

impl Turns {
    async fn take(&self, key: &str) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let at = hasher.finish() % self.0.len() as u64;
        self.0[at as usize].lock().await
    }
}

impl View {
    /// What `work` reads, or what it read before at this address on this day, if nothing was changed
    /// since. `work` may depend on the address and the day alone, never on who reads.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn kept<T, F>(&self, db: &Db, day: Day, work: F) -> Result<Arc<T>, Fault>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn) -> Result<T, Fault> + Send + 'static,
    {
        self.keep(db, format!("{day} {}", self.here()), work).await
    }

    /// The same for what depends on the address and on who reads.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn kept_own<T, F>(&self, db: &Db, who: &Actor, work: F) -> Result<Arc<T>, Fault>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn) -> Result<T, Fault> + Send + 'static,
    {
        self.keep(db, format!("{} {}", who.id, self.here()), work)
            .await
    }

    async fn keep<T, F>(&self, db: &Db, key: String, work: F) -> Result<Arc<T>, Fault>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn) -> Result<T, Fault> + Send + 'static,
    {
        let lists = &self.site().lists;
        let find = || lists.get(self.edition(), &key)?.downcast().ok();
        if let Some(kept) = find() {
            return Ok(kept);
        }
        let _turn = self.site().turns.take(&key).await;
        if let Some(kept) = find() {
            return Ok(kept);
        }
        let read = move |conn: &mut Conn| Ok((db::edition(conn)?, work(conn)?));
        let (edition, found) = db.read(read).await?;
        let found = Arc::new(found);
        lists.put(edition, key, Arc::clone(&found) as _);
        Ok(found)
    }
}
