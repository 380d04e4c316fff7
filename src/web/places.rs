//! Only so many forms with files come in at once: of one person, whoever else sits behind the same address, of the
//! strangers of one network, of all strangers, of all who hold no office, and of all. Once places are scarce,
//! nobody without an office gets a second one, and whoever waits for a place gets that of the slowest. What came in
//! whole is worked on one form after another, for each.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::platform::aside::Gate;
use crate::platform::db::Fault;
use crate::web::flow::Flow;

/// Forms with files that come in at once.
const ALL: u32 = 16;
/// The same, of people without an office: some places are left to those who hold one.
const ALL_OUTSIDE: u32 = 12;
/// The same, of people who aren't signed in: some places are left to those who are.
const ALL_STRANGERS: u32 = 8;
/// The same, of one person or of one network's strangers.
const EACH: usize = 3;
/// Once so many come in, nobody without an office gets a second place.
const MANY: usize = 8;
/// Bytes a second of late, from which on nobody gives a place up to who waits for one.
const BRISK: u64 = 32 * 1024;
/// Megabytes of files that have come in whole and are worked on at once.
const WORKED_ON: u32 = 96;
/// The same, of people without an office.
const WORKED_ON_OUTSIDE: u32 = 64;
/// How long a form that came in whole waits on disk until others were worked on.
const PATIENCE: Duration = Duration::from_secs(45);

static PLACES: Gate = Gate::new(ALL, Duration::from_secs(5));
static OUTSIDE: Gate = Gate::new(ALL_OUTSIDE, Duration::from_secs(5));
static STRANGERS: Gate = Gate::new(ALL_STRANGERS, Duration::from_secs(5));
static MEMORY: Gate = Gate::new(WORKED_ON, Duration::from_secs(20));
static MEMORY_OUTSIDE: Gate = Gate::new(WORKED_ON_OUTSIDE, Duration::from_secs(20));
/// One form with pictures of people without an office at a time: pictures are painted one after another, and those
/// of the office wait for no more than one of others.
static PICTURES: Gate = Gate::new(1, PATIENCE);
static HELD: Mutex<BTreeMap<Sender, Held>> = Mutex::new(BTreeMap::new());
/// How many wait for a place.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Who sends a form with files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sender {
    /// Somebody who holds an office, by their id.
    Officer(String),
    /// Somebody else who is signed in, by their id.
    Person(String),
    /// Somebody unknown, by their network.
    Stranger(String),
}

impl Sender {
    fn is_outside(&self) -> bool {
        !matches!(self, Self::Officer(_))
    }
}

/// What one sender has.
#[derive(Debug)]
struct Held {
    flows: Vec<Arc<Flow>>,
    /// One form at a time is worked on.
    turn: Arc<Semaphore>,
}

impl Default for Held {
    fn default() -> Self {
        let (flows, turn) = (vec![], Arc::new(Semaphore::new(1)));
        Self { flows, turn }
    }
}

fn held() -> MutexGuard<'static, BTreeMap<Sender, Held>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether somebody waits for a place and what comes in so gives its own up for it: of people without an office the
/// slowest, of somebody with several before anybody's only one.
pub(super) fn gives_way(this: &Flow) -> bool {
    if WAITING.load(Ordering::Relaxed) == 0 {
        return false;
    }
    let held = held();
    let outside = held.iter().filter(|(who, _)| who.is_outside());
    let all = outside.flat_map(|(_, held)| {
        let is_only = held.flows.len() == 1;
        let one = move |flow: &Arc<Flow>| Some((is_only, flow.speed()?, Arc::as_ptr(flow)));
        held.flows.iter().filter_map(one)
    });
    let slowest = all.filter(|(_, speed, _)| *speed < BRISK).min();
    slowest.is_some_and(|(_, _, flow)| std::ptr::eq(flow, this))
}

/// Somebody waits for a place, until this is dropped.
struct Waits;

