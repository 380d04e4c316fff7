//! Whose roles demand a second factor.

use askama::Template;

use crate::accounts::Fresh;
use crate::accounts::rules::Access;
use crate::chamber::ManageChamber;
use crate::chamber::acts::set::set_access;
use crate::kernel::Role;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "chamber/access.html")]
struct AccessPage<'a> {
    f: &'a Form,
}

/// `GET /desk/settings/access`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let access = call.read(settings::get::<Access>).await?;
    let form = Form::of(
        access
            .second_factor_roles
            .iter()
            .map(|r| ("roles", r.word())),
    );
    call.page(say!("chamber-access-title"), &AccessPage { f: &form })
}

/// `POST /desk/settings/access`
pub async fn save(_: May<ManageChamber>, call: Call, Fresh { form, .. }: Fresh) -> Reply {
    let roles = form
        .values("roles")
        .into_iter()
        .filter_map(Role::from_word)
        .collect();
    let access = Access {
        second_factor_roles: roles,
    };
    call.act(move |tx| set_access(tx, &access))
        .then("/desk/settings", say!("chamber-saved"))
        .await
}
