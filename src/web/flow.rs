//! How fast what somebody sends comes in of late: who has a place for it may have to give it up to somebody else.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How far back it is measured: over this long at least, and less than twice.
const OF_LATE: Duration = Duration::from_secs(10);

/// How what has a place comes in; nothing before it has one, and after its end.
#[derive(Debug, Default)]
pub(super) struct Flow(Mutex<Option<Recent>>);

/// Bytes since a moment, and in the span before that.
#[derive(Debug, Clone, Copy)]
struct Recent {
    since: Instant,
    bytes: u64,
    before: Option<u64>,
}

impl Recent {
    fn now() -> Self {
        let (since, bytes, before) = (Instant::now(), 0, None);
        Self {
            since,
            bytes,
            before,
        }
    }

    fn go_on(&mut self) {
        while self.since.elapsed() >= OF_LATE {
            self.since += OF_LATE;
            self.before = Some(std::mem::take(&mut self.bytes));
        }
    }
}

impl Flow {
    fn recent(&self) -> MutexGuard<'_, Option<Recent>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It has a place from now on.
    pub(super) fn begin(&self) {
        *self.recent() = Some(Recent::now());
    }

    /// All of it has come.
    pub(super) fn end(&self) {
        *self.recent() = None;
    }

    /// So many bytes of it have come.
    pub(super) fn came(&self, bytes: u64) {
        if let Some(recent) = self.recent().as_mut() {
            recent.go_on();
            recent.bytes += bytes;
        }
    }

    /// Bytes a second of late; none while it is too early to tell.
    pub(super) fn speed(&self) -> Option<u64> {
        let mut recent = self.recent();
        let recent = recent.as_mut()?;
        recent.go_on();
        let over = OF_LATE + recent.since.elapsed();
        Some((recent.before? + recent.bytes) / over.as_secs())
    }
}

#[cfg(test)]
impl Flow {
    /// As if so many bytes had come in the span before this moment.
    pub(super) fn came_before(&self, bytes: u64) {
        let before = Some(bytes);
        *self.recent() = Some(Recent {
            before,
            ..Recent::now()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_speed_of_late_is_told_from_the_first_span_on_and_until_all_has_come() {
        let flow = Flow::default();
        flow.came(1000);
        assert_eq!(flow.speed(), None, "no place yet");
        flow.begin();
        flow.came(1000);
        assert_eq!(flow.speed(), None, "too early");
        flow.came_before(50_000);
        flow.came(10_000);
        assert!(
            flow.speed()
                .is_some_and(|speed| (4_000..=6_000).contains(&speed))
        );
        let mut old = Recent::now();
        old.bytes = 70_000;
        old.since -= OF_LATE;
        old.go_on();
        assert_eq!((old.before, old.bytes), (Some(70_000), 0));
        old.since -= OF_LATE * 2;
        old.go_on();
        assert_eq!(old.before, Some(0), "nothing came for a span");
        flow.end();
        assert_eq!(flow.speed(), None);
    }
}
