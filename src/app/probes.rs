//! What machines ask: is it alive, is it ready, how is it doing.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::kernel::{Act, Actor, Role};
use crate::platform::db::{Db, Fault};
use crate::platform::{metrics, migrate};
use crate::web::{May, Reply};

/// `GET /healthz`: the process answers.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// `GET /readyz`: the database answers and has the shape this binary expects.
pub async fn readyz(db: web::Data<Db>) -> HttpResponse {
    let asked = web::block(move || migrate::pending(&db)).await;
    match asked {
        Ok(Ok(pending)) if pending.is_empty() => HttpResponse::Ok()
            .content_type("text/plain")
            .body("ready\n"),
        _ => HttpResponse::ServiceUnavailable()
            .content_type("text/plain")
            .body("not ready\n"),
    }
}

/// Administrators see the figures; machines get them at `metrics_listen`.
pub struct SeeMetrics;

impl Act for SeeMetrics {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is(Role::Admin)
    }
}

/// `GET /metrics`
pub async fn private_metrics(_: May<SeeMetrics>, db: web::Data<Db>) -> Reply {
    metrics_text(&db).await
}

/// `GET /metrics` at the private address.
pub async fn metrics(db: web::Data<Db>) -> Reply {
    metrics_text(&db).await
}

async fn metrics_text(db: &Db) -> Result<HttpResponse, Fault> {
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; version=0.0.4"))
        .body(metrics::text(db).await?))
}
