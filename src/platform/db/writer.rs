//! One writer per server. Writes that wait at the same time run one after another, each
//! inside its own savepoint, and share one commit; each is answered after that commit.
//!
//! On SQLite one `fsync` then serves many writers. On PostgreSQL the transaction is
//! SERIALIZABLE and starts by locking the one-row table `turn`, so that the writers of
//! several servers queue up instead of failing each other; what still fails with a
//! serialisation error or a lost connection runs again. The lock must come before the
//! first query: that is when PostgreSQL takes its snapshot.
//!
//! A group raises the numbers of the tables it touched in the same commit, so that whoever keeps what
//! was read can tell whether it still is so ([`Editions`](super::Editions)).

use std::sync::mpsc;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use tokio::sync::oneshot;

use super::conn::{Conn, Opener, Options};
use super::fault::Fault;
use super::tables::Tables;
use super::task::{Job, Ran, Stage, Task};
use super::tx::Tx;
use super::watch::{self, Look};
use crate::kernel::{Moment, Who};
use crate::platform::clock::Clock;
use crate::platform::metrics;

/// Writes that share a commit, at most.
const GROUP: usize = 256;
/// Tries before a write that keeps failing for the database's reasons is given up.
const TRIES: u32 = 8;

/// The answer where there is no writer any more.
pub fn gone() -> Fault {
    Fault::Broken("the database writer has stopped".into())
}

/// The sending half of the writer's queue. The thread ends when this is dropped.
pub(super) struct Writer {
    queue: mpsc::Sender<Box<dyn Task>>,
}

impl Writer {
    pub fn start(opener: Opener, options: &Options) -> Result<Self, Fault> {
        let (queue, waiting) = mpsc::channel();
        let conn = opener.open()?;
        let thread = Thread {
            opener,
            conn: Some(conn),
            clock: options.clock.clone(),
            public_url: options.public_url.clone(),
            rehearse: options.rehearse,
            touched: Tables::default(),
        };
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || thread.serve(&waiting))?;
        Ok(Self { queue })
    }

    pub fn submit<T, F>(
        &self,
        who: &Who,
        work: F,
    ) -> Result<(oneshot::Receiver<Result<T, Fault>>, Stage), Fault>
    where
        T: Send + 'static,
        F: Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    {
        let (job, answer, stage) = Job::new(who, work);
        self.queue.send(Box::new(job)).map_err(|_| gone())?;
        Ok((answer, stage))
    }
}

struct Thread {
    opener: Opener,
    conn: Option<Conn>,
    clock: Clock,
    public_url: String,
    rehearse: bool,
    /// What the writes of the group touched, but for those that were undone.
    touched: Tables,
}

const BEGIN_ON_SQLITE: &str = "BEGIN IMMEDIATE";
/// A lock that doesn't come in time is tried for again.
const BEGIN_ON_POSTGRES: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; \
     SET LOCAL lock_timeout = '5s'; LOCK TABLE turn IN EXCLUSIVE MODE";

impl Thread {
    fn serve(mut self, waiting: &mpsc::Receiver<Box<dyn Task>>) {
        while let Ok(first) = waiting.recv() {
            let mut group = vec![first];
            group.extend(waiting.try_iter().take(GROUP - 1));
            let began = Instant::now();
            match self.commit_group(&mut group) {
                Ok(()) => {
                    metrics::group(group.len(), began.elapsed());
                    group.into_iter().for_each(Task::answer);
                }
                Err(fault) => {
                    tracing::error!(%fault, "a group of writes failed");
                    self.conn = None;
                    group.into_iter().for_each(|task| task.fail(&fault));
                }
            }
        }
    }

