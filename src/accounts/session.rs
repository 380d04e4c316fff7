//! From the session cookie to the actor: the door every request comes through.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};

use crate::accounts::rules::{SEEN_EVERY, SESSION_MOST, session_end};
use crate::accounts::store::sessions::{self, SessionRow};
use crate::kernel::{Actor, Moment, Who};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{self, Conn, Db, Fault};
use crate::platform::kept::Kept;
use crate::platform::secrets::sha256_hex;
use crate::web::door::{Guest, client_ip};
use crate::web::error;
use crate::web::site::Site;

/// The cookie's name. Over TLS the `__Host-` prefix keeps other hosts of the domain from setting it.
#[must_use]
pub fn cookie_name(config: &Config) -> &'static str {
    if config.is_https() {
        "__Host-session"
    } else {
        "session"
    }
}

/// The cookie that carries a session's token; an empty token wipes it.
#[must_use]
pub fn cookie(config: &Config, token: String) -> Cookie<'static> {
    let age = if token.is_empty() {
        0
    } else {
        SESSION_MOST.num_seconds()
    };
    Cookie::build(cookie_name(config), token)
        .path("/")
        .http_only(true)
        .secure(config.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(age))
        .finish()
}

/// Finds out who asks and leaves a [`Guest`] in the request. Who must set up a second
/// factor first is led there.
pub async fn door(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    // What knows no reader needs no door; a probe must answer while the database does not.
    if req.path().starts_with("/assets/") || ["/healthz", "/readyz"].contains(&req.path()) {
        return Ok(next.call(req).await?.map_into_left_body());
    }
    let guest = match receive(&req).await {
        Ok(guest) => guest,
        Err(fault) => {
            let sorry = error::without_database(&req, &fault);
            return Ok(req.into_response(sorry).map_into_right_body());
        }
    };
    let actor = guest.who.actor.as_ref();
    let must = actor.is_some_and(|a| a.must_set_up_second_factor);
    let free = |p: &str| {
        p.starts_with("/my/account/second-factor")
            || p.starts_with("/language/")
            || ["/sign-out", "/theme"].contains(&p)
    };
    let lead = must && !free(req.path());
    req.extensions_mut().insert(Arc::new(guest));
    if lead {
        let to = HttpResponse::SeeOther()
            .insert_header((header::LOCATION, "/my/account/second-factor"))
            .finish();
        return Ok(req.into_response(to).map_into_right_body());
    }
    Ok(next.call(req).await?.map_into_left_body())
}

async fn receive(req: &ServiceRequest) -> Result<Guest, Fault> {
    let (site, db) = (data::<Site>(req)?, data::<Db>(req)?);
    let edition = db.edition().await?;
    let actor = recognise(req, edition).await?;
    let brand = site.brand(&db, edition).await?;
    let ip = client_ip(req, site.config.trusted_proxies);
    Ok(Guest::new(req, (brand, edition), actor, ip))
}

fn data<T: 'static>(req: &ServiceRequest) -> Result<web::Data<T>, Fault> {
    req.app_data::<web::Data<T>>()
        .cloned()
        .ok_or_else(|| Fault::Broken("app data".into()))
}

/// Who signed in, by the hash of the session's token, as read from one edition of the database.
pub type Recognised = Kept<String, Arc<(Actor, SessionRow)>>;

/// Sessions kept in memory at the same time.
const SESSIONS: usize = 2000;

/// Nobody recognised yet.
#[must_use]
pub fn recognised() -> Recognised {
    Kept::new(SESSIONS)
}

async fn recognise(req: &ServiceRequest, edition: i64) -> Result<Option<Actor>, Fault> {
    let site = data::<Site>(req)?;
    let Some(cookie) = req.cookie(cookie_name(&site.config)) else {
        return Ok(None);
    };
    let (db, now) = (data::<Db>(req)?, data::<Clock>(req)?.now());
    let hash = sha256_hex(cookie.value().as_bytes());
    let recognised = data::<Recognised>(req)?;
    let found = match recognised.get(edition, &hash) {
        Some(found) => Some(found),
        None => find(&db, &recognised, hash, now).await?,
    };
    let Some((actor, session)) = found.as_deref().filter(|(_, s)| s.expires_at > now) else {
        return Ok(None);
    };
    if now - session.last_seen_at > SEEN_EVERY {
        note_use(&db, session, now).await?;
    }
    Ok(Some(actor.clone()))
}

async fn find(
    db: &Db,
    recognised: &Recognised,
    hash: String,
    now: Moment,
) -> Result<Option<Arc<(Actor, SessionRow)>>, Fault> {
    let token = hash.clone();
    let read = move |conn: &mut Conn| Ok((db::edition(conn)?, sessions::find(conn, &token, now)?));
    let (edition, found) = db.read(read).await?;
    let found = found.map(Arc::new);
    if let Some(found) = &found {
        recognised.put(edition, hash, Arc::clone(found));
    }
    Ok(found)
}

async fn note_use(db: &Db, session: &SessionRow, now: Moment) -> Result<(), Fault> {
    let until = session_end(session.created_at, now);
    let id = session.id.clone();
    db.write(&Who::system("door"), move |tx| {
        sessions::touch(tx.conn(), &id, now, until)
    })
    .await
}
