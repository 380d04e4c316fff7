//! A form counts once. Every form that we send to be posted carries a random mark in a hidden field
//! `once`, put in as the page is sent ([`marked`](crate::web::mark::marked)). What [`Call::act`](crate::web::Call::act) does for
//! a form leaves a row under the digest of the mark, the person, the address and everything posted, in
//! the same transaction. The same press again (a double click, the back button, a phone that sends
//! anew) finds the row, does nothing and goes where the first one went. Another field, or another
//! person, is another act; a form without mark is always one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

use crate::platform::db::{Db, Fault};
use crate::platform::once::{self, Done, Press};
use crate::web::door::Guest;
use crate::web::flash::Flash;
use crate::web::intake;
use crate::web::mark::{FIELD, is_exempt};
use crate::web::view::see_other;

/// Headers by which our scripts say that they send a part of a page, over and over, from one mark:
/// what they send is told apart by itself, and they want a word instead of a page.
pub const BY_SCRIPT: [(&str, &str); 2] = [
    ("x-autosave", "a draft saves itself; the last text stands"),
    (
        "x-upload",
        "a file by itself; it lies under its hash, or under the key its script gave it",
    ),
];

/// What a request says of its form: nothing until the form was read, then the digest of its press.
#[derive(Default)]
pub struct Once {
    begun: Sha256,
    exempt: bool,
    press: OnceLock<Press>,
    /// Whether this very request did it.
    did: AtomicBool,
}

impl Once {
    /// That of a request; one that stands for no form outside [`presses`].
    #[must_use]
    pub fn of(req: &HttpRequest) -> Arc<Self> {
        let found = req.extensions().get::<Arc<Self>>().cloned();
        found.unwrap_or_default()
    }

    fn begin(req: &ServiceRequest) -> Option<Self> {
        let guest = Guest::of(req.request())?;
        let actor = guest.who.actor.as_ref();
        let mut begun = Sha256::new();
        add(&mut begun, actor.map_or("", |a| a.id.as_str()).as_bytes());
        add(&mut begun, req.uri().to_string().as_bytes());
        let by_script = BY_SCRIPT
            .iter()
            .any(|(name, _)| req.headers().contains_key(*name));
        Some(Self {
            begun,
            exempt: by_script || is_exempt(req.path()),
            press: OnceLock::new(),
            did: AtomicBool::new(false),
        })
    }

    /// Takes in what was posted with this mark; without a mark nothing is noted.
    pub(super) fn read<'a>(&self, mark: &str, parts: impl Iterator<Item = &'a [u8]>) {
        if mark.is_empty() || self.exempt {
            return;
        }
        let mut digest = self.begun.clone();
        add(&mut digest, mark.as_bytes());
        let page = hex::encode(digest.clone().finalize());
        parts.for_each(|part| add(&mut digest, part));
        let digest = hex::encode(digest.finalize());
        // A body is read once; who came second would say the same.
        let _ = self.press.set(Press { digest, page });
    }

    /// Notes whether this request did what the form is for. What it answers is its own then, a wrong code
    /// that was counted too.
    pub(super) fn did(&self, did: bool) {
        self.did.store(did, Ordering::Relaxed);
    }

    /// This press, if it carries a mark that counts.
    #[must_use]
    pub fn press(&self) -> Option<&Press> {
        self.press.get()
    }
}

fn add(digest: &mut Sha256, part: &[u8]) {
    digest.update((part.len() as u64).to_le_bytes());
    digest.update(part);
}

/// Reads the mark out of a posted form before anybody else sees it, and answers at once if this very
/// press was done before. Forms with files are read later, by whoever may send one.
///
/// Pressed several times at once, all find that nothing was done yet. One of them may be first before
/// another has looked at what it is about, which is no longer there then, or no longer so: a pass-phrase
/// is the old one. So what would be refused is asked about once more.
pub async fn presses(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let posted = req.method() == Method::POST;
    if posted {
        intake::pace(&mut req);
    }
    let Some(once) = posted.then(|| Once::begin(&req)).flatten() else {
        return Ok(next.call(req).await?.map_into_boxed_body());
    };
    if is_plain(&req)
        && let Err(error) = take_mark(&mut req, &once).await
    {
        return Ok(req.error_response(error));
    }
    match done_before(req.request(), &once).await {
        Ok(Some(answer)) => return Ok(req.into_response(answer)),
        Ok(None) => {}
        Err(fault) => return Ok(req.error_response(fault)),
    }
    let once = Arc::new(once);
    req.extensions_mut().insert(once.clone());
    let answered = next.call(req).await?.map_into_boxed_body();
    if answered.status().is_client_error()
        && !once.did.load(Ordering::Relaxed)
        && let Ok(Some(answer)) = done_before(answered.request(), &once).await
    {
        return Ok(answered.into_response(answer));
    }
    Ok(answered)
}

