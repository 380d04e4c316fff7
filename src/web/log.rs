//! One log line and one count per request, with the id that error pages show.

use std::time::Instant;

use actix_web::Error;
use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use tracing::Instrument;

use crate::platform::metrics;

/// The id of a request, in its log lines, its audit rows and its error page.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// A path as it may be written down: the keys of links, which are runs of 32 hex digits and more, are not.
#[must_use]
pub fn without_keys(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let end = match digits {
            0 => rest.chars().next().map_or(1, char::len_utf8),
            more => more,
        };
        let (part, left) = rest.split_at(end);
        out.push_str(if digits < 32 { part } else { "…" });
        rest = left;
    }
    out
}

/// Gives the request its id, runs it inside a span that carries it, and writes down how it ended.
pub async fn requests(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let began = Instant::now();
    let id = uuid::Uuid::now_v7().simple().to_string();
    req.extensions_mut().insert(RequestId(id.clone()));
    let method = req.method().clone();
    let path = without_keys(req.path());
    let span = tracing::info_span!("request", id = %id, %method, path);
    let res = next.call(req).instrument(span.clone()).await?;
    let route = res
        .request()
        .match_pattern()
        .unwrap_or_else(|| "none".into());
    let (status, took) = (res.status().as_u16(), began.elapsed());
    metrics::request(&route, method.as_str(), status, took);
    if !route.starts_with("/assets/") && route != "/healthz" && route != "/readyz" {
        let ms = took.as_secs_f64() * 1000.0;
        span.in_scope(|| tracing::info!(status, ms = format!("{ms:.1}"), "answered"));
    }
    Ok(res)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_of_a_link_is_written_down() {
        let key = "0123456789abcdef".repeat(4);
        assert_eq!(without_keys(&format!("/reset/{key}")), "/reset/…");
        assert_eq!(
            without_keys(&format!("/calendar/{key}.ics")),
            "/calendar/….ics"
        );
        for path in [
            "/desk/people/0199e8a0-1111-7000-8000-000000000000/roles",
            "/会馆/decade",
            "/",
        ] {
            assert_eq!(without_keys(path), path);
        }
    }
}
