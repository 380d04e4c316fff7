//! How long each step of an admission may take.

use actix_web::web;
use askama::Template;

use crate::chamber::ManageChamber;
use crate::chamber::acts::set::set;
use crate::chamber::forms::{self, LIMITS};
use crate::chamber::rules::TimeLimits;
use crate::platform::db::Db;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "chamber/limits.html")]
struct LimitsPage<'a> {
    f: &'a Form,
    limits: [(&'static str, &'static str); 13],
}

/// `GET /desk/settings/limits`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let limits = db.read(settings::get::<TimeLimits>).await?;
    let page = LimitsPage {
        f: &forms::fill_limits(&limits),
        limits: LIMITS,
    };
    view.page(say!("chamber-limits-title"), &page)
}

/// `POST /desk/settings/limits`
pub async fn save(_: May<ManageChamber>, view: View, db: web::Data<Db>, mut form: Form) -> Reply {
    let Some(limits) = forms::limits(&mut form) else {
        let page = LimitsPage {
            f: &form,
            limits: LIMITS,
        };
        return view.refused(say!("chamber-limits-title"), &page);
    };
    db.write(&view.who(), move |tx| set(tx, &limits)).await?;
    view.done("/desk/settings", say!("chamber-saved"))
}
