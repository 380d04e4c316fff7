//! `/desk/settings/dues`: how periods and dues are counted, for administrators.

use actix_web::web;
use askama::Template;

use crate::chamber::{self, ManageChamber};
use crate::dues::forms;
use crate::dues::rules::DuesRules;
use crate::membership::rules::period::PeriodRules;
use crate::platform::db::{Db, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "dues/settings.html")]
struct SettingsPage<'a> {
    f: &'a Form,
    currency: &'a str,
}

/// `GET /desk/settings/dues`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let (dues, periods) = db
        .read(|conn| {
            Ok((
                settings::get::<DuesRules>(conn)?,
                settings::get::<PeriodRules>(conn)?,
            ))
        })
        .await?;
    let page = SettingsPage {
        f: &forms::fill_rules(&dues, &periods),
        currency: &view.brand().currency,
    };
    view.page(say!("dues-settings-title"), &page)
}

/// `POST /desk/settings/dues`
pub async fn save(_: May<ManageChamber>, view: View, db: web::Data<Db>, mut form: Form) -> Reply {
    let (dues, periods) = (forms::rules(&mut form), forms::periods(&mut form));
    let (Some(dues), Some(periods)) = (dues, periods) else {
        let page = SettingsPage {
            f: &form,
            currency: &view.brand().currency,
        };
        return view.refused(say!("dues-settings-title"), &page);
    };
    db.write(&view.who(), move |tx: &mut Tx| {
        chamber::change(tx, &periods)?;
        chamber::change(tx, &dues)
    })
    .await?;
    view.done("/desk/settings", say!("chamber-saved"))
}
