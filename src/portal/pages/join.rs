//! `/join`: the five steps, the dues, what is needed, who decides.

use actix_web::web::Data;
use askama::Template;

use super::pieces::{self, RankLine, Times};
use crate::platform::db::Db;
use crate::platform::filters;
use crate::say;
use crate::web::{Reply, View};

/// Questions people ask before they apply, and the answers.
const QUESTIONS: [(&str, &str); 5] = [
    ("portal-join-q-withdraw", "portal-join-a-withdraw"),
    ("portal-join-q-rejected", "portal-join-a-rejected"),
    ("portal-join-q-pay", "portal-join-a-pay"),
    ("portal-join-q-see", "portal-join-a-see"),
    ("portal-join-q-leave", "portal-join-a-leave"),
];

#[derive(Template)]
#[template(path = "portal/join.html")]
struct JoinPage {
    times: Times,
    ranks: Vec<RankLine>,
    questions: [(&'static str, &'static str); 5],
}

/// `GET /join`
pub async fn show(view: View, db: Data<Db>) -> Reply {
    let lang = view.lang();
    let (ranks, times) = db
        .read(move |conn| Ok((pieces::ranks(conn, lang)?, pieces::times(conn)?)))
        .await?;
    let page = JoinPage {
        times,
        ranks,
        questions: QUESTIONS,
    };
    let description = say!(
        "portal-join-description",
        name = view.brand().name.get(lang)
    );
    view.public(say!("portal-join-title"), description, &page)
}
