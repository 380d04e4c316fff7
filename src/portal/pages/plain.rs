//! `/events` and `/privacy`: pages that need nothing but words.

use askama::Template;

use crate::platform::filters;
use crate::say;
use crate::web::{Public, Reply, View};

#[derive(Template)]
#[template(path = "portal/events.html")]
struct EventsPage;

/// `GET /events`
pub async fn events(_: Public, view: View) -> Reply {
    let name = view.brand().name.get(view.lang());
    let description = say!("portal-events-description", name = name);
    view.public(say!("portal-events-title"), description, &EventsPage)
}

#[derive(Template)]
#[template(path = "portal/privacy.html")]
struct PrivacyPage<'a> {
    name: &'a str,
}

/// `GET /privacy`
pub async fn privacy(view: View) -> Reply {
    let name = view.brand().name.get(view.lang());
    let description = say!("portal-privacy-description", name = name);
    view.public(
        say!("portal-privacy-title"),
        description,
        &PrivacyPage { name },
    )
}
