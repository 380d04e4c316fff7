//! Devices that know their person: a sealed cookie, left where somebody signed in to an account. It opens
//! nothing; what strangers guess at the account doesn't slow its owner's own device.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time};
use chrono::{DateTime, TimeDelta};

use crate::kernel::Moment;
use crate::kernel::id::PersonId;
use crate::platform::config::Config;
use crate::platform::db::Fault;
use crate::platform::secrets::Key;

/// As long as browsers keep a cookie at most.
const LIFE: TimeDelta = TimeDelta::days(400);
/// People who share a device.
const PEOPLE: usize = 6;
/// What it is sealed for.
const SEALED_FOR: &str = "device";

fn name(config: &Config) -> &'static str {
    if config.is_https() {
        "__Host-device"
    } else {
        "device"
    }
}

/// The parts of the cookie that are ours, each with whom it knows and since when.
fn parts(req: &HttpRequest, config: &Config, key: &Key) -> Vec<(String, String, Moment)> {
    let Some(cookie) = req.cookie(name(config)) else {
        return vec![];
    };
    let opened = |part: &str| {
        let text = String::from_utf8(key.open_for(SEALED_FOR, part).ok()?).ok()?;
        let (person, since) = text.split_once('@')?;
        let since = DateTime::from_timestamp(since.parse().ok()?, 0)?.naive_utc();
        Some((part.to_owned(), person.to_owned(), since))
    };
    cookie
        .value()
        .split('.')
        .take(PEOPLE)
        .filter_map(opened)
        .collect()
}

/// What the device is called, if this person signed in on it before.
#[must_use]
pub fn known(
    req: &HttpRequest,
    (config, key): (&Config, &Key),
    person: &PersonId,
    now: Moment,
) -> Option<String> {
    let found = parts(req, config, key).into_iter();
    found
        .filter(|(_, whose, since)| whose == person.as_str() && now - *since < LIFE)
        .map(|(part, ..)| part)
        .next()
}

/// The cookie after this person signed in: the newest part stands first.
pub fn cookie(
    req: &HttpRequest,
    (config, key): (&Config, &Key),
    person: &PersonId,
    now: Moment,
) -> Result<Cookie<'static>, Fault> {
    let text = format!("{person}@{}", now.and_utc().timestamp());
    let others = parts(req, config, key).into_iter();
    let others = others.filter(|(_, whose, _)| whose != person.as_str());
    let mut all = vec![key.seal_for(SEALED_FOR, text.as_bytes())?];
    all.extend(others.map(|(part, ..)| part).take(PEOPLE - 1));
    Ok(Cookie::build(name(config), all.join("."))
        .path("/")
        .http_only(true)
        .secure(config.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(LIFE.num_seconds()))
        .finish())
}
