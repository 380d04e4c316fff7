//! Carrying runs on: what comes next is read (and, where that takes long, made) outside any write,
//! then put down one by one, or some together, in writes of less than a tenth of a second.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::{BoxFuture, FutureExt};

use super::run::{Run, RunId, State};
use super::steer::{CARRY, LEFT};
use super::store::{leave_out, open, run, save};
use crate::kernel::{Say, Who};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::jobs::{self, JobRow, Outcome};
use crate::platform::rounds::Round;
use crate::platform::workers::Task;

/// How long a write may go on beginning another step. Others wait for it.
const AIM: Duration = Duration::from_millis(40);
/// How long a write may take that puts steps down together: how many fit into it is known from those before.
const AIM_TOGETHER: Duration = Duration::from_millis(70);
/// Steps that are put down together before anything is known about how long they take, at most.
const FIRST: usize = 16;
/// How long who started a run waits to see it through before they are shown how far it has come.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// What comes next, in order, each with its place.
pub type Steps<S> = Vec<(i64, S)>;

/// One kind of run.
pub trait Work: Clone + Send + Sync + 'static {
    /// Its word in the database; never changes.
    const KIND: &'static str;
    /// What is read once by whoever carries a run on: a file, a letterhead.
    type Ready: Send + Sync + 'static;
    /// What is put down in one go, whole or not at all.
    type Step: Send + Sync + 'static;
    /// How many steps are put down together, at most: more than one where [`put_all`](Self::put_all) is
    /// quicker than each by itself.
    const TOGETHER: usize = 1;

    /// Who stands behind what it does.
    fn who(&self, run: &Run) -> Who {
        run.who()
    }

    /// Reads what is needed for all steps.
    fn ready<'a>(&'a self, run: &'a Run) -> BoxFuture<'a, Result<Self::Ready, Fault>>;

    /// Reads some of what comes after `run.cursor`; nothing: that was all.
    ///
    /// # Errors
    /// If it can't be read.
    fn next(
        &self,
        conn: &mut Conn,
        ready: &Self::Ready,
        run: &Run,
    ) -> Result<Steps<Self::Step>, Fault>;

    /// Makes what takes long, outside any read or write.
    fn make(
        &self,
        _ready: Arc<Self::Ready>,
        steps: Steps<Self::Step>,
    ) -> BoxFuture<'_, Result<Steps<Self::Step>, Fault>> {
        std::future::ready(Ok(steps)).boxed()
    }

    /// What a step is about, to be found by where it is left out.
    fn about(&self, step: &Self::Step) -> String;

    /// Puts a step down, and adds it to what the run has done. Everything that it rests on is looked
    /// at again here: it may have changed since it was read.
    ///
    /// # Errors
    /// [`Fault::Refused`] if this one can't be done: it is undone, left out with the reason, and the
    /// run goes on.
    fn put(
        &self,
        tx: &mut Tx,
        ready: &Self::Ready,
        run: &mut Run,
        step: &Self::Step,
    ) -> Result<(), Fault>;

    /// Puts down steps that follow one another, in their order, with the same end as one by one: all of them
    /// or the first few, at least one. Gives for each of those why it is left out, if it is.
    ///
    /// # Errors
    /// If the database fails.
    fn put_all(
        &self,
        tx: &mut Tx,
        ready: &Self::Ready,
        run: &mut Run,
        steps: &[(i64, Self::Step)],
    ) -> Result<Vec<Option<Say>>, Fault> {
        let each = steps.iter();
        each.map(|(_, step)| put_alone(tx, (self, ready), run, step))
            .collect()
    }

    /// Ends the run, in the write that does.
    ///
    /// # Errors
    /// If the database fails.
    fn end(&self, _tx: &mut Tx, _run: &Run) -> Result<(), Fault> {
        Ok(())
    }
}

/// Puts down one step by itself, undone if it can't be done. Gives why it is left out, if it is.
///
/// # Errors
/// If the database fails.
pub fn put_alone<W: Work>(
    tx: &mut Tx,
    (work, ready): (&W, &W::Ready),
    run: &mut Run,
    step: &W::Step,
) -> Result<Option<Say>, Fault> {
    let mut after = run.clone();
    match tx.part(|tx| work.put(tx, ready, &mut after, step)) {
        Ok(()) => {
            *run = after;
            Ok(None)
        }
        Err(Fault::Refused(why)) => Ok(Some(why)),
        Err(other) => Err(other),
    }
}

/// How many of the next steps are put down together, as far as is known from those before.
#[derive(Clone, Copy)]
struct Pace {
    size: usize,
    /// How long the write may take; for ever in a write that does the whole run.
    aim: Option<Duration>,
}

