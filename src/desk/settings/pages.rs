//! `/desk/settings`: the list, and what comes next.

use askama::Template;

use super::rules::{Group, Item, Progress, State, groups};
use super::store;
use crate::chamber::ManageChamber;
use crate::kernel::time::day_in;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, May, Reply};

#[derive(Template)]
#[template(path = "desk/settings.html")]
struct SettingsPage<'a> {
    groups: &'a [Group],
    next: Option<&'a Item>,
    done: usize,
    needed: usize,
}

/// `GET /desk/settings`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let now = call.now();
    let today = day_in(call.brand().zone, now);
    let configured = call.site().config.smtp_url.is_some();
    let facts = call
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
    call.page(say!("desk-settings-title"), &page)
}
