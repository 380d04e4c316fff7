//! `/desk/dues/reminders`: who would be reminded today, and why; and what was sent.

use askama::Template;

use crate::dues::acts::remind::{Due, due};
use crate::dues::policy::SeeDues;
use crate::dues::rules::DuesRules;
use crate::dues::rules::invoice::Invoice;
use crate::dues::store::{invoices, reminders};
use crate::kernel::Day;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, May, Reply};

/// Shown of each list.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "dues/reminders.html")]
struct RemindersPage {
    ladder: Vec<i64>,
    due: Vec<Due>,
    sent: Vec<(Invoice, i32, Day)>,
    today: Day,
}

/// `GET /desk/dues/reminders`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    let today = call.today();
    let page = call
        .read(move |conn| {
            let rules: DuesRules = settings::get(conn)?;
            let found = reminders::to_remind(conn, &rules.ladder, today, MOST)?;
            let reminded = reminders::sent(conn, MOST)?;
            let ids: Vec<_> = reminded.iter().map(|(id, ..)| id.clone()).collect();
            let all = invoices::load_many(conn, &ids)?;
            let with = |(id, step, on)| {
                let invoice = all.iter().find(|invoice| invoice.id == id)?.clone();
                Some((invoice, step, on))
            };
            let sent = reminded.into_iter().filter_map(with).collect();
            Ok(RemindersPage {
                due: due(found, &rules.ladder, today),
                ladder: rules.ladder,
                sent,
                today,
            })
        })
        .await?;
    call.page(say!("dues-reminders-title"), &page)
}