fn is_plain(req: &ServiceRequest) -> bool {
    let kind = req.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    })
}

fn mark_in(pair: &[u8]) -> Option<&[u8]> {
    pair.strip_prefix(FIELD.as_bytes())?.strip_prefix(b"=")
}

/// Takes the field with the mark out of the body and notes the rest of it.
async fn take_mark(req: &mut ServiceRequest, once: &Once) -> Result<(), Error> {
    let body = req.extract::<Bytes>().await?;
    req.set_payload(Payload::from(without_mark(body, once)));
    Ok(())
}

fn without_mark(body: Bytes, once: &Once) -> Bytes {
    let pairs = || body.split(|byte| *byte == b'&');
    let mark = pairs().find_map(mark_in);
    match mark {
        None => body,
        Some(mark) => {
            let rest: Vec<&[u8]> = pairs().filter(|pair| mark_in(pair).is_none()).collect();
            let rest = rest.join(&b'&');
            once.read(&String::from_utf8_lossy(mark), std::iter::once(&*rest));
            rest.into()
        }
    }
}

async fn done_before(req: &HttpRequest, once: &Once) -> Result<Option<HttpResponse>, Fault> {
    let Some(press) = once.press().cloned() else {
        return Ok(None);
    };
    let db = req.app_data::<web::Data<Db>>();
    let db = db.ok_or_else(|| Fault::Broken("a server without database".into()))?;
    let done = db.read(move |conn| once::find(conn, &press.digest)).await?;
    Ok(done.map(|done| answer(&done)))
}

/// How a form's write ended: where nobody knows that, what its row says of it. A form without a mark has
/// none.
pub(super) async fn settled<T>(
    db: &Db,
    press: Option<&Press>,
    went: Result<(Option<T>, Done), Fault>,
) -> Result<(Option<T>, Done), Fault> {
    match (went, press) {
        (Err(Fault::Unsure(why)), Some(press)) => {
            tracing::warn!(why, "a form's write is looked for");
            Ok((None, once::settle(db, &press.digest).await?))
        }
        (went, _) => went,
    }
}

/// What a done form is kept as.
pub(super) fn kept(place: &str, flash: Option<&Flash>) -> Result<Done, Fault> {
    Ok(Done {
        place: place.to_owned(),
        told: flash.map_or(Ok(String::new()), serde_json::to_string)?,
    })
}

/// The answer of a done form: on to its place, with its message.
pub(super) fn answer(done: &Done) -> HttpResponse {
    let mut answer = see_other(&done.place);
    if let Ok(flash) = serde_json::from_str::<Flash>(&done.told) {
        flash.leave(&mut answer);
    }
    answer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_press_is_told_by_its_mark_and_everything_posted() {
        let digest = |mark: &str, parts: &[&str]| {
            let once = Once::default();
            once.read(mark, parts.iter().map(|part| part.as_bytes()));
            once.press().map(|press| press.digest.clone())
        };
        assert_eq!(digest("a", &["b", "c"]), digest("a", &["b", "c"]));
        assert_ne!(digest("a", &["b", "c"]), digest("a", &["bc"]));
        assert_ne!(digest("a", &["b", "c"]), digest("b", &["b", "c"]));
        assert_eq!(digest("", &["b", "c"]), None);
    }

    proptest! {
        /// The mark is taken out of whatever was posted, and all else goes on as it came.
        #[test]
        fn a_mark_is_taken_out_of_any_body(
            mark in "[0-9a-f]{0,8}",
            mut pairs in proptest::collection::vec("[a-z+%=0-9\\PC]{0,12}", 0..6),
            at in any::<prop::sample::Index>(),
        ) {
            pairs.retain(|pair| !pair.contains('&') && mark_in(pair.as_bytes()).is_none());
            let rest = pairs.join("&");
            let mut with = pairs.clone();
            with.insert(at.index(pairs.len() + 1), format!("{FIELD}={mark}"));
            let once = Once::default();
            let left = without_mark(Bytes::from(with.join("&")), &once);
            prop_assert_eq!(&*left, rest.as_bytes());
            prop_assert_eq!(once.press().is_some(), !mark.is_empty());
            let _ = crate::web::Form::parse(&left);
        }

        #[test]
        fn any_bytes_are_a_body(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let once = Once::default();
            let left = without_mark(Bytes::from(bytes.clone()), &once);
            prop_assert!(left.len() <= bytes.len());
            let form = crate::web::Form::parse(&left);
            prop_assert!(form.pairs().len() <= bytes.len() + 1);
        }
    }
}