    /// Tries the group until it commits or fails for good. A commit whose outcome is not
    /// known (the connection broke while it ran) is never tried again: it may have happened.
    fn commit_group(&mut self, group: &mut [Box<dyn Task>]) -> Result<(), Fault> {
        let mut tries = 0;
        loop {
            let fault = match self.begin() {
                Err(fault) => fault,
                Ok(()) => match self.run_group(group) {
                    Ok(()) => match self.commit() {
                        Ok(()) => return Ok(()),
                        Err(fault) if is_serialization(&fault) => fault,
                        // The connection broke: whether it was saved, only the database knows.
                        Err(fault @ Fault::Away(_)) => {
                            return Err(Fault::Unsure(fault.to_string()));
                        }
                        Err(fault) if self.is_postgres() && fault.is_nameless() => {
                            return Err(Fault::Unsure(fault.to_string()));
                        }
                        Err(fault) => return Err(fault),
                    },
                    Err(fault) if fault.is_worth_a_retry() || fault.is_nameless() => fault,
                    Err(fault) => {
                        self.undo();
                        return Err(fault);
                    }
                },
            };
            tries += 1;
            if tries >= TRIES {
                self.undo();
                return Err(fault);
            }
            self.undo();
            tracing::debug!(%fault, tries, "a group of writes runs again");
            std::thread::sleep(back_off(tries, self.clock.now()));
        }
    }

    fn commit(&mut self) -> Result<(), Fault> {
        if self.rehearse {
            return Ok(self.conn()?.batch_execute("ROLLBACK")?);
        }
        let mut end = String::new();
        if !self.touched.is_empty() {
            end = self.touched.raise(self.clock.now());
            metrics::raised();
        }
        end.push_str("COMMIT");
        Ok(self.conn()?.batch_execute(&end)?)
    }

    /// Begins the transaction, and waits for this server's turn. What fails here is worth another
    /// try, on a connection of its own: nothing was done yet.
    fn begin(&mut self) -> Result<(), Fault> {
        let conn = self.conn()?;
        let begun = conn.batch_execute(match conn {
            Conn::Sqlite(_) => BEGIN_ON_SQLITE,
            Conn::Postgres(_) => BEGIN_ON_POSTGRES,
        });
        if begun.is_err() {
            self.conn = None;
        }
        Ok(begun?)
    }

    fn run_group(&mut self, group: &mut [Box<dyn Task>]) -> Result<(), Fault> {
        let clock = self.clock.clone();
        let public_url = self.public_url.clone();
        let mut touched = Tables::default();
        let conn = self.conn()?;
        // A lone write needs no savepoint of its own: undoing it undoes the transaction.
        let alone = group.len() == 1;
        for task in group {
            if !task.begin() {
                continue;
            }
            if !alone {
                conn.batch_execute("SAVEPOINT one")?;
            }
            let who = task.who().clone();
            let mut tx = Tx {
                conn,
                now: clock.now(),
                who: &who,
                public_url: &public_url,
            };
            watch::look(tx.conn, Look::Writes);
            let ran = task.run(&mut tx);
            let seen = watch::look(conn, Look::Away);
            if let Ran::Keep = ran {
                touched.join(&seen.loud());
            }
            let end = match ran {
                Ran::Again(fault) => return Err(fault),
                Ran::Keep if alone => continue,
                Ran::Keep => "RELEASE one",
                Ran::Undo if alone => "ROLLBACK; BEGIN",
                Ran::Undo => "ROLLBACK TO one; RELEASE one",
            };
            conn.batch_execute(end)?;
        }
        self.touched = touched;
        Ok(())
    }

    /// The connection, opened anew if the last one was given up.
    fn conn(&mut self) -> Result<&mut Conn, Fault> {
        match &mut self.conn {
            Some(conn) => Ok(conn),
            gone => Ok(gone.insert(self.opener.open()?)),
        }
    }

    const fn is_postgres(&self) -> bool {
        matches!(self.conn, Some(Conn::Postgres(_)))
    }

    fn undo(&mut self) {
        if let Some(conn) = &mut self.conn
            && conn.batch_execute("ROLLBACK").is_err()
        {
            self.conn = None;
        }
    }
}

fn is_serialization(fault: &Fault) -> bool {
    use diesel::result::{DatabaseErrorKind::SerializationFailure, Error::DatabaseError};
    matches!(
        fault,
        Fault::Database(DatabaseError(SerializationFailure, _))
    )
}

/// 5 ms doubled per try, with up to as much again from the clock's microseconds, so that
/// two servers don't keep step.
fn back_off(tries: u32, now: Moment) -> Duration {
    let base = 5u64 << tries.min(6);
    let jitter = u64::from(now.and_utc().timestamp_subsec_micros()) % base;
    Duration::from_millis(base + jitter)
}
