//! `/desk/settings`: the list, and what comes next.

pub mod opening;

use askama::Template;

use super::acts::put_off;
use super::rules::{Group, Item, Later, Progress, State, groups};
use super::store;
use crate::chamber::ManageChamber;
use crate::kernel::time::day_in;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "desk/settings.html")]
struct SettingsPage<'a> {
    groups: &'a [Group],
    next: Option<&'a Item>,
    done: usize,
    needed: usize,
}

/// How the settings stand.
async fn stand(call: &Call) -> Result<Vec<Group>, Fault> {
    let now = call.now();
    let today = day_in(call.brand().zone, now);
    let configured = call.site().config.smtp_url.is_some();
    let facts = call
        .read(move |conn| store::facts(conn, today, now, configured))
        .await?;
    Ok(groups(&facts))
}

/// `GET /desk/settings`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let groups = stand(&call).await?;
    let Progress { next, done, needed } = Progress::of(&groups);
    let page = SettingsPage {
        groups: &groups,
        next,
        done,
        needed,
    };
    call.page(say!("desk-settings-title"), &page)
}

/// `POST /desk/settings/later`: `what` the chamber does not have yet.
pub async fn later(_: May<ManageChamber>, call: Call, mut form: Form) -> Reply {
    let what = form.choice("what", Later::from_word);
    call.act_on(what, |tx, what| put_off(tx, *what))
        .then("/desk/settings", say!("desk-settings-put-off"))
        .await
}
