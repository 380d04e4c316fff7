//! What is sent to us, and how long it may take: a body that stalls or trickles is given up, so that
//! nobody keeps a place by sending slowly; and only so many forms with files come in at once: of one person,
//! whoever else sits behind the same address, of the strangers of one network, of all strangers, and of all.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::HttpMessage;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::web::Bytes;
use futures_util::stream::{self, Stream, StreamExt};
use tokio::sync::SemaphorePermit;
use tokio::time::{Instant, timeout_at};

use crate::platform::aside::Gate;
use crate::platform::db::Fault;

/// How slowly something may be sent.
#[derive(Debug, Clone, Copy)]
struct Patience {
    /// Without a byte.
    stall: Duration,
    /// Before the speed counts.
    grace: Duration,
    /// Bytes a second over all, from then on.
    speed: u64,
    /// In all.
    total: Duration,
}

/// A form of some kilobytes, over the slowest telephone.
const FORM: Patience = Patience {
    stall: Duration::from_secs(10),
    grace: Duration::from_secs(15),
    speed: 1024,
    total: Duration::from_secs(50),
};

/// A form with files, or a piece of one: the largest takes nine minutes over a slow line.
const FILES: Patience = Patience {
    stall: Duration::from_secs(15),
    grace: Duration::from_secs(30),
    speed: 4 * 1024,
    total: Duration::from_secs(9 * 60),
};

type Boxed = Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>>;

/// Whether what was sent came too slowly; stands in the request.
#[derive(Clone, Default)]
pub(super) struct TooSlow(Rc<Cell<bool>>);

impl TooSlow {
    /// Of this request.
    pub fn is_noted(on: &impl HttpMessage) -> bool {
        on.extensions()
            .get::<Self>()
            .is_some_and(|slow| slow.0.get())
    }
}

/// From here on the body of this request is read no longer than there is patience for it.
pub(super) fn pace(req: &mut ServiceRequest) {
    let kind = req.headers().get(header::CONTENT_TYPE);
    let is_form = kind.is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    });
    let patience = if is_form { FORM } else { FILES };
    let slow = TooSlow::default();
    req.extensions_mut().insert(slow.clone());
    let body = paced(req.take_payload(), patience, slow);
    req.set_payload(body);
}

fn paced<S>(body: S, patience: Patience, slow: TooSlow) -> Payload
where
    S: Stream<Item = Result<Bytes, PayloadError>> + Unpin + 'static,
{
    let begun = Instant::now();
    let read = move |(mut body, got): (S, u64)| {
        let slow = slow.clone();
        async move {
            let earned = Duration::from_secs(got / patience.speed);
            let until = (begun + patience.total.min(patience.grace + earned))
                .min(Instant::now() + patience.stall);
            match timeout_at(until, body.next()).await {
                Ok(chunk) => {
                    let chunk = chunk?;
                    let more = chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
                    Some((chunk, (body, got + more)))
                }
                Err(_) => {
                    slow.0.set(true);
                    Some((Err(PayloadError::Incomplete(None)), (body, got)))
                }
            }
        }
    };
    // Who goes on reading after that hears the same again, and after its end that it is over.
    let body: Boxed = Box::pin(stream::unfold((body, 0), read).fuse());
    body.into()
}

/// Forms with files that come in at once.
const ALL: u32 = 16;
/// The same, of people who aren't signed in: some places are left to those who are.
const ALL_STRANGERS: u32 = 10;
/// The same, of one person or of one network's strangers.
const EACH: usize = 3;
/// Megabytes of files that have come in whole and are worked on at once.
const WORKED_ON: u32 = 96;

static PLACES: Gate = Gate::new(ALL, Duration::from_secs(5));
static STRANGERS: Gate = Gate::new(ALL_STRANGERS, Duration::from_secs(5));
static MEMORY: Gate = Gate::new(WORKED_ON, Duration::from_secs(20));
static HELD: Mutex<BTreeMap<Sender, usize>> = Mutex::new(BTreeMap::new());

