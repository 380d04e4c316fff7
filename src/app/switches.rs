//! The switches at the foot of every page: language and theme.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::web;

use crate::accounts;
use crate::kernel::Lang;
use crate::platform::db::{Db, Fault};
use crate::web::door::{LANG_COOKIE, THEME_COOKIE};
use crate::web::form::Form;
use crate::web::view::{own_path, see_other};
use crate::web::{Reply, View};

fn year(name: &'static str, value: &'static str) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true)
        .max_age(Duration::days(365))
        .finish()
}

/// `GET /language/{tag}?back=/path`: a link, so that it works on every page. It changes
/// only how the reader is spoken to.
pub async fn language(view: View, tag: web::Path<String>, db: web::Data<Db>) -> Reply {
    let lang = Lang::from_tag(&tag).ok_or(Fault::Missing)?;
    if view.actor().is_some() {
        db.write(&view.who(), move |tx| accounts::choose_language(tx, lang))
            .await?;
    }
    let query = Form::parse(view.query().as_bytes());
    let mut answer = see_other(own_path(query.value("back")));
    Ok(answer.cookie(year(LANG_COOKIE, lang.tag())).finish())
}

/// `POST /theme`
pub async fn theme(form: Form) -> Reply {
    let value = match form.value("theme") {
        "light" => "light",
        "dark" => "dark",
        _ => "auto",
    };
    let mut answer = see_other(own_path(form.value("back")));
    Ok(answer.cookie(year(THEME_COOKIE, value)).finish())
}
