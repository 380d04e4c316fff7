//! Lists that are read once per change of what they show: what stands at one address on one day is the
//! same for everybody who may see it.

use std::any::Any;
use std::sync::Arc;

use crate::kernel::{Actor, Day};
use crate::platform::db::{Conn, Db, Fault};
use crate::web::view::View;

impl View {
    /// What `work` reads, or what it read before at this address on this day, if nothing of that was
    /// changed since. `work` may depend on the address and the day alone, never on who reads.
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

    /// The same for what depends on the day alone and stands on pages of several addresses.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn kept_as<T, F>(
        &self,
        db: &Db,
        (name, day): (&str, Day),
        work: F,
    ) -> Result<Arc<T>, Fault>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn) -> Result<T, Fault> + Send + 'static,
    {
        self.keep(db, format!("{day} {name}"), work).await
    }

    /// The same for what depends on who reads alone, on whatever day, and stands on pages of several
    /// addresses.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn kept_own<T, F>(
        &self,
        db: &Db,
        (name, who): (&str, &Actor),
        work: F,
    ) -> Result<Arc<T>, Fault>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn) -> Result<T, Fault> + Send + 'static,
    {
        self.keep(db, format!("{} {name}", who.id), work).await
    }

    async fn keep<T, F>(&self, db: &Db, key: String, work: F) -> Result<Arc<T>, Fault>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn) -> Result<T, Fault> + Send + 'static,
    {
        let lists = &self.site().lists;
        let mut kept = lists.get(self.editions(), &key);
        if kept.is_none() {
            let _turn = self.site().turns.take(&key).await;
            let any = |found| Arc::new(found) as Arc<dyn Any + Send + Sync>;
            let read = async { db.read(work).await.map(any) };
            kept = Some(lists.get_or(self.editions(), key, read).await?);
        }
        kept.and_then(|kept| kept.downcast().ok()).ok_or_else(|| {
            Fault::Broken("two pages keep different things under one key".to_owned())
        })
    }
}
