//! A message for the next page: left in a cookie with the redirect, shown once.

use actix_web::HttpResponseBuilder;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::ServiceRequest;
use serde::{Deserialize, Serialize};

use crate::kernel::Say;

const COOKIE: &str = "flash";

/// A message and its tone: `jade` for done, `ochre` for a warning.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Flash {
    /// Tone of the notice.
    pub tone: String,
    /// What it says.
    pub say: Say,
}

impl Flash {
    /// Something was done.
    #[must_use]
    pub fn done(say: Say) -> Self {
        Self {
            tone: "jade".into(),
            say,
        }
    }

    /// Something was not done, or needs a look.
    #[must_use]
    pub fn warn(say: Say) -> Self {
        Self {
            tone: "ochre".into(),
            say,
        }
    }

    /// The message the last answer left, if it is one of ours in form. Its text is looked up
    /// by key and escaped, so a forged cookie shows its owner nothing but our own sentences.
    #[must_use]
    pub fn take(req: &ServiceRequest) -> Option<Self> {
        let cookie = req.cookie(COOKIE)?;
        let flash: Self = serde_json::from_slice(&hex::decode(cookie.value()).ok()?).ok()?;
        matches!(flash.tone.as_str(), "jade" | "ochre").then_some(flash)
    }

    /// Leaves the message with this answer.
    pub fn leave(&self, answer: &mut HttpResponseBuilder) {
        if let Ok(json) = serde_json::to_vec(self) {
            answer.cookie(cookie(hex::encode(json), Duration::minutes(5)));
        }
    }

    /// The cookie that wipes the message.
    #[must_use]
    pub fn wipe() -> Cookie<'static> {
        cookie(String::new(), Duration::ZERO)
    }
}

fn cookie(value: String, age: Duration) -> Cookie<'static> {
    Cookie::build(COOKIE, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(age)
        .finish()
}
