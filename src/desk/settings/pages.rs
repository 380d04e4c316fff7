//! `/desk/settings`: the list, and what comes next.

use actix_web::web;
use askama::Template;

use super::rules::{Group, Item, Progress, State, groups};
use super::store;
use crate::chamber::ManageChamber;
use crate::kernel::time::day_in;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::filters;
use crate::say;
use crate::web::{May, Reply, View};

#[derive(Template)]
#[template(path = "desk/settings.html")]
struct SettingsPage<'a> {
    groups: &'a [Group],
    next: Option<&'a Item>,
    done: usize,
    needed: usize,
}

/// `GET /desk/settings`
pub async fn show(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    let now = clock.now();
    let today = day_in(view.brand().zone, now);
    let configured = view.site().config.smtp_url.is_some();
    let facts = db
        .read(move |conn| store::facts(conn, today, now, configured))
        .await?;
    let groups = groups(&facts);
    let Progress { next, done, needed } = Progress::of(&groups);
    let page = SettingsPage {
        groups: &groups,
        next,
        done,
        needed,
    };
    view.page(say!("desk-settings-title"), &page)
}
