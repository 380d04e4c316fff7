//! `/notices`: companies whose admission is under public notice, and how to object.

use actix_web::web::Data;
use askama::Template;

use crate::admission::case::{self, Filter, Listed, Sort};
use crate::admission::stage::Stage;
use crate::chamber::rules::Ranks;
use crate::kernel::Lang;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::{filters, settings};
use crate::say;
use crate::web::{Reply, View};

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
pub async fn show(view: View, db: Data<Db>, clock: Data<Clock>) -> Reply {
    let now = clock.now();
    let filter = Filter {
        stage: Some(Stage::PublicNotice),
        ..Filter::default()
    };
    let (mut running, ranks) = db
        .read(move |conn| {
            let running = case::list(conn, &filter, (Sort::Due, false), (0, MOST), now)?;
            Ok((running, settings::get::<Ranks>(conn)?))
        })
        .await?;
    running.retain(|notice| notice.due.is_some_and(|until| until > now));
    let lang = view.lang();
    let page = NoticesPage {
        running,
        ranks,
        lang,
    };
    let description = say!(
        "portal-notices-description",
        name = view.brand().name.get(lang)
    );
    view.public(say!("portal-notices-title"), description, &page)
}
