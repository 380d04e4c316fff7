//! `/desk/settings/opening`: the last step of the set-up, with what is still missing; and the way back.

use askama::Template;

use super::stand;
use crate::chamber::{self, ManageChamber};
use crate::desk::settings::rules::{Item, OPENING, missing};
use crate::kernel::Opening;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "desk/opening.html")]
struct OpeningPage<'a> {
    f: &'a Form,
    opening: Opening,
    /// What should be set before, in order.
    missing: Vec<&'a Item>,
}

async fn page(call: &Call, f: &Form) -> Reply {
    let groups = stand(call).await?;
    let before = missing(&groups).filter(|item| item.href != OPENING);
    let page = OpeningPage {
        f,
        opening: call.read(settings::get).await?,
        missing: before.collect(),
    };
    call.with_form(say!("desk-opening-title"), f, &page)
}

/// `GET /desk/settings/opening`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    page(&call, &Form::default()).await
}

/// `POST /desk/settings/opening`: `anyway` where something is still missing.
pub async fn open(_: May<ManageChamber>, call: Call, mut form: Form) -> Reply {
    let groups = stand(&call).await?;
    let said = match missing(&groups).any(|item| item.href != OPENING) {
        true => form.must_tick("anyway", say!("desk-opening-anyway-needed")),
        false => Some(()),
    };
    call.act_on(said, |tx, ()| chamber::open_site(tx))
        .then(OPENING, say!("desk-opening-opened"))
        .or_again("anyway", &mut form, async |form| page(&call, form).await)
        .await
}

/// `POST /desk/settings/opening/close`: why, for the record.
pub async fn close(_: May<ManageChamber>, call: Call, mut form: Form) -> Reply {
    let why = form.text("why", 1..=200);
    call.act_on(why, |tx, why| chamber::close_site(tx, why))
        .then(OPENING, say!("desk-opening-was-closed"))
        .or_again("why", &mut form, async |form| page(&call, form).await)
        .await
}
