//! The browser in which somebody signed up is known again by a secret that it keeps: it proves that it was they who
//! typed the sign-up, and opens what they write before their address is confirmed.

use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::{HttpRequest, HttpResponse};

use crate::accounts::rules::EARLY_LIFE;
use crate::platform::db::Fault;
use crate::platform::secrets::{new_token, sha256_hex};
use crate::web::View;

/// The cookie's name.
const SIGNED_UP: &str = "signed-up-here";

/// The hash of the secret that this browser keeps, if somebody signed up in it.
#[must_use]
pub fn here(req: &HttpRequest) -> Option<String> {
    let cookie = req.cookie(SIGNED_UP)?;
    Some(sha256_hex(cookie.value().as_bytes()))
}

/// A new secret for this browser's cookie, and its hash, which stands with what was typed.
pub(super) fn new_secret() -> Result<(String, String), Fault> {
    let secret = new_token()?;
    let hash = sha256_hex(secret.as_bytes());
    Ok((secret, hash))
}

/// The secret that this browser keeps already; none if it keeps none.
pub(super) fn secret(req: &HttpRequest) -> Option<String> {
    req.cookie(SIGNED_UP)
        .map(|cookie| cookie.value().to_owned())
}

/// Leaves the secret with the browser for as long as a draft stays; an empty one wipes it.
pub(super) fn know_again(
    view: &View,
    answer: &mut HttpResponse,
    secret: String,
) -> Result<(), Fault> {
    let age = if secret.is_empty() {
        0
    } else {
        EARLY_LIFE.num_seconds()
    };
    let cookie = Cookie::build(SIGNED_UP, secret)
        .path("/")
        .http_only(true)
        .secure(view.site().config.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(age))
        .finish();
    answer
        .add_cookie(&cookie)
        .map_err(|e| Fault::Broken(e.to_string()))
}
