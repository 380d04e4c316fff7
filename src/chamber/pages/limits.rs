//! How long each step of an admission may take.

use askama::Template;

use crate::chamber::ManageChamber;
use crate::chamber::acts::set::set;
use crate::chamber::forms;
use crate::chamber::rules::TimeLimits;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "chamber/limits.html")]
struct LimitsPage<'a> {
    f: &'a Form,
}

fn page(call: &Call, f: &Form) -> Reply {
    call.with_form(say!("chamber-limits-title"), f, &LimitsPage { f })
}

/// `GET /desk/settings/limits`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let limits = call.read(settings::get::<TimeLimits>).await?;
    page(&call, &forms::fill_limits(&limits))
}

/// `POST /desk/settings/limits`
pub async fn save(_: May<ManageChamber>, call: Call, mut form: Form) -> Reply {
    call.act_on(forms::limits(&mut form), set)
        .then("/desk/settings", say!("chamber-saved"))
        .or_again("", &mut form, async |form| page(&call, form))
        .await
}
