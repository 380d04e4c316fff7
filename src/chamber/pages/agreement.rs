//! The agreement's text: edited in three languages, published as a new version.

use actix_web::web;
use askama::Template;

use crate::chamber::acts::publish::publish_agreement;
use crate::chamber::rules::{Agreement, FIELDS};
use crate::chamber::{ManageChamber, forms, store};
use crate::platform::db::Db;
use crate::platform::filters;
use crate::say;
use crate::web::{Form, May, Reply, View};

const PATH: &str = "/desk/settings/agreement";

#[derive(Template)]
#[template(path = "chamber/agreement.html")]
struct AgreementPage<'a> {
    f: &'a Form,
    versions: &'a [Agreement],
    fields: [&'static str; 9],
}

/// `GET /desk/settings/agreement`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let versions = db.read(store::agreements).await?;
    let mut form = Form::default();
    if let Some(newest) = versions.first() {
        forms::put_trilingual(&mut form, "text", "", &newest.text);
    }
    let page = AgreementPage {
        f: &form,
        versions: &versions,
        fields: FIELDS,
    };
    view.page(say!("chamber-agreement-title"), &page)
}

/// `POST /desk/settings/agreement`
pub async fn publish(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    mut form: Form,
) -> Reply {
    let text = forms::trilingual(&mut form, "text", "", 20_000);
    let changes = form.text("changes", 1..=500);
    if let (Some(text), Some(changes)) = (text, changes) {
        let publish =
            move |tx: &mut crate::platform::db::Tx| publish_agreement(tx, &text, &changes);
        match db.write(&view.who(), publish).await {
            Ok(new) => {
                let done = say!("chamber-agreement-published", number = new.number);
                return view.done(PATH, done);
            }
            Err(fault) => form.refuse_fault("text_zh_cn", fault)?,
        }
    }
    let versions = db.read(store::agreements).await?;
    let page = AgreementPage {
        f: &form,
        versions: &versions,
        fields: FIELDS,
    };
    view.refused(say!("chamber-agreement-title"), &page)
}
