//! The worker loop: takes due jobs from the database and gives each to the handler of its kind,
//! a few at a time. Any number of servers run one; leases keep them out of each other's way.
//!
//! A handler must stand being run again after a crash: what it writes it writes in one
//! transaction, or it looks first whether it was done. Long ones keep their lease by themselves.

use std::collections::{HashMap, HashSet};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Timelike};
use futures_util::future::{BoxFuture, FutureExt};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::kernel::id::Id;
use crate::kernel::{Moment, Who};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::jobs::{self, Job, JobRow, LEASE, Outcome};
use crate::platform::metrics;

/// Jobs at the same time, on one server.
const AT_ONCE: usize = 4;
/// Pause between looks at the database.
const TICK: Duration = Duration::from_secs(1);
/// Days that done periodic jobs stay to be looked at.
const KEEP: i64 = 3;

type Handler = Arc<dyn Fn(JobRow) -> BoxFuture<'static, Outcome> + Send + Sync>;

/// What the workers of a server do. Register handlers, then [`Workers::start`].
pub struct Workers {
    db: Db,
    clock: Clock,
    name: String,
    handlers: HashMap<&'static str, Handler>,
    periodic: Vec<(&'static str, i64)>,
}

impl Workers {
    /// Without any work yet.
    #[must_use]
    pub fn new(db: Db, clock: Clock) -> Self {
        let name = Id::<Job>::new().to_string();
        Self {
            db,
            clock,
            name,
            handlers: HashMap::new(),
            periodic: vec![],
        }
    }

