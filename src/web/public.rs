//! Pages of the public site: for everybody once the chamber has opened it, until then for who works for it.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse};
use askama::Template;

use crate::kernel::{Opening, Say};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::error::Answered;
use crate::web::view::View;

/// Whoever asks sees the public site. A handler that takes it is never reached by others: they are told that the
/// chamber is being set up, or closed its pages for now.
pub struct Public;

#[derive(Template)]
#[template(path = "web/closed.html")]
struct ClosedPage {
    title: Say,
    text: Say,
    /// Whether to offer signing in: nobody is.
    sign_in: bool,
}

impl FromRequest for Public {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match View::of(req) {
            Some(view) if view.sees_site() => Ok(Self),
            Some(view) => match closed(&view, req.method().is_safe()) {
                Ok(page) => Err(InternalError::from_response(Answered, page).into()),
                Err(fault) => Err(fault.into()),
            },
            None => Err(Fault::Broken("a page outside the door".into()).into()),
        })
    }
}

/// The page that says so: no failure for who looks, a refusal for who sends a form.
fn closed(view: &View, looks: bool) -> Result<HttpResponse, Fault> {
    let (title, text) = match view.opening() {
        Opening::Closed(_) => (say!("web-closed-title"), say!("web-closed-text")),
        _ => (say!("web-set-up-title"), say!("web-set-up-text")),
    };
    let status = match looks {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = ClosedPage {
        title: title.clone(),
        text,
        sign_in: view.actor().is_none(),
    };
    view.status(status, title, &page)
}
