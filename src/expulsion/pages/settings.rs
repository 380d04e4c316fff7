//! How long a member is heard before the board votes on expelling it, and which organ votes.

use actix_web::web::Data;
use askama::Template;

use crate::chamber;
use crate::chamber::ManageChamber;
use crate::chamber::rules::Organ;
use crate::expulsion::forms;
use crate::expulsion::rules::ExpulsionRules;
use crate::platform::db::{Db, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "expulsion/settings.html")]
struct SettingsPage<'a> {
    f: &'a Form,
    organs: [Organ; 3],
}

fn page(view: &View, form: &Form) -> Reply {
    let page = SettingsPage {
        f: form,
        organs: Organ::ALL,
    };
    view.with_form(say!("expulsion-settings-title"), form, &page)
}

/// `GET /desk/settings/expulsion`
pub async fn show(_: May<ManageChamber>, view: View, db: Data<Db>) -> Reply {
    let rules = db.read(settings::get::<ExpulsionRules>).await?;
    let form = Form::of([
        ("hearing_days", rules.hearing_days.to_string()),
        ("organ", rules.organ.word().to_owned()),
    ]);
    page(&view, &form)
}

/// `POST /desk/settings/expulsion`
pub async fn save(_: May<ManageChamber>, view: View, db: Data<Db>, mut form: Form) -> Reply {
    let Some(rules) = forms::rules(&mut form) else {
        return page(&view, &form);
    };
    let act = move |tx: &mut Tx| chamber::change(tx, &rules);
    db.write(&view.who(), act).await?;
    view.done("/desk/settings", say!("chamber-saved"))
}
