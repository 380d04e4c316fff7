//! `/notices`: companies whose admission is under public notice, and how to object.

use askama::Template;

use crate::admission::case::{self, Filter, Listed, Sort};
use crate::admission::stage::Stage;
use crate::chamber::rules::Ranks;
use crate::kernel::Lang;
use crate::platform::{filters, settings};
use crate::say;
use crate::web::{Call, Reply};

/// Most companies under notice that are shown.
const MOST: i64 = 200;

#[derive(Template)]
#[template(path = "portal/notices.html")]
struct NoticesPage {
    running: Vec<Listed>,
    ranks: Ranks,
    lang: Lang,
}

impl NoticesPage {
    fn rank(&self, notice: &Listed) -> &str {
        let rank = self.ranks.find(&notice.rank);
        rank.map_or("", |rank| rank.name.get(self.lang))
    }
}

/// `GET /notices`
pub async fn show(call: Call) -> Reply {
    let now = call.now();
    let filter = Filter {
        stage: Some(Stage::PublicNotice),
        ..Filter::default()
    };
    let (mut running, ranks) = call
        .read(move |conn| {
            let running = case::list(conn, &filter, (Sort::Due, false), (0, MOST), now)?;
            Ok((running, settings::get::<Ranks>(conn)?))
        })
        .await?;
    running.retain(|notice| notice.due.is_some_and(|until| until > now));
    let lang = call.lang();
    let page = NoticesPage {
        running,
        ranks,
        lang,
    };
    let description = say!(
        "portal-notices-description",
        name = call.brand().name.get(lang)
    );
    call.public(say!("portal-notices-title"), description, &page)
}
