//! How many jobs of each kind run on a server at the same time, so that none holds up another.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::platform::outbox::SEND;

/// Jobs of one kind at the same time, on one server.
const AT_ONCE: usize = 2;
/// The same of letters, which wait for somebody outside: it costs nothing but their answer. Three times as many
/// go no faster.
const LETTERS_AT_ONCE: usize = 8;
/// How many jobs of each kind run.
#[derive(Clone, Default)]
pub(super) struct Lanes(Arc<Mutex<HashMap<String, usize>>>);

/// A job's place in its lane, free again when this is dropped.
pub(super) struct InLane(Lanes, String);

impl Lanes {
    fn count(&self, kind: &str, change: impl FnOnce(&mut usize)) {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(running.entry(kind.to_owned()).or_default());
    }

    /// A place for one job of this kind.
    pub fn enter(&self, kind: &str) -> InLane {
        self.count(kind, |running| *running += 1);
        InLane(self.clone(), kind.to_owned())
    }

    /// The kinds of which more may run, and how many.
    pub fn free<'a>(&self, kinds: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
        let running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let free = kinds.map(|kind| {
            let most = if kind == SEND {
                LETTERS_AT_ONCE
            } else {
                AT_ONCE
            };
            let taken = running.get(kind).copied().unwrap_or(0);
            (kind.to_owned(), most.saturating_sub(taken))
        });
        free.filter(|(_, free)| *free > 0).collect()
    }
}

impl Drop for InLane {
    fn drop(&mut self) {
        self.0.count(&self.1, |running| *running -= 1);
    }
}
