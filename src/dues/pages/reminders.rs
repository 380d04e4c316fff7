//! `/desk/dues/reminders`: who would be reminded today, and why; and what was sent.

use askama::Template;

use crate::dues::acts::remind::{Due, due};
use crate::dues::policy::SeeDues;
use crate::dues::rules::DuesRules;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ladder::{self, Tone};
use crate::dues::store::reminders::Sent;
use crate::dues::store::{invoices, reminders};
use crate::kernel::{Day, Say};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, May, Reply};

/// Shown of each list.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "dues/reminders.html")]
struct RemindersPage {
    /// The steps: when each comes, and how it speaks.
    ladder: Vec<(Say, Tone)>,
    due: Vec<Due>,
    /// What was sent: about which invoice, how it spoke, when.
    sent: Vec<(Invoice, Tone, Day)>,
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
            let ids: Vec<_> = reminded.iter().map(|one| one.invoice.clone()).collect();
            let all = invoices::load_many(conn, &ids)?;
            let steps = &rules.ladder;
            let with = |one: Sent| {
                let invoice = all.iter().find(|invoice| invoice.id == one.invoice)?;
                let tone = ladder::tone(steps, one.step, one.before, one.due_on, one.on);
                Some((invoice.clone(), tone, one.on))
            };
            let sent = reminded.into_iter().filter_map(with).collect();
            Ok(RemindersPage {
                due: due(found, steps, today),
                ladder: ladder::in_words(steps),
                sent,
                today,
            })
        })
        .await?;
    call.page(say!("dues-reminders-title"), &page)
}
