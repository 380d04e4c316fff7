//! The worker loop of a server: takes due jobs from the database and gives each to the handler of
//! its kind, a few of each kind at a time, so that none holds up another (a mail server that doesn't
//! answer holds up letters and nothing else), and goes the rounds when their time has come. Any number of servers
//! run one; leases keep them out of each other's way at jobs, and rounds stand being gone by all.
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
use tokio::task::{JoinHandle, JoinSet};

use crate::kernel::id::Id;
use crate::kernel::{Moment, Who};
use crate::platform::aside::panicked;
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::jobs::{self, Job, JobRow, LEASE, Outcome};
use crate::platform::lanes::Lanes;
use crate::platform::metrics;
use crate::platform::rounds::Round;

/// Pause between looks at the database.
const TICK: Duration = Duration::from_secs(1);

type Handler = Arc<dyn Fn(JobRow) -> BoxFuture<'static, Ended> + Send + Sync>;
/// How a job ended, and whether that is written down already: with what came of it, in one write.
pub struct Ended {
    /// How.
    pub outcome: Outcome,
    /// Whether [`jobs::finish`] was done.
    pub noted: bool,
}

impl From<Outcome> for Ended {
    fn from(outcome: Outcome) -> Self {
        let noted = false;
        Self { outcome, noted }
    }
}

type Look = Arc<dyn Fn(&mut Conn, Moment) -> Result<bool, Fault> + Send + Sync>;

