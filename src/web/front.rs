//! Public pages, rendered once per change: a visitor without a session gets what the visitor before
//! got at the same address, in the same language and theme, while nothing it was made from was changed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes};
use actix_web::{Error, HttpResponse};

use crate::kernel::Lang;
use crate::platform::db;
use crate::platform::kept::Kept;
use crate::web::door::Guest;
use crate::web::site::Site;

/// Pages kept at the same time. One is some ten thousand bytes.
const MOST: usize = 200;
/// How old a page may be: some of what it says follows from the time.
const FRESH: Duration = Duration::from_secs(5);

/// What a visitor's page depends on: address, language, theme.
type Key = (String, Lang, Option<&'static str>);

/// The pages.
pub struct Front(Kept<Key, (Instant, Bytes)>);

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
    pub(super) fn keep(&self, guest: &Guest, address: &str, page: &Bytes) {
        if is_anybody(guest)
            && let Some(tables) = db::seen()
        {
            let page = (Instant::now(), page.clone());
            self.0
                .put(&guest.editions, &tables, key(guest, address), page);
        }
    }

    fn find(&self, guest: &Guest, address: &str) -> Option<Bytes> {
        let (made, page) = self.0.get(&guest.editions, &key(guest, address))?;
        (is_anybody(guest) && made.elapsed() < FRESH).then_some(page)
    }
}

/// Answers with the page that is kept, if one is.
pub async fn pages(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match found(&req) {
        Some(page) => {
            let answer = HttpResponse::Ok()
                .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
                .body(page);
            Ok(req.into_response(answer))
        }
        None => Ok(next.call(req).await?.map_into_boxed_body()),
    }
}

fn found(req: &ServiceRequest) -> Option<Bytes> {
    let guest: Arc<Guest> = Guest::of(req.request())?;
    let site = req.app_data::<web::Data<Site>>()?;
    let address = req.uri().path_and_query()?.as_str();
    site.front.find(&guest, address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::brand::Brand;
    use crate::kernel::id::PersonId;
    use crate::kernel::{Actor, Say};
    use crate::web::flash::Flash;
    use actix_web::http::Method;
    use actix_web::test::TestRequest;

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
        let mut guest = Guest::new(&req, (Arc::new(Brand::default()), 1), actor, String::new());
        guest.flash = told.then(|| Flash::done(Say::plain("x")));
        guest
    }

    #[test]
    fn only_the_answer_to_a_get_without_a_session_is_kept_and_only_one_is_answered_from_it() {
        let page = Bytes::from_static(b"page");
        let anybody = guest(Method::GET, false, false);
        for method in [Method::GET, Method::HEAD, Method::POST, Method::PUT] {
            for (signed_in, told) in [(false, false), (false, true), (true, false), (true, true)] {
                let one = guest(method.clone(), signed_in, told);
                let kept = method == Method::GET && !signed_in && !told;
                let front = Front::default();
                front.keep(&one, "/check/paper", &page);
                assert_eq!(
                    front.find(&anybody, "/check/paper").is_some(),
                    kept,
                    "{method}"
                );
                front.keep(&anybody, "/check/paper", &page);
                assert_eq!(front.find(&one, "/check/paper").is_some(), kept, "{method}");
            }
        }
    }
}
