//! What machines ask: is it alive, is it ready, how is it doing.

use std::time::Duration;

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::kernel::Role;
use crate::platform::aside::aside;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::{jobs, metrics, migrate, outbox};
use crate::policy;
use crate::web::{May, Reply};

/// `GET /healthz`: the process answers.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// How long a probe waits for an answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// `GET /readyz`: the database has the shape this binary expects, and answers through both doors that
/// pages use, the readers and the writer.
pub async fn readyz(db: web::Data<Db>) -> HttpResponse {
    let asked = async {
        db.is_open().await?;
        aside(move || migrate::pending(&db)).await?
    };
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(pending)) if pending.is_empty() => HttpResponse::Ok()
            .content_type("text/plain")
            .body("ready\n"),
        _ => HttpResponse::ServiceUnavailable()
            .content_type("text/plain")
            .body("not ready\n"),
    }
}

policy! {
    /// Administrators see the figures; machines get them at `metrics_listen`.
    SeeMetrics: |who| who.is(Role::Admin);
}

/// `GET /metrics`
pub async fn private_metrics(_: May<SeeMetrics>, db: web::Data<Db>) -> Reply {
    metrics_text(&db).await
}

/// `GET /metrics` at the private address.
pub async fn metrics(db: web::Data<Db>) -> Reply {
    metrics_text(&db).await
}

/// If the database can't say how many jobs and mails wait, the others are shown all the same.
async fn metrics_text(db: &Db) -> Result<HttpResponse, Fault> {
    let states = |c: &mut Conn| -> Result<(Vec<_>, Vec<_>), Fault> {
        let mails = outbox::states(c)?.into_iter();
        let mails = mails.map(|(state, n)| (state.word().to_owned(), n));
        Ok((jobs::states(c)?, mails.collect()))
    };
    let (jobs, mails) = db.read(states).await.unwrap_or_default();
    let text = metrics::text(&jobs, &mails).map_err(|e| Fault::Broken(format!("metrics: {e}")))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; version=0.0.4"))
        .body(text))
}
