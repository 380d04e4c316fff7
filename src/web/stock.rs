//! What a server keeps in memory of its pages: those that every visitor gets, and whose turn it is to
//! read a list.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

use actix_web::web::Bytes;
use tokio::sync::{Mutex, MutexGuard};

use crate::kernel::Lang;
use crate::platform::db;
use crate::platform::kept::Kept;
use crate::web::door::Guest;
use crate::web::mark;

/// Pages kept at the same time. One is some ten thousand bytes.
const MOST: usize = 200;
/// How old a page may be: some of what it says follows from the time.
const FRESH: Duration = Duration::from_secs(5);

/// What a visitor's page depends on: address, language, theme.
type Key = (String, Lang, Option<&'static str>);

/// A page as it is kept: when it was made, whether its forms get a mark each time it is sent.
type Made = (Instant, bool, Bytes);

/// The pages.
pub struct Front(Kept<Key, Made>);

impl Default for Front {
    fn default() -> Self {
        Self(Kept::new(MOST))
    }
}

/// Whether this reader asks for the page that every visitor gets, and brings nothing of their own.
fn is_anybody(guest: &Guest) -> bool {
    guest.is_get && guest.who.actor.is_none() && guest.flash.is_none()
}

fn key(guest: &Guest, address: &str) -> Key {
    (address.to_owned(), guest.lang, guest.theme)
}

impl Front {
    /// Keeps a public page that was made for this guest, if it was seen from what: see
    /// [`watched`](crate::platform::db::watched).
    pub(super) fn keep(&self, guest: &Guest, address: &str, page: &str) {
        if is_anybody(guest)
            && let Some(tables) = db::seen()
        {
            let bytes = Bytes::copy_from_slice(page.as_bytes());
            let made = (Instant::now(), mark::has_forms(page), bytes);
            self.0
                .put(&guest.editions, &tables, key(guest, address), made);
        }
    }

    pub(super) fn find(&self, guest: &Guest, address: &str) -> Option<Bytes> {
        let (made, has_forms, page) = self.0.get(&guest.editions, &key(guest, address))?;
        if !is_anybody(guest) || made.elapsed() >= FRESH {
            return None;
        }
        let marked = has_forms.then(|| mark::marked(std::str::from_utf8(&page).ok()?));
        Some(marked.flatten().map_or(page, Bytes::from))
    }
}

/// Who asks for an address that somebody reads already waits for that answer, so that a crowd after
/// a change costs one read. Few locks for all addresses: two that share one wait for each other.
#[derive(Default)]
pub(super) struct Turns([Mutex<()>; 16]);

impl Turns {
    pub(super) async fn take(&self, key: &str) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let at = hasher.finish() % self.0.len() as u64;
        self.0[at as usize].lock().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::brand::Brand;
    use crate::kernel::id::PersonId;
    use crate::kernel::{Actor, Opening, Say};
    use crate::platform::db::Editions;
    use crate::web::flash::Flash;
    use actix_web::http::Method;
    use actix_web::test::TestRequest;
    use std::sync::Arc;

    fn guest(method: Method, signed_in: bool, told: bool) -> Guest {
        let req = TestRequest::default().method(method).to_srv_request();
        let actor = signed_in.then(|| Actor {
            id: PersonId::new(),
            name: "Ada".into(),
            email: String::new(),
            lang: None,
            roles: Vec::new(),
            firms: Vec::new(),
            second_factor: false,
            must_set_up_second_factor: false,
            session: String::new(),
        });
        let chamber = (Arc::new(Brand::default()), Arc::new(Opening::default()));
        let known = (chamber, Arc::new(Editions::default()));
        let mut guest = Guest::new(&req, known, actor, String::new());
        guest.flash = told.then(|| Flash::done(Say::plain("x")));
        guest
    }

    /// Keeps a page that was read from no table.
    fn keep(front: &Front, guest: &Guest, page: &str) {
        let keep = db::watched(async { front.keep(guest, "/check/paper", page) });
        actix_web::rt::System::new().block_on(keep);
    }

    #[test]
    fn only_the_answer_to_a_get_without_a_session_is_kept_and_only_one_is_answered_from_it() {
        let page = "page";
        let anybody = guest(Method::GET, false, false);
        for method in [Method::GET, Method::HEAD, Method::POST, Method::PUT] {
            for (signed_in, told) in [(false, false), (false, true), (true, false), (true, true)] {
                let one = guest(method.clone(), signed_in, told);
                let kept = method == Method::GET && !signed_in && !told;
                let front = Front::default();
                keep(&front, &one, page);
                assert_eq!(
                    front.find(&anybody, "/check/paper").is_some(),
                    kept,
                    "{method}"
                );
                keep(&front, &anybody, page);
                assert_eq!(front.find(&one, "/check/paper").is_some(), kept, "{method}");
            }
        }
    }
}
