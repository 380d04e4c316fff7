//! What was read and worked out from the database, kept in memory while nothing was changed.
//!
//! Every commit that changes anything, on any server, makes another edition of the database
//! ([`Db::edition`](crate::platform::db::Db::edition)), so what is kept is never older than what a
//! read would give. What also follows from the day has the day in its key.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::RwLock;

/// Values of one edition by key. The values are cheap to clone: `Arc`, `Bytes`.
pub struct Kept<K, V> {
    /// Entries before all are forgotten: bounds the memory.
    most: usize,
    of: RwLock<(i64, HashMap<K, V>)>,
}

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    /// Room for so many entries.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most,
            of: RwLock::new((0, HashMap::new())),
        }
    }

    /// What is kept under this key from just this edition.
    #[must_use]
    pub fn get<Q: Hash + Eq + ?Sized>(&self, edition: i64, key: &Q) -> Option<V>
    where
        K: std::borrow::Borrow<Q>,
    {
        let of = self.of.read().ok()?;
        if of.0 == edition {
            of.1.get(key).cloned()
        } else {
            None
        }
    }

    /// Keeps a value that was read from this edition; a newer edition drops all older values.
    pub fn put(&self, edition: i64, key: K, value: V) {
        let Ok(mut of) = self.of.write() else {
            return;
        };
        if edition < of.0 {
            return;
        }
        if edition > of.0 || of.1.len() >= self.most {
            of.1.clear();
            of.0 = edition;
        }
        of.1.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_makes_everything_kept_worthless() {
        let kept: Kept<String, i32> = Kept::new(10);
        kept.put(1, "a".into(), 7);
        assert_eq!(kept.get(1, "a"), Some(7));
        assert_eq!(kept.get(2, "a"), None);
        kept.put(2, "b".into(), 8);
        assert_eq!(kept.get(2, "a"), None);
        assert_eq!(kept.get(2, "b"), Some(8));
    }

    #[test]
    fn what_was_read_before_a_change_is_not_kept_after_it() {
        let kept: Kept<String, i32> = Kept::new(10);
        kept.put(2, "a".into(), 8);
        kept.put(1, "a".into(), 7);
        assert_eq!(kept.get(2, "a"), Some(8));
        assert_eq!(kept.get(1, "a"), None);
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let kept: Kept<i32, i32> = Kept::new(3);
        for n in 0..10 {
            kept.put(1, n, n);
            assert!(kept.of.read().unwrap().1.len() <= 3);
            assert_eq!(kept.get(1, &n), Some(n));
        }
    }
}