impl Pace {
    fn of<W: Work>() -> Self {
        let aim = if W::TOGETHER > 1 { AIM_TOGETHER } else { AIM };
        Self {
            size: W::TOGETHER.min(FIRST),
            aim: Some(aim),
        }
    }

    fn whole<W: Work>() -> Self {
        Self {
            size: W::TOGETHER,
            aim: None,
        }
    }

    /// After so many steps took so long: whether others are begun in the same write. What is left of it may
    /// be too short for any number that is worth it.
    fn goes_on<W: Work>(&mut self, count: usize, took: Duration) -> bool {
        let Some(aim) = self.aim else {
            return true;
        };
        let fits = |time: Duration| {
            let steps = u128::try_from(count).unwrap_or(1) * time.as_micros();
            usize::try_from(steps / took.as_micros().max(1)).unwrap_or(usize::MAX)
        };
        let (more, whole) = (fits(aim.saturating_sub(took)), fits(aim));
        let goes_on = took < aim && (W::TOGETHER == 1 || more >= self.size.div_ceil(4));
        let next = if goes_on { more } else { whole };
        self.size = next.clamp(1, W::TOGETHER);
        goes_on
    }
}

/// Puts down as many of these steps as there is time for; none: ends the run. Gives the run as it
/// stands then and how many those were; `None` if it doesn't stand where it was found.
fn put_down<W: Work>(
    tx: &mut Tx,
    (work, ready): (&W, &W::Ready),
    found: &Run,
    steps: &[(i64, W::Step)],
    mut pace: Pace,
) -> Result<Option<(Run, usize, Pace)>, Fault> {
    let mut now = run(tx.conn(), &found.id)?;
    if now.state != State::Running || (now.cursor, now.seen) != (found.cursor, found.seen) {
        return Ok(None);
    }
    let (began, mut count) = (Instant::now(), 0);
    while let Some(rest) = steps.get(count..).filter(|rest| !rest.is_empty()) {
        let (some, before) = (rest.get(..pace.size).unwrap_or(rest), count);
        let left_out = work.put_all(tx, ready, &mut now, some)?;
        for ((place, step), why) in some.iter().zip(left_out) {
            if let Some(why) = why {
                leave_out(tx, &now.id, (*place, &work.about(step)), &why)?;
            }
            now.cursor = *place;
            now.seen += 1;
            count += 1;
        }
        if count == before {
            return Err(Fault::Broken(format!("{} puts nothing down", W::KIND)));
        }
        if !pace.goes_on::<W>(count, began.elapsed()) {
            break;
        }
    }
    now.moved_at = tx.now();
    if steps.is_empty() {
        now.state = State::Done;
        now.finished_at = Some(now.moved_at);
        work.end(tx, &now)?;
    }
    save(tx.conn(), &now)?;
    Ok(Some((now, count, pace)))
}

/// Carries a run on to its end, or until it is paused, somebody else carries it, or `until` has come.
/// Whether it is over.
///
/// # Errors
/// The first failure; what was put down until then stands, and it goes on from there.
pub async fn carry_on<W: Work>(
    db: &Db,
    work: &W,
    id: &RunId,
    until: Option<Instant>,
) -> Result<bool, Fault> {
    let asked = id.clone();
    let mut at = db.read(move |conn| run(conn, &asked)).await?;
    if at.state != State::Running {
        return Ok(at.state.is_over());
    }
    let ready = Arc::new(work.ready(&at).await?);
    let mut pace = Pace::of::<W>();
    loop {
        let (reads, work_now, found) = (Arc::clone(&ready), work.clone(), at.clone());
        let steps = db
            .read(move |conn| work_now.next(conn, &reads, &found))
            .await?;
        let steps = Arc::new(work.make(Arc::clone(&ready), steps).await?);
        let mut from = 0;
        while from == 0 || from < steps.len() {
            if until.is_some_and(|until| Instant::now() >= until) {
                return Ok(false);
            }
            let (steps, ready, work) = (Arc::clone(&steps), Arc::clone(&ready), work.clone());
            let (who, found) = (work.who(&at), at);
            let write = move |tx: &mut Tx| {
                let rest = steps.get(from..).unwrap_or_default();
                put_down(tx, (&work, &*ready), &found, rest, pace)
            };
            let Some((now, count, next)) = db.write(&who, write).await? else {
                return Ok(false);
            };
            if now.state.is_over() {
                return Ok(true);
            }
            (at, from, pace) = (now, from + count, next);
        }
    }
}

