//! What is sent to us, and how long it may take: a body that stalls or trickles is given up, so that
//! nobody keeps a place by sending slowly, and is given up where its place goes to somebody else. Who has how many
//! places: [`crate::web::places`].

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpMessage;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::web::Bytes;
use futures_util::stream::{self, Stream, StreamExt};
use tokio::time::{Instant, timeout_at};

use crate::web::flow::Flow;
use crate::web::places::gives_way;

/// How slowly something may be sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
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
pub(super) const FILES: Patience = Patience {
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
    let (slow, flow) = (TooSlow::default(), Arc::<Flow>::default());
    req.extensions_mut().insert(slow.clone());
    req.extensions_mut().insert(flow.clone());
    let body = paced(req.take_payload(), patience, (slow, flow));
    req.set_payload(body);
}

/// How often what comes in is asked whether it gives its place up.
const LOOK: Duration = Duration::from_secs(1);

pub(super) fn paced<S>(body: S, patience: Patience, (slow, flow): (TooSlow, Arc<Flow>)) -> Payload
where
    S: Stream<Item = Result<Bytes, PayloadError>> + Unpin + 'static,
{
    let begun = Instant::now();
    let read = move |(mut body, got): (S, u64)| {
        let (slow, flow) = (slow.clone(), flow.clone());
        async move {
            let earned = Duration::from_secs(got / patience.speed);
            let until = (begun + patience.total.min(patience.grace + earned))
                .min(Instant::now() + patience.stall);
            loop {
                let look = until.min(Instant::now() + LOOK);
                let came = timeout_at(look, body.next()).await;
                if let Ok(None) = came {
                    flow.end();
                    return None;
                }
                let is_over = came.is_err() && look == until;
                if is_over || gives_way(&flow) {
                    slow.0.set(true);
                    return Some((Err(PayloadError::Incomplete(None)), (body, got)));
                }
                if let Ok(Some(chunk)) = came {
                    let more = chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
                    flow.came(more);
                    return Some((chunk, (body, got + more)));
                }
            }
        }
    };
    // Who goes on reading after that hears the same again, and after its end that it is over.
    let body: Boxed = Box::pin(stream::unfold((body, 0), read).fuse());
    body.into()
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
        let mut body = paced(Box::pin(chunks), SOON, (slow.clone(), Arc::default()));
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
}
