//! What the door learns of each request before its handler runs: who asks, in which
//! language, from where. Kept in the request, read by [`crate::web::View`].

use std::cell::Cell;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, header};
use actix_web::{HttpMessage, HttpRequest, web};

use crate::kernel::brand::Brand;
use crate::kernel::{Actor, Lang, Opening, Who};
use crate::platform::db::{Editions, Fault};
use crate::web::flash::Flash;
use crate::web::log::RequestId;

/// Name of the language cookie.
pub const LANG_COOKIE: &str = "lang";
/// Name of the theme cookie.
pub const THEME_COOKIE: &str = "theme";

/// A cookie that is kept for a year.
#[must_use]
pub fn year(name: &'static str, value: &'static str) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true)
        .max_age(Duration::days(365))
        .finish()
}

/// The cookie that has pages of this browser in a language; none: as the profile or the browser says.
#[must_use]
pub fn lang_cookie(lang: Option<Lang>) -> Cookie<'static> {
    year(LANG_COOKIE, lang.map_or("", Lang::tag))
}

/// What the door found out.
#[derive(Debug)]
pub struct Guest {
    /// Who asks and from where.
    pub who: Who,
    /// The language to answer in.
    pub lang: Lang,
    /// `light` or `dark` if chosen.
    pub theme: Option<&'static str>,
    /// The chamber.
    pub brand: Arc<Brand>,
    /// Whether its public site is open.
    pub opening: Arc<Opening>,
    /// A message left by the request before.
    pub flash: Option<Flash>,
    /// Whether the request only asks for a page: what answers any other was made from what it brought.
    pub is_get: bool,
    /// The numbers of the tables when the request came.
    pub editions: Arc<Editions>,
    asked: Mutex<Vec<Power>>,
}

/// The language of whoever waits for a request, as far as it is known by now: for what is answered in
/// place of a handler that didn't end.
#[derive(Clone)]
pub(super) struct Reads(Rc<Cell<Lang>>);

impl Reads {
    /// From the front of the door on, where only the browser's wish is known.
    pub fn begin(req: &ServiceRequest, wish: Lang) -> Self {
        let reads = Self(Rc::new(Cell::new(wish)));
        req.extensions_mut().insert(reads.clone());
        reads
    }

    pub fn lang(&self) -> Lang {
        self.0.get()
    }
}

/// Whether somebody may do what a handler asks for.
pub type Power = fn(&Actor) -> bool;

impl Guest {
    /// Reads cookies and headers. The language: cookie, then profile, then `Accept-Language`,
    /// then the chamber's own.
    #[must_use]
    pub fn new(
        req: &ServiceRequest,
        ((brand, opening), editions): ((Arc<Brand>, Arc<Opening>), Arc<Editions>),
        actor: Option<Actor>,
        ip: String,
    ) -> Self {
        let header = |name| {
            req.headers()
                .get(name)
                .and_then(|v| v.to_str().ok())
                .unwrap_or("")
        };
        let lang = req
            .cookie(LANG_COOKIE)
            .and_then(|c| Lang::from_tag(c.value()))
            .or_else(|| actor.as_ref().and_then(|a| a.lang))
            .or_else(|| Lang::from_accept(header(header::ACCEPT_LANGUAGE)))
            .unwrap_or(brand.lang);
        if let Some(Reads(reads)) = req.extensions().get::<Reads>() {
            reads.set(lang);
        }
        let theme = req.cookie(THEME_COOKIE).and_then(|c| match c.value() {
            "light" => Some("light"),
            "dark" => Some("dark"),
            _ => None,
        });
        let agent = header(header::USER_AGENT).chars().take(300).collect();
        let request_id = req
            .extensions()
            .get::<RequestId>()
            .map_or_else(String::new, |id| id.0.clone());
        let who = Who {
            actor,
            system: None,
            ip,
            agent,
            request_id,
        };
        Self {
            who,
            lang,
            theme,
            brand,
            opening,
            flash: Flash::take(req),
            is_get: req.method() == Method::GET,
            editions,
            asked: Mutex::default(),
        }
    }

    /// Notes what the request's handler asks for.
    pub fn ask(&self, power: Power) {
        if let Ok(mut asked) = self.asked.lock() {
            asked.push(power);
        }
    }

    /// What the request's handler asks for.
    ///
    /// # Errors
    /// If another thread broke off while it noted one.
    pub fn asked(&self) -> Result<Vec<Power>, Fault> {
        let asked = self.asked.lock();
        asked
            .map(|asked| asked.clone())
            .map_err(|_| Fault::Broken("what was asked for is lost".into()))
    }

    /// What the door found out about this request; `None` outside the door (assets).
    #[must_use]
    pub fn of(req: &HttpRequest) -> Option<Arc<Self>> {
        req.extensions().get::<Arc<Self>>().cloned()
    }
}

/// A part of the server. The one place where a handler's parts come from: where several chambers share
/// a server, the request says which one's they are.
pub(super) fn part<T: 'static>(req: &HttpRequest) -> Result<web::Data<T>, Fault> {
    let found = req.app_data::<web::Data<T>>().cloned();
    found.ok_or_else(|| Fault::Broken(format!("a server without {}", std::any::type_name::<T>())))
}

/// The address of the asker. With `proxies` trusted proxies in front, the one that the
/// outermost of them saw: what stands further left in `X-Forwarded-For` anyone can write.
#[must_use]
pub fn client_ip(req: &ServiceRequest, proxies: usize) -> String {
    let peer = || {
        req.peer_addr()
            .map_or_else(String::new, |a| a.ip().to_string())
    };
    if proxies == 0 {
        return peer();
    }
    let seen: Vec<&str> = req
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(str::trim)
        .collect();
    seen.len()
        .checked_sub(proxies)
        .and_then(|i| seen.get(i))
        .and_then(|ip| ip.parse::<std::net::IpAddr>().ok())
        .map_or_else(peer, |ip| ip.to_string())
}