impl Waits {
    fn begin() -> Self {
        WAITING.fetch_add(1, Ordering::Relaxed);
        Self
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A place for a form with files, free again when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    own: Own,
    _strange: Option<SemaphorePermit<'static>>,
    _outside: Option<SemaphorePermit<'static>>,
    _turn: SemaphorePermit<'static>,
    work: Option<Work>,
}

/// What is taken for the work on a form: a turn of its sender's, one for pictures, and memory.
#[derive(Debug)]
struct Work {
    _own: OwnedSemaphorePermit,
    _pictures: Option<SemaphorePermit<'static>>,
    _outside: Option<SemaphorePermit<'static>>,
    _memory: SemaphorePermit<'static>,
}

impl Place {
    /// For what this person or network sends, which comes in so.
    ///
    /// # Errors
    /// [`Fault::Busy`] if they send too many at once already, or all do.
    pub async fn take(who: &Sender, flow: &Arc<Flow>) -> Result<Self, Fault> {
        let own = Own::take(who, flow)?;
        let strange = match who {
            Sender::Stranger(_) => Some(STRANGERS.enter(1).await?),
            _ => None,
        };
        let _waits = Waits::begin();
        let outside = match who.is_outside() {
            true => Some(OUTSIDE.enter(1).await?),
            false => None,
        };
        let turn = PLACES.enter(1).await?;
        flow.begin();
        Ok(Self {
            own,
            _strange: strange,
            _outside: outside,
            _turn: turn,
            work: None,
        })
    }

    /// The turn and the memory for so many bytes, which have come in whole, pictures among them or not.
    ///
    /// # Errors
    /// [`Fault::Busy`] if too much is worked on already.
    pub async fn unpack(&mut self, bytes: usize, has_pictures: bool) -> Result<(), Fault> {
        self.own.flow.end();
        let own = self.own.turn().await?;
        let outside = self.own.who.is_outside();
        let pictures = match outside && has_pictures {
            true => Some(PICTURES.enter(1).await?),
            false => None,
        };
        let megabytes = u32::try_from(bytes >> 20).unwrap_or(u32::MAX);
        let megabytes = megabytes.saturating_add(1);
        let of_outside = match outside {
            true => Some(MEMORY_OUTSIDE.enter(megabytes).await?),
            false => None,
        };
        self.work = Some(Work {
            _own: own,
            _pictures: pictures,
            _outside: of_outside,
            _memory: MEMORY.enter(megabytes).await?,
        });
        Ok(())
    }
}

#[derive(Debug)]
struct Own {
    who: Sender,
    flow: Arc<Flow>,
    turn: Arc<Semaphore>,
}

impl Own {
    fn take(who: &Sender, flow: &Arc<Flow>) -> Result<Self, Fault> {
        let mut held = held();
        let all: usize = held.values().map(|one| one.flows.len()).sum();
        let most = match who.is_outside() && all >= MANY {
            true => 1,
            false => EACH,
        };
        let own = held.entry(who.clone()).or_default();
        if own.flows.len() >= most {
            return Err(Fault::Busy(10));
        }
        own.flows.push(flow.clone());
        Ok(Self {
            who: who.clone(),
            flow: flow.clone(),
            turn: own.turn.clone(),
        })
    }

