//! Lists that are read once per change: what stands at one address on one day is the same for
//! everybody who may see it.

use std::sync::Arc;

use crate::kernel::Day;
use crate::platform::db::{self, Conn, Db, Fault};
use crate::web::view::View;

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
        let lists = &self.site().lists;
        let key = format!("{day} {}", self.here());
        let kept = lists.get(self.edition(), &key);
        if let Some(kept) = kept.and_then(|kept| kept.downcast().ok()) {
            return Ok(kept);
        }
        let read = move |conn: &mut Conn| Ok((db::edition(conn)?, work(conn)?));
        let (edition, found) = db.read(read).await?;
        let found = Arc::new(found);
        lists.put(edition, key, Arc::clone(&found) as _);
        Ok(found)
    }
}
