//! Faults as pages: in the reader's language, inside the same shell, with a way out and an
//! id that stands in the log too. The inside of a failure never reaches the screen.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use crate::kernel::brand::Brand;
use crate::kernel::{Lang, Say};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::logging::Seldom;
use crate::say;
use crate::web::door::{Guest, LANG_COOKIE};
use crate::web::intake::TooSlow;
use crate::web::log::without_keys;
use crate::web::view::{View, encode, own_path, see_other};

impl ResponseError for Fault {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::SignIn => StatusCode::SEE_OTHER,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) | Self::Away(_) | Self::Unsure(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Database(_) | Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::build(self.status_code()).finish()
    }
}

/// What a guard answers in place of a handler: it goes out as it is.
#[derive(Debug)]
pub struct Answered;

impl std::fmt::Display for Answered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("answered by a guard")
    }
}

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage<'a> {
    status: u16,
    title: &'a Say,
    text: &'a Say,
    id: &'a str,
    broken: bool,
}

/// Turns every error of the inner service into a page.
pub async fn pages(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let wants_page = !req.path().starts_with("/assets/");
    let res = next.call(req).await?.map_into_boxed_body();
    let status = res.status();
    let error = res.response().error();
    let answered = error.is_some_and(|e| e.as_error::<InternalError<Answered>>().is_some());
    let failed = (error.is_some() && !answered)
        || (status == StatusCode::NOT_FOUND && res.headers().get(header::CONTENT_TYPE).is_none());
    if !failed || !wants_page {
        return Ok(res);
    }
    let answer = page_for(&res);
    Ok(match answer {
        Some(answer) => {
            let (req, _) = res.into_parts();
            ServiceResponse::new(req, answer)
        }
        None => res,
    })
}

static TURNED_AWAY: Seldom = Seldom::new();

/// Counts somebody who was asked to come back since there was too much to do: no fault of the portal, and one line
/// of the log a minute.
fn turned_away() {
    if let Some(answers) = TURNED_AWAY.due() {
        tracing::warn!(answers, "too much to do: asked to come back");
    }
}

fn page_for(res: &ServiceResponse<BoxBody>) -> Option<HttpResponse> {
    let req = res.request();
    let view = View::of(req)?;
    let id = Guest::of(req)
        .map(|g| g.who.request_id.clone())
        .unwrap_or_default();
    let fault = res.response().error().and_then(|e| e.as_error::<Fault>());
    if matches!(fault, Some(Fault::SignIn)) {
        let back = match req.method().is_safe() {
            true => view.here(),
            false => stood_on(req).unwrap_or_default().to_owned(),
        };
        return Some(see_other(&format!("/sign-in?next={}", encode(&back))).finish());
    }
    let status = if TooSlow::is_noted(req) {
        StatusCode::REQUEST_TIMEOUT
    } else {
        res.status()
    };
    if matches!(fault, Some(Fault::Busy(_))) {
        turned_away();
    } else if status.is_server_error() {
        let inside = res
            .response()
            .error()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(request = %id, path = without_keys(req.path()), inside, "a request failed");
    }
    let fault = fault.filter(|_| status != StatusCode::REQUEST_TIMEOUT);
    let (title, text) = words(fault, status);
    let broken = status.is_server_error() && !matches!(fault, Some(Fault::Busy(_)));
    let page = ErrorPage {
        status: status.as_u16(),
        title: &title,
        text: &text,
        id: &id,
        broken,
    };
    let mut answer = view.status(status, title.clone(), &page).ok()?;
    if let Some(seconds) = fault.and_then(Fault::wait) {
        let headers = answer.headers_mut();
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    Some(answer)
}

/// The page that a form which was sent stood on, as far as the browser says: whoever was signed out meanwhile
/// comes back to it. Whatever site it names, only a path of ours is taken from it.
fn stood_on(req: &HttpRequest) -> Option<&str> {
    let from = req.headers().get(header::REFERER)?.to_str().ok()?;
    let (_, from) = from.split_once("://")?;
    Some(own_path(&from[from.find('/')?..]))
}

fn words(fault: Option<&Fault>, status: StatusCode) -> (Say, Say) {
    match (fault, status) {
        (Some(Fault::Refused(say)), _) => (say!("web-error-refused"), say.clone()),
        (Some(Fault::TooMany(seconds)), _) => (
            say!("web-error-too-many"),
            say!("web-error-too-many-text", minutes = (seconds + 59) / 60),
        ),
        (Some(Fault::Busy(seconds)), _) => (
            say!("web-error-busy"),
            say!("web-error-busy-text", seconds = *seconds),
        ),
        (Some(Fault::Away(_)), _) => (say!("web-error-down"), say!("web-error-away-text")),
        (Some(Fault::Unsure(_)), _) => (say!("web-error-unsure"), say!("web-error-unsure-text")),
        (_, StatusCode::REQUEST_TIMEOUT) => (say!("web-error-slow"), say!("web-error-slow-text")),
        (_, StatusCode::NOT_FOUND) => (say!("web-error-missing"), say!("web-error-missing-text")),
        (_, StatusCode::PAYLOAD_TOO_LARGE) => {
            (say!("web-error-large"), say!("web-error-large-text"))
        }
        (_, status) if status.is_client_error() => {
            (say!("web-error-request"), say!("web-error-request-text"))
        }
        _ => (say!("web-error-broken"), say!("web-error-broken-text")),
    }
}

#[derive(Template)]
#[template(path = "web/down.html")]
struct DownPage {
    tag: &'static str,
    title: &'static str,
    text: &'static str,
}

/// The page for when the database doesn't answer and nobody can be recognised: no shell, no menu.
#[must_use]
pub fn without_database(req: &ServiceRequest, lang: Lang, fault: &Fault) -> HttpResponse {
    tracing::error!(%fault, path = without_keys(req.path()), "nobody could be let in");
    let text = match req.method().is_safe() {
        true => "web-error-down-text",
        false => "web-error-away-text",
    };
    bare(
        StatusCode::SERVICE_UNAVAILABLE,
        ("web-error-down", text),
        lang,
    )
}

/// The page for when a request took longer than any may: it was given up, wherever it was.
#[must_use]
pub fn too_slow(lang: Lang) -> HttpResponse {
    let words = ("web-error-late", "web-error-late-text");
    bare(StatusCode::GATEWAY_TIMEOUT, words, lang)
}

/// The language somebody wishes for whom nobody knows yet.
#[must_use]
pub fn wish(req: &ServiceRequest) -> Lang {
    let chosen = req.cookie(LANG_COOKIE);
    let chosen = chosen.and_then(|cookie| Lang::from_tag(cookie.value()));
    let accept = req.headers().get(header::ACCEPT_LANGUAGE);
    let accept = accept.and_then(|v| v.to_str().ok());
    chosen
        .or_else(|| accept.and_then(Lang::from_accept))
        .unwrap_or_default()
}

fn bare(
    status: StatusCode,
    (title, text): (&'static str, &'static str),
    lang: Lang,
) -> HttpResponse {
    let speech = Speech::new(lang, &Brand::default());
    let tag = lang.tag();
    let page = DownPage { tag, title, text }.render_with_values(&(filters::SPEECH, speech));
    HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::RETRY_AFTER, "30"))
        .body(page.unwrap_or_default())
}
