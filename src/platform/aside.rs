//! Work that takes long, away from the threads that answer; and gates, which let only so much of it be
//! done at once: whoever waits too long is told to come back instead of holding what they brought.

use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::platform::db::Fault;

/// Does this work where nobody waits for the thread, and gives what it made.
///
/// # Errors
/// [`Fault::Broken`] if it didn't finish.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| Fault::Broken(format!("work aside did not finish: {e}")))
}

/// What a panic said, for whoever looks for the reason.
#[must_use]
pub fn panicked(what: &(dyn std::any::Any + Send)) -> String {
    let text = what.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| what.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("without a word"))
}

/// Lets through work of so much weight at once, on the whole server.
pub struct Gate {
    places: Semaphore,
    most: u32,
    patience: Duration,
}

/// Readers of files that strangers send, by the megabyte: one large file, or a few small ones.
pub static READERS: Gate = Gate::new(32, Duration::from_secs(10));
/// The same for those who aren't signed in: theirs pass both, and take no more than half of the places.
static STRANGERS: Gate = Gate::new(16, Duration::from_secs(10));
/// What the smallest file weighs: so that there are no more readers than processors are good for.
const LEAST: usize = 8;
/// Seconds after which somebody who was turned away is asked to come back.
pub const COME_BACK: i64 = 10;

impl Gate {
    /// For this much weight; who waits longer than `patience` is turned away.
    #[must_use]
    pub const fn new(most: u32, patience: Duration) -> Self {
        Self {
            places: Semaphore::const_new(most as usize),
            most,
            patience,
        }
    }

    /// Waits for its turn; what weighs more than the gate lets through goes alone.
    ///
    /// # Errors
    /// [`Fault::Busy`] if it doesn't come in time.
    pub async fn enter(&self, weight: u32) -> Result<SemaphorePermit<'_>, Fault> {
        let turn = self.places.acquire_many(weight.clamp(1, self.most));
        match tokio::time::timeout(self.patience, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(closed)) => Err(Fault::Broken(closed.to_string())),
            Err(_) => Err(Fault::Busy(COME_BACK)),
        }
    }

    /// [`aside`], once it is its turn. The place is free when the work has ended, not when its asker went.
    ///
    /// # Errors
    /// [`Fault::Busy`] if its turn doesn't come in time; as [`aside`].
    pub async fn aside<T: Send + 'static>(
        &'static self,
        weight: u32,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let turn = self.enter(weight).await?;
        aside(move || {
            let _turn = turn;
            work()
        })
        .await
    }

    /// [`Gate::aside`] for work on so many bytes that a stranger sent.
    ///
    /// # Errors
    /// As there.
    pub async fn read<T: Send + 'static>(
        &'static self,
        bytes: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        self.aside(weight(bytes), work).await
    }

    /// A turn for work on so many bytes that is done piece by piece: each piece takes it along, and the last
    /// one lets it go.
    ///
    /// # Errors
    /// [`Fault::Busy`] if it doesn't come in time.
    pub async fn turn(&'static self, bytes: usize) -> Result<SemaphorePermit<'static>, Fault> {
        self.enter(weight(bytes)).await
    }
}

/// [`Gate::read`] through [`READERS`], for what came from somebody who isn't signed in: whatever strangers send
/// at once, places are left to everybody else, and nobody else waits behind those of them who wait.
///
/// # Errors
/// As there.
pub async fn read_of_stranger<T: Send + 'static>(
    bytes: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let weight = weight(bytes).min(STRANGERS.most);
    let own = STRANGERS.enter(weight).await?;
    let work = move || {
        let _own = own;
        work()
    };
    READERS.aside(weight, work).await
}

/// What so many bytes weigh.
fn weight(bytes: usize) -> u32 {
    u32::try_from((bytes >> 20).max(LEAST)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn strangers_who_wait_keep_nobody_else_from_reading() {
        let large = 23 << 20;
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let first = tokio::spawn(read_of_stranger(large, move || ended.recv()));
        tokio::task::yield_now().await;
        let second = tokio::spawn(read_of_stranger(large, || ()));
        tokio::task::yield_now().await;
        let known = READERS.read(100, || "read");
        let known = tokio::time::timeout(Duration::from_secs(5), known).await;
        assert_eq!(known.unwrap().unwrap(), "read");
        assert!(!first.is_finished() && !second.is_finished());
        end.send(()).unwrap();
        assert!(first.await.unwrap().unwrap().is_ok());
        second.await.unwrap().unwrap();
    }

    #[actix_web::test]
    async fn who_waits_too_long_is_turned_away_and_the_place_is_free_when_the_work_has_ended() {
        static GATE: Gate = Gate::new(2, Duration::from_millis(50));
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let long = tokio::spawn(GATE.aside(9, move || ended.recv()));
        tokio::task::yield_now().await;
        assert!(matches!(GATE.aside(1, || ()).await, Err(Fault::Busy(10))));
        // Its asker goes away; the work does not.
        long.abort();
        assert!(GATE.enter(1).await.is_err());
        end.send(()).unwrap();
        let late = async { while GATE.enter(2).await.is_err() {} };
        tokio::time::timeout(Duration::from_secs(5), late)
            .await
            .unwrap();
    }
}