    /// Waits until nothing else of this sender is worked on.
    async fn turn(&self) -> Result<OwnedSemaphorePermit, Fault> {
        match timeout(PATIENCE, self.turn.clone().acquire_owned()).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(closed)) => Err(Fault::Broken(closed.to_string())),
            Err(_) => Err(Fault::Busy(10)),
        }
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let mut held = held();
        if let Some(own) = held.get_mut(&self.who) {
            own.flows.retain(|flow| !Arc::ptr_eq(flow, &self.flow));
            if own.flows.is_empty() {
                held.remove(&self.who);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::intake::{FILES, TooSlow, paced};
    use futures_util::stream::{self, StreamExt};

    /// The places are the whole server's: one test at a time.
    static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

    fn person(name: &str) -> Sender {
        Sender::Person(name.to_owned())
    }

    async fn take(who: &Sender) -> Result<Place, Fault> {
        Place::take(who, &Arc::default()).await
    }

    #[actix_web::test]
    async fn one_person_sends_a_few_forms_at_once_and_a_place_is_free_again_when_it_is_left() {
        let _alone = ALONE.lock().await;
        let (somebody, colleague) = (person("one"), person("other"));
        let mut places = vec![];
        for _ in 0..EACH {
            places.push(take(&somebody).await.unwrap());
        }
        assert!(matches!(take(&somebody).await, Err(Fault::Busy(_))));
        assert!(take(&colleague).await.is_ok());
        assert!(take(&Sender::Stranger("one".to_owned())).await.is_ok());
        places.pop();
        assert!(take(&somebody).await.is_ok());
        drop(places);
        assert!(!held().contains_key(&somebody));
    }

    #[actix_web::test]
    async fn forms_of_one_person_are_worked_on_one_after_another_and_others_pictures_hold_up_no_office()
     {
        let _alone = ALONE.lock().await;
        let soon = Duration::from_millis(100);
        let (somebody, officer) = (person("one"), Sender::Officer("two".to_owned()));
        let mut first = take(&somebody).await.unwrap();
        let mut second = take(&somebody).await.unwrap();
        let mut other = take(&person("other")).await.unwrap();
        let mut office = take(&officer).await.unwrap();
        first.own.flow.came_before(1);
        first.unpack(1, true).await.unwrap();
        assert_eq!(first.own.flow.speed(), None, "it has come");
        assert!(timeout(soon, second.unpack(1, false)).await.is_err());
        assert!(timeout(soon, other.unpack(1, true)).await.is_err());
        assert!(matches!(
            timeout(soon, office.unpack(1, true)).await,
            Ok(Ok(()))
        ));
        assert!(matches!(
            timeout(soon, other.unpack(1, false)).await,
            Ok(Ok(()))
        ));
        drop(first);
        assert!(matches!(
            timeout(soon, second.unpack(1, true)).await,
            Ok(Ok(()))
        ));
    }

    #[actix_web::test]
    async fn in_a_crowd_the_slowest_gives_way_and_the_office_has_places_of_its_own() {
        let _alone = ALONE.lock().await;
        let flows: Vec<Arc<Flow>> = (0..ALL_OUTSIDE).map(|_| Arc::default()).collect();
        let mut places = vec![];
        for (nth, flow) in flows.iter().enumerate() {
            // The first has three places, the others one each.
            let who = person(&nth.saturating_sub(EACH - 1).to_string());
            places.push(Place::take(&who, flow).await.unwrap());
        }
        let again = take(&person("5")).await;
        assert!(matches!(again, Err(Fault::Busy(_))), "no second one");
        for _ in EACH..=4 {
            places.push(
                take(&Sender::Officer("an officer".to_owned()))
                    .await
                    .unwrap(),
            );
        }
        let give_way = || -> Vec<usize> {
            let giving = flows.iter().enumerate().filter(|(_, flow)| gives_way(flow));
            giving.map(|(nth, _)| nth).collect()
        };
        flows.iter().for_each(|flow| flow.came_before(50_000));
        assert_eq!(give_way(), Vec::<usize>::new(), "nobody waits");
        let late = actix_web::rt::spawn(async { take(&person("late")).await });
        tokio::time::sleep(Duration::from_millis(100)).await;
        flows[1].came_before(40_000);
        flows[7].came_before(0);
        assert_eq!(give_way(), [1], "whoever has several, before an only one");
        flows[..EACH]
            .iter()
            .for_each(|flow| flow.came_before(4_000_000));
        assert_eq!(give_way(), [7]);
        flows[7].end();
        flows[8].came_before(1_000);
        assert_eq!(give_way(), [8], "what has come whole stays");
        let how = (TooSlow::default(), flows[8].clone());
        let mut body = paced(stream::pending(), FILES, how);
        let soon = timeout(Duration::from_secs(4), body.next()).await;
        assert!(matches!(soon, Ok(Some(Err(_)))), "its body is given up");
        places.remove(8);
        assert!(late.await.unwrap().is_ok());
        flows.iter().for_each(|flow| flow.came_before(4_000_000));
        assert_eq!(give_way(), Vec::<usize>::new());
    }
}