/// Something that a room has done in the background.
pub enum Task {
    /// Jobs of a kind, as they come.
    Job(&'static str, Handler),
    /// A job that one of all servers does every so many minutes, if something waits for it.
    Alone(&'static str, i64, Look, Handler),
    /// What every server does by the clock.
    Round(Round),
}

impl Task {
    /// Who does the jobs of `kind`.
    #[must_use]
    pub fn job<F, W>(kind: &'static str, handler: F) -> Self
    where
        F: Fn(JobRow) -> W + Send + Sync + 'static,
        W: Future<Output: Into<Ended>> + Send + 'static,
    {
        Self::Job(kind, boxed(handler))
    }

    /// Who does the work of `kind` every so many minutes, on one of all servers each time, if
    /// `waits` finds that there is some: what asks somebody outside, or moves files.
    #[must_use]
    pub fn alone<L, F, W>(minutes: i64, kind: &'static str, waits: L, handler: F) -> Self
    where
        L: Fn(&mut Conn, Moment) -> Result<bool, Fault> + Send + Sync + 'static,
        F: Fn(JobRow) -> W + Send + Sync + 'static,
        W: Future<Output: Into<Ended>> + Send + 'static,
    {
        Self::Alone(kind, minutes.max(1), Arc::new(waits), boxed(handler))
    }
}

fn boxed<F, W>(handler: F) -> Handler
where
    F: Fn(JobRow) -> W + Send + Sync + 'static,
    W: Future<Output: Into<Ended>> + Send + 'static,
{
    Arc::new(move |job| handler(job).map(Into::into).boxed())
}

impl From<Round> for Task {
    fn from(round: Round) -> Self {
        Self::Round(round)
    }
}

/// What the workers of a server do.
pub struct Workers {
    db: Db,
    clock: Clock,
    name: String,
    handlers: HashMap<&'static str, Handler>,
    periodic: Vec<(&'static str, i64, Look)>,
    rounds: Vec<Round>,
}

/// Rounds that were begun on this server: the period each was begun in, and whether it still goes.
type Walking = HashMap<&'static str, (Moment, JoinHandle<()>)>;

impl Workers {
    /// What does these tasks; [`start`](Self::start) it.
    #[must_use]
    pub fn new(db: Db, clock: Clock, tasks: Vec<Task>) -> Self {
        let mut workers = Self {
            db,
            clock,
            name: Id::<Job>::new().to_string(),
            handlers: HashMap::new(),
            periodic: vec![],
            rounds: vec![],
        };
        for task in tasks {
            workers.take(task);
        }
        workers
    }

    fn take(&mut self, task: Task) {
        match task {
            Task::Job(kind, handler) => {
                self.handlers.insert(kind, handler);
            }
            Task::Alone(kind, minutes, waits, handler) => {
                self.periodic.push((kind, minutes, waits));
                self.handlers.insert(kind, handler);
            }
            Task::Round(round) => {
                // A round that failed comes back as a job.
                let (again, db, clock) = (round.clone(), self.db.clone(), self.clock.clone());
                let handler = move |_: JobRow| {
                    let (round, db, clock) = (again.clone(), db.clone(), clock.clone());
                    async move { round.go(&db, &clock).await.outcome() }
                };
                self.handlers.insert(round.kind, boxed(handler));
                self.rounds.push(round);
            }
        }
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
        let mut running = JoinSet::new();
        let lanes = Lanes::default();
        let (mut called, mut walking) = (HashSet::new(), Walking::new());
        let mut crowded = HashSet::new();
        while !*stopped.borrow() {
            while running.try_join_next().is_some() {}
            self.go_rounds(&mut walking);
            if let Err(fault) = self.call_periodic(&mut called).await {
                tracing::warn!(%fault, "periodic work could not be queued");
            }
            match self
                .next(lanes.free(self.handlers.keys().copied()), &mut crowded)
                .await
            {
                Ok(jobs) => {
                    for job in jobs {
                        self.begin(job, &lanes, &mut running);
                    }
                }
                Err(fault) => tracing::warn!(%fault, "no job could be taken"),
            }
            tokio::select! {
                () = tokio::time::sleep(TICK) => {}
                () = wake.notified() => {}
                Some(_) = running.join_next(), if !running.is_empty() => {}
                _ = stopped.changed() => {}
            }
        }
        while running.join_next().await.is_some() {}
        for (kind, (_, walk)) in walking {
            if let Err(error) = walk.await {
                tracing::error!(kind, %error, "a round did not end as it should");
            }
        }
    }

    /// Begins each round whose period has come, unless the last one still goes.
    fn go_rounds(&self, walking: &mut Walking) {
        for round in &self.rounds {
            let now = period(self.clock.now(), round.minutes.max(1));
            let begun = walking.get(round.kind);
            if begun.is_some_and(|(last, walk)| *last == now || !walk.is_finished()) {
                continue;
            }
            let (walk, db, clock) = (round.clone(), self.db.clone(), self.clock.clone());
            let walk = tokio::spawn(async move { go(&walk, &db, &clock).await });
            walking.insert(round.kind, (now, walk));
        }
    }

    /// Looks without a write first: most of the time there is nothing to do. Not for the `crowded` kinds, of
    /// which as many were found as were asked for: there are more, and to look would read all of them.
    async fn next(
        &self,
        mut free: Vec<(String, usize)>,
        crowded: &mut HashSet<String>,
    ) -> Result<Vec<JobRow>, Fault> {
        let now = self.clock.now();
        let kinds = free.iter().map(|(kind, _)| kind.clone());
        let look: Vec<String> = kinds.filter(|kind| !crowded.contains(kind)).collect();
        let waiting = move |conn: &mut Conn| jobs::waiting(conn, &look, now);
        let waits = self.db.read(waiting).await?;
        free.retain(|(kind, _)| crowded.contains(kind) || waits.contains(kind));
        if free.is_empty() {
            return Ok(vec![]);
        }
        let (name, asked) = (self.name.clone(), free.clone());
        let take = move |tx: &mut Tx| jobs::lease_some(tx, &name, &asked);
        let jobs = self.db.write(&who(), take).await?;
        for (kind, most) in free {
            if jobs.iter().filter(|job| job.kind == kind).count() == most {
                crowded.insert(kind);
            } else {
                crowded.remove(&kind);
            }
        }
        Ok(jobs)
    }

    fn begin(&self, job: JobRow, lanes: &Lanes, running: &mut JoinSet<()>) {
        let Some(handler) = self.handlers.get(job.kind.as_str()).cloned() else {
            return;
        };
        let (db, place) = (self.db.clone(), lanes.enter(&job.kind));
        running.spawn(async move {
            let _place = place;
            let own = job.clone();
            let work = async move { handler(own).await };
            let work = std::panic::AssertUnwindSafe(work).catch_unwind();
            let Ended { outcome, noted } = hold(&db, &job, Box::pin(work))
                .await
                .unwrap_or_else(|what| Outcome::Later(panicked(&*what)).into());
            metrics::job(&job.kind, outcome.word());
            if let Outcome::Later(why) | Outcome::Failed(why) = &outcome {
                tracing::warn!(job = job.key, attempts = job.attempts, why, "a job did not succeed");
            }
            if noted {
                return;
            }
            let ended = job.clone();
            let end = move |tx: &mut Tx| jobs::finish(tx, &ended, &outcome);
            if let Err(fault) = db.write(&who(), end).await {
                tracing::error!(job = job.key, %fault, "the end of a job could not be written down");
            }
        });
    }

    /// Queues each periodic work once per period, if it has anything to do; the key makes it once
    /// for all servers.
    async fn call_periodic(
        &self,
        called: &mut HashSet<(&'static str, Moment)>,
    ) -> Result<(), Fault> {
        let now = self.clock.now();
        for (kind, minutes, waits) in &self.periodic {
            let period = period(now, *minutes);
            if called.contains(&(*kind, period)) {
                continue;
            }
            let (kind, key) = (*kind, period.format("%FT%R").to_string());
            let (waits, known) = (Arc::clone(waits), key.clone());
            let look = move |conn: &mut Conn| {
                Ok(!jobs::is_known(conn, kind, &known)? && waits(conn, now)?)
            };
            if self.db.read(look).await? {
                let queue = move |tx: &mut Tx| jobs::enqueue(tx, kind, &key, &(), now);
                self.db.write(&who(), queue).await?;
            }
            called.retain(|(k, _)| *k != kind);
            called.insert((kind, period));
        }
        Ok(())
    }
}

/// Goes a round. One that failed becomes a job, which is tried again after growing pauses and which
/// the administrators see until it went well.
async fn go(round: &Round, db: &Db, clock: &Clock) {
    let outcome = round.go(db, clock).await.outcome();
    metrics::job(round.kind, outcome.word());
    let Outcome::Later(why) = outcome else {
        return;
    };
    tracing::warn!(kind = round.kind, why, "a round did not succeed");
    let kind = round.kind;
    let queue = move |tx: &mut Tx| jobs::retry(tx, kind, "round", &why);
    if let Err(fault) = db.write(&who(), queue).await {
        tracing::error!(kind, %fault, "a failed round could not be queued");
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
