//! The switches at the foot of every page: language and theme.

use actix_web::web;

use crate::kernel::Lang;
use crate::platform::db::Fault;
use crate::web::door::{THEME_COOKIE, lang_cookie, year};
use crate::web::form::Form;
use crate::web::view::{own_path, see_other};
use crate::web::{Reply, View};

/// For the tag of no language: this browser is spoken to as the account or the browser itself says.
const AUTO: &str = "auto";

/// `GET /language/{tag}?back=/path`: a link, so that it works on every page. It changes only how this browser is
/// spoken to: whatever follows links ahead of the reader writes nothing, and letters speak as the account says.
pub async fn language(view: View, tag: web::Path<String>) -> Reply {
    let lang = match tag.as_str() {
        AUTO => None,
        tag => Some(Lang::from_tag(tag).ok_or(Fault::Missing)?),
    };
    let query = Form::parse(view.query().as_bytes());
    let mut answer = see_other(own_path(query.value("back")));
    Ok(answer.cookie(lang_cookie(lang)).finish())
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
