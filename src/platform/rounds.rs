//! Rounds: what the clock does. A room names what may be due and what is done about it; a round looks
//! for the first with a read and does the second in small writes, one after another. What fails
//! doesn't keep the rest from being done. Where nothing is due nothing is written.
//!
//! ```ignore
//! Round::new(15, "admission.agreements", "agreement worker")
//!     .each(case::lapsed, |tx, id| member::expire(tx, id))
//!     .each(|conn, _| store::out(conn), |tx, one| member::remind(tx, &one.case))
//! ```
//!
//! The workers of every server go every round by themselves, so an act must look at its thing anew,
//! in its own write, and change nothing if it was done meanwhile. What must not be done by two
//! servers at once (it asks somebody outside, or takes long) is a job.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::future::{BoxFuture, FutureExt};

use crate::kernel::{Moment, Who};
use crate::platform::aside::panicked;
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::jobs::Outcome;

/// What a round came to.
#[derive(Debug, Default)]
pub struct Report {
    /// Writes that went well, also those that found nothing to change.
    pub writes: usize,
    /// What went wrong, in its order.
    pub faults: Vec<Fault>,
}

impl Report {
    fn note<T>(&mut self, kind: &str, result: Result<T, Fault>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(fault) => {
                tracing::warn!(kind, %fault, "a part of a round failed");
                self.faults.push(fault);
                None
            }
        }
    }

    /// As a try of a job: what is wrong now may be mended later.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.faults.first() {
            None => Outcome::Done,
            Some(fault) => Outcome::Later(fault.to_string()),
        }
    }

    /// The number of writes, or the first failure.
    ///
    /// # Errors
    /// The first failure, after all the rest was tried.
    pub fn whole(self) -> Result<usize, Fault> {
        match self.faults.into_iter().next() {
            None => Ok(self.writes),
            Some(fault) => Err(fault),
        }
    }
}

/// What a step needs of the round that takes it.
#[derive(Clone)]
struct Walk {
    db: Db,
    clock: Clock,
    who: Who,
    kind: &'static str,
}

type Step = Arc<dyn Fn(Walk) -> BoxFuture<'static, Report> + Send + Sync>;

/// A round of one room; cheap to clone.
#[derive(Clone)]
pub struct Round {
    /// Its name, unique among jobs and rounds.
    pub kind: &'static str,
    /// Minutes from one to the next.
    pub minutes: i64,
    who: &'static str,
    steps: Vec<Step>,
}

impl Round {
    /// A round every so many minutes; in the audit record its acts stand under the name `who`.
    #[must_use]
    pub const fn new(minutes: i64, kind: &'static str, who: &'static str) -> Self {
        Self {
            kind,
            minutes,
            who,
            steps: vec![],
        }
    }

    /// For each thing that `find` finds, one write of its own.
    #[must_use]
    pub fn each<T, R, F, A>(self, find: F, act: A) -> Self
    where
        T: Send + Sync + 'static,
        F: Fn(&mut Conn, Moment) -> Result<Vec<T>, Fault> + Send + Sync + 'static,
        A: Fn(&mut Tx, &T) -> Result<R, Fault> + Send + Sync + 'static,
    {
        self.some(1, find, move |tx, one: &[T]| {
            one.iter().try_for_each(|thing| act(tx, thing).map(drop))
        })
    }

    /// For at most so many of the things that `find` finds, one write.
    #[must_use]
    pub fn some<T, R, F, A>(mut self, most: usize, find: F, act: A) -> Self
    where
        T: Send + Sync + 'static,
        R: Send + 'static,
        F: Fn(&mut Conn, Moment) -> Result<Vec<T>, Fault> + Send + Sync + 'static,
        A: Fn(&mut Tx, &[T]) -> Result<R, Fault> + Send + Sync + 'static,
    {
        let (find, act) = (Arc::new(find), Arc::new(act));
        self.steps.push(Arc::new(move |walk: Walk| {
            let (find, act) = (Arc::clone(&find), Arc::clone(&act));
            async move {
                let (mut report, now) = (Report::default(), walk.clock.now());
                let found = walk.db.read(move |conn| find(conn, now)).await;
                let mut due = report
                    .note(walk.kind, found)
                    .unwrap_or_default()
                    .into_iter();
                loop {
                    let part: Vec<T> = due.by_ref().take(most).collect();
                    if part.is_empty() {
                        return report;
                    }
                    let act = Arc::clone(&act);
                    let done = walk.db.write(&walk.who, move |tx| act(tx, &part)).await;
                    report.writes += usize::from(report.note(walk.kind, done).is_some());
                }
            }
            .boxed()
        }));
        self
    }

    /// While something waits: writes that each do some of it, until one says that it did nothing.
    #[must_use]
    pub fn batches<F, A>(mut self, waits: F, act: A) -> Self
    where
        F: Fn(&mut Conn, Moment) -> Result<bool, Fault> + Send + Sync + 'static,
        A: Fn(&mut Tx) -> Result<usize, Fault> + Send + Sync + 'static,
    {
        let (waits, act) = (Arc::new(waits), Arc::new(act));
        self.steps.push(Arc::new(move |walk: Walk| {
            let (waits, act) = (Arc::clone(&waits), Arc::clone(&act));
            async move {
                let (mut report, now) = (Report::default(), walk.clock.now());
                let looked = walk.db.read(move |conn| waits(conn, now)).await;
                let mut more = report.note(walk.kind, looked).unwrap_or(false);
                while more {
                    let act = Arc::clone(&act);
                    let done = walk.db.write(&walk.who, move |tx| act(tx)).await;
                    let done = report.note(walk.kind, done).unwrap_or(0);
                    more = done > 0;
                    report.writes += usize::from(more);
                }
                report
            }
            .boxed()
        }));
        self
    }

    /// Goes the round once. A step that panics is a failure like another; the next ones are taken.
    pub async fn go(&self, db: &Db, clock: &Clock) -> Report {
        let walk = Walk {
            db: db.clone(),
            clock: clock.clone(),
            who: Who::system(self.who),
            kind: self.kind,
        };
        let mut whole = Report::default();
        for step in &self.steps {
            match AssertUnwindSafe(step(walk.clone())).catch_unwind().await {
                Ok(report) => {
                    whole.writes += report.writes;
                    whole.faults.extend(report.faults);
                }
                Err(what) => {
                    let fault = Fault::Broken(format!("a step {}", panicked(&*what)));
                    whole.note::<()>(self.kind, Err(fault));
                }
            }
        }
        tracing::debug!(
            kind = self.kind,
            writes = whole.writes,
            failed = whole.faults.len(),
            "a round was gone"
        );
        whole
    }
}
