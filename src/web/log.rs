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

/// Gives the request its id, runs it inside a span that carries it, and writes down how it ended.
pub async fn requests(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let began = Instant::now();
    let id = uuid::Uuid::now_v7().simple().to_string();
    req.extensions_mut().insert(RequestId(id.clone()));
    let method = req.method().clone();
    let path = req.path().to_owned();
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