    /// Who does the jobs of `kind`.
    #[must_use]
    pub fn on<F, W>(mut self, kind: &'static str, handler: F) -> Self
    where
        F: Fn(JobRow) -> W + Send + Sync + 'static,
        W: Future<Output = Outcome> + Send + 'static,
    {
        self.handlers
            .insert(kind, Arc::new(move |job| handler(job).boxed()));
        self
    }

    /// Who does the work of `kind` every so many minutes; on one of all servers each time.
    #[must_use]
    pub fn every<F, W>(mut self, minutes: i64, kind: &'static str, handler: F) -> Self
    where
        F: Fn(JobRow) -> W + Send + Sync + 'static,
        W: Future<Output = Outcome> + Send + 'static,
    {
        self.periodic.push((kind, minutes.max(1)));
        self.on(kind, handler)
    }

    /// Starts working in the background.
    #[must_use]
    pub fn start(self) -> Running {
        let (stop, stopped) = watch::channel(false);
        let wake = Arc::new(Notify::new());
        let loop_wake = wake.clone();
        let work = tokio::spawn(async move { self.run(stopped, &loop_wake).await });
        Running { stop, wake, work }
    }

    async fn run(self, mut stopped: watch::Receiver<bool>, wake: &Notify) {
        let kinds: Vec<String> = self.handlers.keys().map(|k| (*k).to_owned()).collect();
        let mut running = JoinSet::new();
        let mut called = HashSet::new();
        while !*stopped.borrow() {
            while running.try_join_next().is_some() {}
            if let Err(fault) = self.call_periodic(&mut called).await {
                tracing::warn!(%fault, "periodic work could not be queued");
            }
            while running.len() < AT_ONCE && !*stopped.borrow() {
                match self.next(&kinds).await {
                    Ok(Some(job)) => self.begin(job, &mut running),
                    Ok(None) => break,
                    Err(fault) => {
                        tracing::warn!(%fault, "no job could be taken");
                        break;
                    }
                }
            }
            tokio::select! {
                () = tokio::time::sleep(TICK) => {}
                () = wake.notified() => {}
                Some(_) = running.join_next(), if !running.is_empty() => {}
                _ = stopped.changed() => {}
            }
        }
        while running.join_next().await.is_some() {}
    }

    /// Looks without a write first: most of the time there is nothing to do.
    async fn next(&self, kinds: &[String]) -> Result<Option<JobRow>, Fault> {
        let (now, look) = (self.clock.now(), kinds.to_vec());
        if self
            .db
            .read(move |c| jobs::due(c, &look, now))
            .await?
            .is_none()
        {
            return Ok(None);
        }
        let (name, kinds) = (self.name.clone(), kinds.to_vec());
        self.db
            .write(&who(), move |tx| jobs::lease(tx, &name, &kinds))
            .await
    }

    fn begin(&self, job: JobRow, running: &mut JoinSet<()>) {
        let Some(handler) = self.handlers.get(job.kind.as_str()).cloned() else {
            return;
        };
        let db = self.db.clone();
        running.spawn(async move {
            let work = std::panic::AssertUnwindSafe(handler(job.clone())).catch_unwind();
            let outcome = hold(&db, &job, Box::pin(work))
                .await
                .unwrap_or_else(|_| Outcome::Later("the handler panicked".to_owned()));
            metrics::job(&job.kind, &outcome);
            if let Outcome::Later(why) | Outcome::Failed(why) = &outcome {
                tracing::warn!(job = job.key, attempts = job.attempts, why, "a job did not succeed");
            }
            let ended = job.clone();
            let end = move |tx: &mut Tx| jobs::finish(tx, &ended, &outcome);
            if let Err(fault) = db.write(&who(), end).await {
                tracing::error!(job = job.key, %fault, "the end of a job could not be written down");
            }
        });
    }

    /// Queues each periodic work once per period; the key makes it once for all servers.
    async fn call_periodic(
        &self,
        called: &mut HashSet<(&'static str, Moment)>,
    ) -> Result<(), Fault> {
        let now = self.clock.now();
        for (kind, minutes) in &self.periodic {
            let period = period(now, *minutes);
            if called.contains(&(*kind, period)) {
                continue;
            }
            let (kind, clear_before) = (*kind, now - TimeDelta::days(KEEP));
            let queue = move |tx: &mut Tx| {
                jobs::clear(tx, &[kind.to_owned()], clear_before)?;
                let key = period.format("%FT%R").to_string();
                jobs::enqueue(tx, kind, &key, &(), now)
            };
            self.db.write(&who(), queue).await?;
            called.retain(|(k, _)| *k != kind);
            called.insert((kind, period));
        }
        Ok(())
    }
}

/// The start of the period of so many minutes in which `now` lies.
fn period(now: Moment, minutes: i64) -> Moment {
    let minute = now.and_utc().timestamp().div_euclid(60);
    let back = TimeDelta::minutes(minute.rem_euclid(minutes));
    now.with_second(0)
        .and_then(|m| m.with_nanosecond(0))
        .unwrap_or(now)
        - back
}

/// Runs the work and renews the lease until it ends.
async fn hold<T>(db: &Db, job: &JobRow, mut work: Pin<Box<dyn Future<Output = T> + Send>>) -> T {
    let third = Duration::from_secs(u64::try_from(LEASE / 3).unwrap_or(30));
    loop {
        tokio::select! {
            ended = &mut work => return ended,
            () = tokio::time::sleep(third) => {
                let held = job.clone();
                match db.write(&who(), move |tx| jobs::renew(tx, &held)).await {
                    Ok(true) => {}
                    Ok(false) => tracing::warn!(job = job.key, "another worker took over a job"),
                    Err(fault) => tracing::warn!(job = job.key, %fault, "a lease was not renewed"),
                }
            }
        }
    }
}

fn who() -> Who {
    Who::system("worker")
}

/// Workers at work.
pub struct Running {
    stop: watch::Sender<bool>,
    wake: Arc<Notify>,
    work: tokio::task::JoinHandle<()>,
}

impl Running {
    /// Makes them look for work now instead of within a second.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Takes no new job, and waits until those that run have ended.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        if let Err(error) = self.work.await {
            tracing::error!(%error, "the workers did not end as they should");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_begins_on_the_round_minute() {
        let at = |text: &str| Moment::parse_from_str(text, "%F %T").unwrap();
        assert_eq!(
            period(at("2026-11-22 12:47:31"), 1),
            at("2026-11-22 12:47:00")
        );
        assert_eq!(
            period(at("2026-11-22 12:47:31"), 15),
            at("2026-11-22 12:45:00")
        );
        assert_eq!(
            period(at("2026-11-22 12:47:31"), 1440),
            at("2026-11-22 00:00:00")
        );
    }
}
