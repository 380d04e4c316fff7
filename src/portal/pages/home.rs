//! `/`: what the chamber is and what members get, in words and in numbers.

use actix_web::web::Data;
use askama::Template;

use super::pieces::{self, RankLine, Times};
use crate::kernel::time::day_in;
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db};
use crate::platform::filters;
use crate::portal::figures::{self, Figures};
use crate::say;
use crate::web::{Reply, View};

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
    ranks: Vec<RankLine>,
}

/// `GET /`
pub async fn show(view: View, db: Data<Db>, clock: Data<Clock>) -> Reply {
    let lang = view.lang();
    let today = day_in(view.brand().zone, clock.now());
    let count = move |conn: &mut Conn| figures::count(conn, today);
    let figures = view.kept_as(&db, ("figures", today), count).await?;
    let (ranks, times) = db
        .read(move |conn| Ok((pieces::ranks(conn, lang)?, pieces::times(conn)?)))
        .await?;
    let name = view.brand().name.get(lang);
    let page = HomePage {
        name,
        mark: view.mark(),
        figures: &figures,
        gains: GAINS,
        times,
        ranks,
    };
    let description = say!("portal-home-description", name = name);
    view.public(say!("portal-home-title"), description, &page)
}
