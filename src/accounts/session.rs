//! From the session cookie to the actor: the door every request comes through.

use std::sync::Arc;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};

use crate::accounts::rules::{LinkKind, SEEN_EVERY, SESSION_MOST, session_end};
use crate::accounts::store::sessions::{self, SessionRow};
use crate::kernel::{Actor, Lang, Moment, Who};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{Db, Editions, Fault, watched};
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

/// The cookie in which the pass-phrase was right and the code is to come.
pub const PENDING: &str = "pending";

/// [`PENDING`] with its token; an empty one wipes it.
#[must_use]
pub fn pending(config: &Config, token: String) -> Cookie<'static> {
    let age = match token.is_empty() {
        true => 0,
        false => LinkKind::SecondFactor.life().num_seconds(),
    };
    Cookie::build(PENDING, token)
        .path("/sign-in")
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
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    // What knows no reader needs no door; a probe must answer while the database does not.
    if req.path().starts_with("/assets/") || ["/healthz", "/readyz"].contains(&req.path()) {
        return Ok(next.call(req).await?.map_into_left_body());
    }
    // A page for anybody may be kept: what it is made from is seen.
    if req.method() == Method::GET && token(&req).is_none() {
        watched(pass(req, next)).await.0
    } else {
        pass(req, next).await
    }
}

async fn pass<B: MessageBody>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let guest = match receive(&req).await {
        Ok(guest) => guest,
        Err(fault) => {
            let lang = last_read_in(&req).unwrap_or_else(|| error::wish(&req));
            let sorry = error::without_database(&req, lang, &fault);
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
    let editions = db.editions().await?;
    let actor = recognise(req, &editions).await?;
    let chamber = site.chamber(&db, &editions).await?;
    let ip = client_ip(req, site.config.trusted_proxies);
    Ok(Guest::new(req, (chamber, editions), actor, ip))
}

fn data<T: 'static>(req: &ServiceRequest) -> Result<web::Data<T>, Fault> {
    req.app_data::<web::Data<T>>()
        .cloned()
        .ok_or_else(|| Fault::Broken("app data".into()))
}

/// Who signed in, by the hash of the session's token.
pub type Recognised = Kept<String, Arc<(Actor, SessionRow)>>;

/// Sessions kept in memory at the same time.
const SESSIONS: usize = 2000;

/// Nobody recognised yet.
#[must_use]
pub fn recognised() -> Recognised {
    Kept::new(SESSIONS)
}

fn token(req: &ServiceRequest) -> Option<Cookie<'static>> {
    let site = req.app_data::<web::Data<Site>>()?;
    req.cookie(cookie_name(&site.config))
}

async fn recognise(req: &ServiceRequest, editions: &Editions) -> Result<Option<Actor>, Fault> {
    let Some(cookie) = token(req) else {
        return Ok(None);
    };
    let (db, now) = (data::<Db>(req)?, data::<Clock>(req)?.now());
    let recognised = data::<Recognised>(req)?;
    let hash = sha256_hex(cookie.value().as_bytes());
    let find = || find(&db, &recognised, (editions, &hash), now);
    let kept = recognised.get(editions, &hash);
    // Another server may have noted a use since, which lets it last longer: that raises no number.
    let found = match kept.filter(|found| found.1.expires_at > now) {
        Some(found) => Some(found),
        None => find().await?,
    };
    let found = match found {
        Some(found) if now - found.1.last_seen_at > SEEN_EVERY => {
            note_use(&db, &found.1, now).await?;
            find().await?
        }
        found => found,
    };
    Ok(found.map(|found| found.0.clone()))
}

/// The language of somebody who was here before the database went away.
fn last_read_in(req: &ServiceRequest) -> Option<Lang> {
    let last = req.app_data::<web::Data<Db>>()?.last_editions()?;
    let hash = sha256_hex(token(req)?.value().as_bytes());
    let known = req.app_data::<web::Data<Recognised>>()?.get(&last, &hash)?;
    known.0.lang
}

async fn find(
    db: &Db,
    recognised: &Recognised,
    (editions, hash): (&Editions, &str),
    now: Moment,
) -> Result<Option<Arc<(Actor, SessionRow)>>, Fault> {
    let token = hash.to_owned();
    let read = db.read(move |conn| sessions::find(conn, &token, now));
    let (found, tables) = watched(read).await;
    let found = found?.map(Arc::new);
    if let Some(found) = &found {
        recognised.put(editions, &tables, hash.to_owned(), Arc::clone(found));
    }
    Ok(found)
}

async fn note_use(db: &Db, session: &SessionRow, now: Moment) -> Result<(), Fault> {
    let session = session.clone();
    db.write(&Who::system("door"), move |tx| {
        let guarded = sessions::is_guarded(tx.conn(), &session.person_id)?;
        let until = session_end(session.created_at, now, guarded);
        tx.quietly(|conn| sessions::touch(conn, &session.id, now, until))
    })
    .await
}
