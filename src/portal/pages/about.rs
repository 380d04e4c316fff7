//! `/about`: what the chamber stands for, who sits on its board, where its office is, its charter.

use actix_web::web::Data;
use askama::Template;

use crate::chamber::rules::CharterInForce;
use crate::platform::db::Db;
use crate::platform::{filters, settings};
use crate::say;
use crate::web::{Reply, View};

#[derive(Template)]
#[template(path = "portal/about.html")]
struct AboutPage<'a> {
    name: &'a str,
    intro: &'a str,
    contact: Vec<(&'static str, &'a str)>,
    charter: CharterInForce,
}

/// `GET /about`
pub async fn show(view: View, db: Data<Db>) -> Reply {
    let charter: CharterInForce = db.read(settings::get).await?;
    let name = view.brand().name.get(view.lang());
    let description = say!("portal-about-description", name = name);
    let (lang, brand) = (view.lang(), &view.brand().contact);
    let contact = [
        ("portal-about-contact-address", brand.address.get(lang)),
        ("portal-about-contact-phone", brand.phone.as_str()),
        ("portal-about-contact-email", brand.email.as_str()),
        ("portal-about-contact-hours", brand.hours.get(lang)),
    ];
    let contact = contact
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let page = AboutPage {
        name,
        intro: brand.intro.get(lang),
        contact,
        charter,
    };
    view.public(say!("portal-about-title"), description, &page)
}