/// Who sends a form with files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sender {
    /// Somebody who is signed in, by their id.
    Person(String),
    /// Somebody unknown, by their network.
    Stranger(String),
}

/// A place for a form with files, free again when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    _own: Own,
    _strange: Option<SemaphorePermit<'static>>,
    _turn: SemaphorePermit<'static>,
    memory: Option<SemaphorePermit<'static>>,
}

impl Place {
    /// For what this person or network sends.
    ///
    /// # Errors
    /// [`Fault::Busy`] if they send too many at once already, or all do.
    pub async fn take(who: &Sender) -> Result<Self, Fault> {
        let own = Own::take(who)?;
        let strange = match who {
            Sender::Person(_) => None,
            Sender::Stranger(_) => Some(STRANGERS.enter(1).await?),
        };
        Ok(Self {
            _own: own,
            _strange: strange,
            _turn: PLACES.enter(1).await?,
            memory: None,
        })
    }

    /// Memory for so many bytes, which have come in whole.
    ///
    /// # Errors
    /// [`Fault::Busy`] if too much is worked on already.
    pub async fn unpack(&mut self, bytes: usize) -> Result<(), Fault> {
        let megabytes = u32::try_from(bytes >> 20).unwrap_or(u32::MAX);
        self.memory = Some(MEMORY.enter(megabytes.saturating_add(1)).await?);
        Ok(())
    }
}

#[derive(Debug)]
struct Own(Sender);

impl Own {
    fn take(who: &Sender) -> Result<Self, Fault> {
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        let many = held.entry(who.clone()).or_default();
        if *many >= EACH {
            return Err(Fault::Busy(10));
        }
        *many += 1;
        Ok(Self(who.clone()))
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(many) = held.get_mut(&self.0) {
            *many -= 1;
            if *many == 0 {
                held.remove(&self.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Patience = Patience {
        stall: Duration::from_millis(500),
        grace: Duration::from_millis(600),
        speed: 1000,
        total: Duration::from_secs(3),
    };

    /// Sends this many bytes each time, after so many milliseconds; gives what came, and whether it
    /// came too slowly.
    async fn sent(times: usize, bytes: usize, pause: u64) -> (usize, bool) {
        let chunks = stream::iter(0..times).then(move |_| async move {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            Ok(Bytes::from(vec![0; bytes]))
        });
        let slow = TooSlow::default();
        let mut body = paced(Box::pin(chunks), SOON, slow.clone());
        let mut got = 0;
        while let Some(Ok(chunk)) = body.next().await {
            got += chunk.len();
        }
        (got, slow.0.get())
    }

    #[actix_web::test]
    async fn what_stalls_or_trickles_is_given_up_and_what_comes_steadily_is_not() {
        assert_eq!(sent(5, 100, 1).await, (500, false));
        assert_eq!(sent(2, 100, 1200).await, (0, true));
        let (got, slow) = sent(100, 1, 40).await;
        assert!(slow && got < 20, "{got}");
        // Slow, but as fast as is asked for.
        assert_eq!(sent(12, 1000, 40).await, (12_000, false));
    }

    #[actix_web::test]
    async fn one_person_sends_a_few_forms_at_once_and_a_place_is_free_again_when_it_is_left() {
        let (one, other) = ("one".to_owned(), "other".to_owned());
        let (somebody, colleague) = (Sender::Person(one.clone()), Sender::Person(other));
        let mut places = vec![];
        for _ in 0..EACH {
            places.push(Place::take(&somebody).await.unwrap());
        }
        assert!(matches!(Place::take(&somebody).await, Err(Fault::Busy(_))));
        assert!(Place::take(&colleague).await.is_ok());
        assert!(Place::take(&Sender::Stranger(one)).await.is_ok());
        places.pop();
        assert!(Place::take(&somebody).await.is_ok());
        drop(places);
        assert!(!HELD.lock().unwrap().contains_key(&somebody));
    }
}
