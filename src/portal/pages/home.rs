//! `/`: what the chamber is and what members get, in words and in numbers.

use askama::Template;

use super::pieces::{self, Dues, Times};
use crate::platform::db::Conn;
use crate::platform::filters;
use crate::portal::figures::{self, Figures};
use crate::say;
use crate::web::{Call, Public, Reply};

/// What members get: heading and text of each.
const GAINS: [(&str, &str); 6] = [
    ("portal-gain-voice", "portal-gain-voice-text"),
    ("portal-gain-help", "portal-gain-help-text"),
    ("portal-gain-trade", "portal-gain-trade-text"),
    ("portal-gain-meet", "portal-gain-meet-text"),
    ("portal-gain-name", "portal-gain-name-text"),
    ("portal-gain-vote", "portal-gain-vote-text"),
];

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage<'a> {
    name: &'a str,
    mark: String,
    figures: &'a Figures,
    gains: [(&'static str, &'static str); 6],
    times: Times,
    dues: Dues,
}

/// `GET /`
pub async fn show(_: Public, call: Call) -> Reply {
    let lang = call.lang();
    let today = call.today();
    let count = move |conn: &mut Conn| figures::count(conn, today);
    let figures = call.kept_as(call.db(), ("figures", today), count).await?;
    let (dues, times) = call
        .read(move |conn| Ok((pieces::dues(conn, lang, today)?, pieces::times(conn)?)))
        .await?;
    let name = call.brand().name.get(lang);
    let page = HomePage {
        name,
        mark: call.mark(),
        figures: &figures,
        gains: GAINS,
        times,
        dues,
    };
    let description = say!("portal-home-description", name = name);
    call.public(say!("portal-home-title"), description, &page)
}
