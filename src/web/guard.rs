//! The guards at the door: no other site may make a browser post here, and no page may be
//! framed, sniffed, kept by a shared computer or made to run what isn't ours.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, error, web};

use crate::web::door::Reads;
use crate::web::error::{too_slow, wish};
use crate::web::site::Site;

/// What a page may load: ours alone. A page that frames another adds to it.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                   font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                   frame-ancestors 'none'; manifest-src 'self'";

/// How long a page that is only looked at may take: nothing is lost if it is given up.
const PATIENCE_TO_LOOK: Duration = Duration::from_secs(30);
/// How long a form may take, its body included: a client that sends a byte a minute does not
/// hold a place for ever.
const PATIENCE: Duration = Duration::from_secs(60);
/// The same with files, over a phone's bad line.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(600);

/// Refuses a changing request that another site caused; adds the protecting headers to
/// every answer.
pub async fn guard(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let site = req.app_data::<web::Data<Site>>().cloned();
    let https = site.as_ref().is_some_and(|s| s.config.is_https());
    let proxies = site.as_ref().map_or(0, |s| s.config.trusted_proxies);
    let secure = https || (proxies > 0 && came_by_tls(req.headers()));
    let public_url = site.as_ref().map_or("", |s| s.config.public_url.as_str());
    let changes = !matches!(req.method().as_str(), "GET" | "HEAD" | "OPTIONS");
    if changes && !is_ours(req.headers(), public_url) {
        return Err(error::ErrorForbidden("cross-site request"));
    }
    let kept = req.path().starts_with("/assets/");
    let (patience, reads) = (patience(&req), Reads::begin(&req, wish(&req)));
    let mut res = tokio::time::timeout(patience, next.call(req))
        .await
        .map_err(|_| error::InternalError::from_response("too slow", too_slow(reads.lang())))??;
    protect(res.headers_mut(), https, kept);
    if secure {
        secure_cookies(res.headers_mut());
    }
    Ok(res)
}

/// Whether any proxy in front was asked over TLS. Who says so without being one has cookies that are safer.
fn came_by_tls(headers: &HeaderMap) -> bool {
    let told = headers.get("x-forwarded-proto");
    let told = told.and_then(|v| v.to_str().ok()).unwrap_or("");
    told.split(',').any(|scheme| scheme.trim() == "https")
}

/// No cookie that was left over TLS travels without: one place for all that leave one.
fn secure_cookies(headers: &mut HeaderMap) {
    let cookies: Vec<HeaderValue> = headers.remove(header::SET_COOKIE).collect();
    for cookie in cookies {
        let text = cookie.to_str().unwrap_or("");
        let is_secure = text.split(';').any(|part| part.trim() == "Secure");
        let secured = HeaderValue::from_str(&format!("{text}; Secure"));
        let secured = secured.ok().filter(|_| !is_secure);
        headers.append(header::SET_COOKIE, secured.unwrap_or(cookie));
    }
}

fn patience(req: &ServiceRequest) -> Duration {
    let kind = req.headers().get(header::CONTENT_TYPE);
    if req.method() == Method::GET {
        PATIENCE_TO_LOOK
    } else if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/")) {
        PATIENCE_WITH_FILES
    } else {
        PATIENCE
    }
}

/// Whether a changing request comes from our own pages. Browsers say so in
/// `Sec-Fetch-Site`; older ones in `Origin`, which must be the public address or the `Host`
/// asked for. A request with neither is not a browser's form and carries no cookie by itself.
fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin" || site == "none";
    }
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            origin == public_url
                || text(header::HOST).is_some_and(|host| {
                    origin
                        .split_once("://")
                        .is_some_and(|(_, from)| from == host)
                })
        }
    }
}

fn protect(headers: &mut HeaderMap, https: bool, kept: bool) {
    let mut put = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    put(header::CONTENT_SECURITY_POLICY, CSP);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(header::REFERRER_POLICY, "same-origin");
    put(
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(), microphone=()",
    );
    put(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    if !kept {
        put(header::CACHE_CONTROL, "no-store");
    }
    if https {
        put(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&str, &str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(k, v)| {
                (
                    HeaderName::from_bytes(k.as_bytes()).unwrap(),
                    HeaderValue::from_str(v).unwrap(),
                )
            })
            .collect();
        is_ours(&headers, "https://chamber.example")
    }

    #[test]
    fn a_form_on_another_site_can_not_post_here() {
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[
            ("origin", "https://evil.example"),
            ("host", "chamber.example")
        ]));
        assert!(!ours(&[("origin", "null"), ("host", "chamber.example")]));
    }

    #[test]
    fn every_cookie_left_over_tls_says_so_once() {
        let mut headers = HeaderMap::new();
        for cookie in ["flash=1; Path=/", "session=2; Secure; Path=/"] {
            headers.append(header::SET_COOKIE, HeaderValue::from_static(cookie));
        }
        secure_cookies(&mut headers);
        let found: Vec<_> = headers.get_all(header::SET_COOKIE).collect();
        assert_eq!(
            found,
            ["flash=1; Path=/; Secure", "session=2; Secure; Path=/"]
        );
        let name = HeaderName::from_static("x-forwarded-proto");
        for (told, by_tls) in [("https", true), ("https, http", true), ("http", false)] {
            headers.insert(name.clone(), HeaderValue::from_static(told));
            assert_eq!(came_by_tls(&headers), by_tls, "{told}");
        }
    }

    #[test]
    fn our_own_forms_can() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("origin", "https://chamber.example")]));
        assert!(ours(&[
            ("origin", "http://127.0.0.1:8080"),
            ("host", "127.0.0.1:8080")
        ]));
    }
}
