//! `/join`: the five steps, the dues, what is needed, who decides.

use askama::Template;

use super::pieces::{self, Dues, Times};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Public, Reply};

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
    dues: Dues,
    questions: [(&'static str, &'static str); 5],
}

/// `GET /join`
pub async fn show(_: Public, call: Call) -> Reply {
    let (lang, today) = (call.lang(), call.today());
    let (dues, times) = call
        .read(move |conn| Ok((pieces::dues(conn, lang, today)?, pieces::times(conn)?)))
        .await?;
    let page = JoinPage {
        times,
        dues,
        questions: QUESTIONS,
    };
    let description = say!(
        "portal-join-description",
        name = call.brand().name.get(lang)
    );
    call.public(say!("portal-join-title"), description, &page)
}