/// Does a whole run in the write that began it: for stories that are made up.
///
/// # Errors
/// The first failure.
pub fn all_at_once<W: Work>(
    tx: &mut Tx,
    work: &W,
    ready: &W::Ready,
    id: &RunId,
) -> Result<Run, Fault> {
    let mut at = run(tx.conn(), id)?;
    while !at.state.is_over() {
        let steps = work.next(tx.conn(), ready, &at)?;
        let put = put_down(tx, (work, ready), &at, &steps, Pace::whole::<W>())?;
        (at, _, _) = put.ok_or_else(|| Fault::Broken("a run moved in its own write".to_owned()))?;
    }
    Ok(at)
}

type Carry =
    Arc<dyn Fn(RunId, Option<Instant>) -> BoxFuture<'static, Result<bool, Fault>> + Send + Sync>;

/// Who carries on which kind of run, on one server; cheap to clone. Rooms add theirs with
/// [`Runs::on`].
#[derive(Clone)]
pub struct Runs {
    db: Db,
    kinds: HashMap<&'static str, Carry>,
}

impl Runs {
    /// Without any kind yet.
    #[must_use]
    pub fn new(db: &Db) -> Self {
        Self {
            db: db.clone(),
            kinds: HashMap::new(),
        }
    }

    /// Who does this kind of run.
    #[must_use]
    pub fn on<W: Work>(mut self, work: W) -> Self {
        let db = self.db.clone();
        let carry = move |id: RunId, until: Option<Instant>| {
            let (db, work) = (db.clone(), work.clone());
            async move { carry_on(&db, &work, &id, until).await }.boxed()
        };
        self.kinds.insert(W::KIND, Arc::new(carry));
        self
    }

    /// Carries a run on to its end. Whether it is over.
    ///
    /// # Errors
    /// The first failure; [`Fault::Broken`] if nobody does this kind.
    pub async fn carry_on(&self, id: &RunId) -> Result<bool, Fault> {
        self.until(id, None).await
    }

    async fn until(&self, id: &RunId, until: Option<Instant>) -> Result<bool, Fault> {
        let asked = id.clone();
        let kind = self.db.read(move |conn| run(conn, &asked)).await?.kind;
        let carry = self.kinds.get(kind.as_str());
        let carry = carry.ok_or_else(|| Fault::Broken(format!("nobody does runs of {kind}")))?;
        carry(id.clone(), until).await
    }

    /// Carries on a run that was just begun, as long as somebody likes to wait for a page; the rest is
    /// for the workers. Gives it if it is over by then.
    ///
    /// # Errors
    /// The first failure.
    pub async fn seen_through(&self, id: &RunId) -> Result<Option<Run>, Fault> {
        match self.until(id, Some(Instant::now() + PATIENCE)).await {
            Ok(true) => {
                let id = id.clone();
                return self.db.read(move |conn| run(conn, &id)).await.map(Some);
            }
            // It was only rehearsed; or others are at work, and it is begun all the same.
            Ok(false) | Err(Fault::Missing | Fault::Busy(_)) => {}
            Err(other) => return Err(other),
        }
        let id = id.clone();
        let hurry = move |tx: &mut Tx| jobs::hurry(tx, CARRY, id.as_str());
        self.db.write(&Who::system("run"), hurry).await?;
        Ok(None)
    }

    /// What workers do: carry on what was begun, and find again what nobody carries, since its worker
    /// or server died or its job was given up.
    #[must_use]
    pub fn tasks(self) -> Vec<Task> {
        let find = |conn: &mut Conn, now| {
            let left = open(conn)?.into_iter().filter(|run: &Run| run.is_left(now));
            Ok(left.map(|run| run.id).collect())
        };
        let carry = move |job: JobRow| {
            let runs = self.clone();
            async move {
                match serde_json::from_str(&job.payload) {
                    Ok(id) => Outcome::of(runs.carry_on(&id).await),
                    Err(error) => Outcome::Failed(error.to_string()),
                }
            }
        };
        let left = Round::new(1, LEFT, "runs").each(find, take_up);
        vec![Task::job(CARRY, carry), left.into()]
    }
}

/// Queues a run anew that nobody carries.
fn take_up(tx: &mut Tx, id: &RunId) -> Result<(), Fault> {
    let mut left = run(tx.conn(), id)?;
    if !left.is_left(tx.now()) {
        return Ok(());
    }
    // Other servers go the same round.
    left.moved_at = tx.now();
    save(tx.conn(), &left)?;
    jobs::take_over(tx, CARRY, id.as_str(), id)
}
