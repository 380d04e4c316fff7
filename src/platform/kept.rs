//! What was read and worked out from the database, kept in memory while nothing of that was changed.
//!
//! Every commit raises the numbers of the tables it touched, on any server
//! ([`Db::editions`](crate::platform::db::Db::editions)). A value is kept with the tables that were read
//! for it, as [`watched`] saw them, and their numbers from before; so it is never older than what a read
//! would give. What also follows from the day has the day in its key.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::RwLock;

use crate::platform::db::{Editions, Fault, Tables, Under, watched};

/// Values by key. The values are cheap to clone: `Arc`, `Bytes`.
pub struct Kept<K, V> {
    /// Entries before some are forgotten: bounds the memory.
    most: usize,
    of: RwLock<HashMap<K, (Under, V)>>,
}

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    /// Room for so many entries.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most,
            of: RwLock::default(),
        }
    }

    /// What is kept under this key, if it still holds. Whoever watches reads then sees what it was
    /// read from.
    #[must_use]
    pub fn get<Q: Hash + Eq + ?Sized>(&self, now: &Editions, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let of = self.of.read().ok()?;
        let (under, value) = of.get(key).filter(|(under, _)| under.holds(now))?;
        under.note();
        Some(value.clone())
    }

    /// Keeps a value that was read from these tables after `before` were their numbers. What was read
    /// from tables without numbers is not kept.
    pub fn put(&self, before: &Editions, tables: &Tables, key: K, value: V) {
        let (Some(under), Ok(mut of)) = (before.under(tables), self.of.write()) else {
            return;
        };
        if of.get(&key).is_some_and(|(kept, _)| kept.is_after(&under)) {
            return;
        }
        if of.len() >= self.most && !of.contains_key(&key) {
            of.retain(|_, (under, _)| under.holds(before));
            if of.len() >= self.most {
                of.clear();
            }
        }
        of.insert(key, (under, value));
    }

    /// What is kept under this key, or else what `read` gives, which is kept then.
    ///
    /// # Errors
    /// Those of `read`.
    pub async fn get_or<R>(&self, now: &Editions, key: K, read: R) -> Result<V, Fault>
    where
        R: Future<Output = Result<V, Fault>>,
    {
        if let Some(kept) = self.get(now, &key) {
            return Ok(kept);
        }
        let (found, tables) = watched(read).await;
        let found = found?;
        self.put(now, &tables, key, found.clone());
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::tests::{at, tables};

    #[test]
    fn a_change_makes_worthless_what_was_read_from_it() {
        let kept: Kept<&str, i32> = Kept::new(10);
        kept.put(&at(1, &[]), &tables(&["dues"]), "a", 7);
        kept.put(&at(1, &[]), &tables(&["dues", "people"]), "b", 8);
        let now = at(2, &[("people", 2)]);
        assert_eq!(kept.get(&now, "a"), Some(7));
        assert_eq!(kept.get(&now, "b"), None);
        kept.put(&now, &tables(&["dues", "people"]), "b", 9);
        assert_eq!(kept.get(&now, "b"), Some(9));
        assert_eq!(kept.get(&at(3, &[("people", 2), ("dues", 3)]), "b"), None);
    }

    #[test]
    fn what_was_read_before_a_change_is_not_kept_after_it() {
        let kept: Kept<&str, i32> = Kept::new(10);
        let (before, after) = (at(1, &[]), at(2, &[("dues", 2)]));
        kept.put(&after, &tables(&["dues"]), "a", 8);
        kept.put(&before, &tables(&["dues"]), "a", 7);
        assert_eq!(kept.get(&after, "a"), Some(8));
        // Who came before the change may see what stands after it.
        assert_eq!(kept.get(&before, "a"), Some(8));
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let kept: Kept<i64, i64> = Kept::new(3);
        for n in 0..10 {
            let now = at(n, &[("dues", n)]);
            kept.put(&now, &tables(&["dues"]), n, n);
            assert!(kept.of.read().unwrap().len() <= 3);
            assert_eq!(kept.get(&now, &n), Some(n));
        }
    }
}
