//! The document round a page: what its head, menus and foot are made of, and the frames it stands in.

use askama::Template;

use crate::kernel::Lang;
use crate::platform::filters;
use crate::web::assets::Assets;
use crate::web::flash::Flash;
use crate::web::site::NavItem;

/// A link of the language choice.
#[derive(Debug, Clone)]
pub(super) struct LanguageLink {
    tag: &'static str,
    name: &'static str,
    href: String,
    current: bool,
}

impl LanguageLink {
    /// To the page at `back`, percent-encoded, in this language.
    pub fn to(lang: Lang, current: bool, back: &str) -> Self {
        Self {
            tag: lang.tag(),
            name: match lang {
                Lang::ZhCn => "简体",
                Lang::ZhTw => "繁體",
                Lang::En => "English",
            },
            href: format!("/language/{}?back={back}", lang.tag()),
            current,
        }
    }
}

/// What the document round a page is made of.
pub(super) struct Shell<'a> {
    pub lang: Lang,
    pub title: String,
    pub description: String,
    pub brand_name: &'a str,
    pub mark: String,
    pub demo: bool,
    /// Whether the reader sees the public site.
    pub open: bool,
    /// Whether strangers don't.
    pub unopened: bool,
    pub nav: Vec<NavItem>,
    pub account: Vec<NavItem>,
    pub actor: Option<&'a str>,
    pub flash: Option<&'a Flash>,
    pub languages: Vec<LanguageLink>,
    pub theme: Option<&'static str>,
    pub path: String,
    pub private: bool,
    pub framed: bool,
    pub records: &'a [String],
    pub assets: &'a Assets,
    pub main: &'a str,
}

#[derive(Template)]
#[template(path = "shell/public.html")]
pub(super) struct SitePage<'a> {
    pub shell: &'a Shell<'a>,
}

#[derive(Template)]
#[template(path = "shell/app.html")]
pub(super) struct HousePage<'a> {
    pub shell: &'a Shell<'a>,
}

#[derive(Template)]
#[template(path = "shell/print.html")]
pub(super) struct SheetPage<'a> {
    pub shell: &'a Shell<'a>,
}
