//! How long a member is heard before the board votes on expelling it, and which organ votes.

use askama::Template;

use crate::accounts::Fresh;
use crate::chamber;
use crate::chamber::ManageChamber;
use crate::chamber::rules::Organ;
use crate::expulsion::forms;
use crate::expulsion::rules::ExpulsionRules;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "expulsion/settings.html")]
struct SettingsPage<'a> {
    f: &'a Form,
    organs: [Organ; 3],
}

fn page(call: &Call, form: &Form) -> Reply {
    let page = SettingsPage {
        f: form,
        organs: Organ::ALL,
    };
    call.with_form(say!("expulsion-settings-title"), form, &page)
}

/// `GET /desk/settings/expulsion`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let rules = call.read(settings::get::<ExpulsionRules>).await?;
    let form = Form::of([
        ("hearing_days", rules.hearing_days.to_string()),
        ("organ", rules.organ.word().to_owned()),
    ]);
    page(&call, &form)
}

/// `POST /desk/settings/expulsion`
pub async fn save(_: May<ManageChamber>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    let rules = forms::rules(&mut form);
    call.act_on(rules, chamber::change)
        .then("/desk/settings", say!("chamber-saved"))
        .or_again("organ", &mut form, async |form| page(&call, form))
        .await
}
