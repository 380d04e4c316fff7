//! The one place that asks what time it is. Everything else is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;

use crate::kernel::{Moment, time::to_micros};

/// The current time, UTC. Cheap to clone; clones share the same shift.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    shift_micros: Arc<AtomicI64>,
}

impl Clock {
    /// Now, to the microsecond.
    #[must_use]
    pub fn now(&self) -> Moment {
        #[expect(clippy::disallowed_methods, reason = "this is the clock")]
        let real = chrono::Utc::now().naive_utc();
        to_micros(real) + TimeDelta::microseconds(self.shift_micros.load(Ordering::Relaxed))
    }

    /// Moves this clock and its clones forward (back if negative): for tests and demo data.
    pub fn advance(&self, by: TimeDelta) {
        self.shift_micros
            .fetch_add(by.num_microseconds().unwrap_or(0), Ordering::Relaxed);
    }
}
