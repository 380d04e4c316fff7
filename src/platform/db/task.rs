//! A write that waits for its turn, and how far it has come.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};

use tokio::sync::oneshot;

use super::conn::Conn;
use super::fault::Fault;
use super::tx::Tx;
use crate::kernel::Who;
use crate::platform::aside::panicked;

/// Tries more of a write that failed without a name; then it fails alone, and not all that wait with it.
const NAMELESS_TRIES: u32 = 2;

/// A queued write, its result type forgotten.
pub(super) trait Task: Send {
    fn who(&self) -> &Who;
    /// Whether it is to be done: nobody who waited for it went away before it began.
    fn begin(&mut self) -> bool;
    /// Runs once; keeps its result. `Err` means: the database's fault, worth another try.
    fn run(&mut self, tx: &mut Tx) -> Ran;
    fn answer(self: Box<Self>);
    fn fail(self: Box<Self>, fault: &Fault);
}

/// How far a write has come, for who waits for it: it can be given up only before it began.
#[derive(Clone, Default)]
pub(super) struct Stage(Arc<AtomicU8>);

const WAITS: u8 = 0;
const BEGAN: u8 = 1;
const LEFT: u8 = 2;

impl Stage {
    /// Gives the write up; `false` if it has begun.
    pub fn leave(&self) -> bool {
        self.pass(LEFT)
    }

    fn pass(&self, to: u8) -> bool {
        let passed = self.0.compare_exchange(WAITS, to, SeqCst, SeqCst);
        passed.is_ok() || passed == Err(to)
    }
}

/// How one run of a write ended.
pub(super) enum Ran {
    Keep,
    Undo,
    Again(Fault),
}

/// A queued write.
pub(super) struct Job<T, F> {
    who: Who,
    work: F,
    result: Option<Result<T, Fault>>,
    reply: oneshot::Sender<Result<T, Fault>>,
    stage: Stage,
    /// How often it failed without a name.
    nameless: u32,
}

impl<T, F> Job<T, F> {
    /// The write, where its answer comes, and how far it is.
    pub fn new(who: &Who, work: F) -> (Self, oneshot::Receiver<Result<T, Fault>>, Stage) {
        let (reply, answer) = oneshot::channel();
        let job = Self {
            who: who.clone(),
            work,
            result: None,
            reply,
            stage: Stage::default(),
            nameless: 0,
        };
        let stage = job.stage.clone();
        (job, answer, stage)
    }
}

impl<T, F> Task for Job<T, F>
where
    T: Send,
    F: Fn(&mut Tx) -> Result<T, Fault> + Send,
{
    fn who(&self) -> &Who {
        &self.who
    }

    fn begin(&mut self) -> bool {
        if self.reply.is_closed() {
            self.stage.leave();
        }
        self.stage.pass(BEGAN)
    }

    fn run(&mut self, tx: &mut Tx) -> Ran {
        let on_postgres = matches!(tx.conn, Conn::Postgres(_));
        let result = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)))
            .unwrap_or_else(|what| Err(Fault::Broken(format!("a write {}", panicked(&*what)))));
        match result {
            Err(fault) if fault.is_worth_a_retry() => Ran::Again(fault),
            Err(fault) if on_postgres && fault.is_nameless() && self.nameless < NAMELESS_TRIES => {
                self.nameless += 1;
                Ran::Again(fault)
            }
            Err(fault) => {
                self.result = Some(Err(fault));
                Ran::Undo
            }
            Ok(value) => {
                self.result = Some(Ok(value));
                Ran::Keep
            }
        }
    }

    fn answer(self: Box<Self>) {
        let result = self
            .result
            .unwrap_or_else(|| Err(Fault::Broken("a write never ran".into())));
        // The asker may have gone away; the write stands all the same.
        let _ = self.reply.send(result);
    }

    fn fail(self: Box<Self>, fault: &Fault) {
        let why = fault.to_string();
        let _ = self.reply.send(Err(match fault {
            Fault::Away(_) => Fault::Away(why),
            Fault::Unsure(_) => Fault::Unsure(why),
            _ => Fault::Broken(why),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_is_given_up_before_it_began_and_not_after() {
        let who = Who::system("test");
        let (mut job, answer, stage) = Job::new(&who, |_: &mut Tx| Ok(()));
        assert!(job.begin() && job.begin(), "it may be tried again");
        assert!(!stage.leave(), "it has begun");
        drop(answer);
        assert!(job.begin(), "who leaves later changes nothing");
        let (mut job, _answer, stage) = Job::new(&who, |_: &mut Tx| Ok(()));
        assert!(stage.leave());
        assert!(!job.begin());
        let (mut job, answer, _) = Job::new(&who, |_: &mut Tx| Ok(()));
        drop(answer);
        assert!(!job.begin(), "nobody waits for it any more");
    }
}
