//! Whose roles demand a second factor.

use actix_web::web;
use askama::Template;

use crate::accounts::rules::Access;
use crate::chamber::ManageChamber;
use crate::chamber::acts::set::set;
use crate::kernel::Role;
use crate::platform::db::Db;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "chamber/access.html")]
struct AccessPage<'a> {
    f: &'a Form,
    roles: [Role; 7],
}

/// `GET /desk/settings/access`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let access = db.read(settings::get::<Access>).await?;
    let form = Form::of(
        access
            .second_factor_roles
            .iter()
            .map(|r| ("roles", r.word())),
    );
    view.page(
        say!("chamber-access-title"),
        &AccessPage {
            f: &form,
            roles: Role::ALL,
        },
    )
}

/// `POST /desk/settings/access`
pub async fn save(_: May<ManageChamber>, view: View, db: web::Data<Db>, form: Form) -> Reply {
    let roles = form
        .values("roles")
        .into_iter()
        .filter_map(Role::from_word)
        .collect();
    let access = Access {
        second_factor_roles: roles,
    };
    db.write(&view.who(), move |tx| set(tx, &access)).await?;
    view.done("/desk/settings", say!("chamber-saved"))
}
