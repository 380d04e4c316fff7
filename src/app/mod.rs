//! Builds the server out of the rooms below: the shared parts, the door, the routes, the menus.

pub mod crew;
mod lay;
pub mod lists;
pub mod nav;
mod parts;
mod probes;
pub mod routes;
mod seals;
mod subjects;
mod switches;

pub use crew::{crew, runs};
pub use subjects::SUBJECTS;

use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};

pub use parts::Parts;

use crate::accounts;
use crate::chamber;
use crate::kernel::Who;
use crate::platform::db::Fault;
use crate::web::{error, front, guard, log, once};

/// The HTTP server on an open listener; it runs when awaited.
pub fn server(parts: &Parts, listener: TcpListener) -> std::io::Result<Server> {
    let parts = parts.clone();
    let runs = runs(&parts);
    let recognised = web::Data::new(accounts::session::recognised());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(parts.db.for_pages()))
            .app_data(web::Data::new(parts.clock.clone()))
            .app_data(web::Data::new(parts.key.clone()))
            .app_data(web::Data::new(parts.files.clone()))
            .app_data(web::Data::new(parts.press.clone()))
            .app_data(web::Data::new(runs.clone()))
            .app_data(parts.site.clone())
            .app_data(web::Data::new(SUBJECTS))
            .app_data(web::Data::new(lists::LISTS))
            .app_data(recognised.clone())
            .app_data(web::PayloadConfig::new(crate::web::form::MAX_FORM))
            .wrap(from_fn(once::presses))
            .wrap(from_fn(error::pages))
            .wrap(from_fn(front::pages))
            .wrap(from_fn(accounts::session::door))
            .wrap(from_fn(guard::guard))
            .wrap(Compress::default())
            .wrap(from_fn(front::head_as_get))
            .wrap(from_fn(log::requests))
            .configure(|app| lay::lay(app, routes::routes()))
    })
    // A client has this long to send its request; then the place is given to another.
    .client_request_timeout(Duration::from_secs(10))
    .client_disconnect_timeout(Duration::from_secs(5))
    .keep_alive(Duration::from_secs(30))
    .shutdown_timeout(30)
    .workers(std::thread::available_parallelism().map_or(2, usize::from))
    .listen(listener)?;
    Ok(server.run())
}

/// The link that makes the first administrator; `None` once anybody has a role in the chamber.
pub async fn first_link(parts: &Parts) -> Result<Option<String>, Fault> {
    let who = Who::system("first start");
    let path = parts.db.write(&who, chamber::first_path).await?;
    Ok(path.map(|path| format!("{}{path}", parts.site.config.public_url)))
}

/// Serves until the process is asked to stop (SIGTERM, SIGINT); then finishes the requests and
/// jobs it has begun.
pub async fn serve(parts: Parts) -> Result<(), Fault> {
    let config = &parts.site.config;
    let listener = listen(&config.listen)?;
    seals::try_out(&parts).await;
    let workers = crew::crew(&parts)?.start();
    let metrics = match &config.metrics_listen {
        Some(address) => Some(tokio::spawn(metrics_server(&parts, listen(address)?)?)),
        None => None,
    };
    tracing::info!(address = %config.public_url, "serving");
    let ended = server(&parts, listener)?.await;
    workers.stop().await;
    if let Some(task) = metrics {
        task.abort();
    }
    if let Err(error) = parts.db.fold() {
        tracing::warn!(%error, "the log of writes stays beside the database");
    }
    Ok(ended?)
}

fn listen(address: &str) -> Result<TcpListener, Fault> {
    TcpListener::bind(address)
        .map_err(|e| Fault::Broken(format!("cannot listen on {address}: {e}")))
}

/// `/metrics` on an address of its own, for machines inside the network.
fn metrics_server(parts: &Parts, listener: TcpListener) -> std::io::Result<Server> {
    let db = web::Data::new(parts.db.clone());
    let app = move || {
        App::new()
            .app_data(db.clone())
            .route("/metrics", web::get().to(probes::metrics))
    };
    Ok(HttpServer::new(app)
        .workers(1)
        .disable_signals()
        .listen(listener)?
        .run())
}
