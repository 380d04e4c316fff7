//! What pages are made of beside forms: a struct for each piece, with the part of `parts/pieces.html` that
//! shows it. A part is compiled once; the macros of `parts/page.html`, `parts/show.html` and
//! `parts/table.html` fill one in wherever a page asks for it.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::kernel::Moment;
use crate::platform::chart::Chart;
use crate::platform::filters;
use crate::platform::runs::{Run, State};
use crate::web::listing;

/// The beginning of the way to a page, up to its [`Crumb`]s.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "crumbs")]
pub struct Crumbs {}

/// A step of it.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "crumb")]
pub struct Crumb<'a> {
    /// What it says.
    pub label: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// Whether the words are message keys; else they are shown as they are.
    pub keys: bool,
}

/// The top of a page, up to its buttons.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "head")]
pub struct Head<'a> {
    /// What the page is.
    pub title: &'a str,
    /// A line beneath; empty for none.
    pub lead: &'a str,
    /// Whether the words are message keys; else they are shown as they are.
    pub keys: bool,
}

/// What is to be done now, up to the button for it.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "next")]
pub struct Next<'a> {
    /// What.
    pub title: &'a str,
    /// A sentence on it.
    pub text: &'a str,
    /// Nothing (it is you), `wait` or `done`.
    pub tone: &'a str,
    /// Until when; empty for no limit.
    pub note: &'a str,
}

/// What an empty place says, up to what can be done about it.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "empty")]
pub struct Empty<'a> {
    /// Message key of what is not there.
    pub title: &'a str,
    /// Message key of a sentence on it.
    pub text: &'a str,
}

/// A button that opens a question, up to the question.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "ask")]
pub struct Ask<'a> {
    /// The dialog's id.
    pub id: &'a str,
    /// Message key of what it says.
    pub label: &'a str,
    /// How the button looks.
    pub look: &'a str,
}

/// A word on how a thing stands.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "badge")]
pub struct Badge<'a> {
    /// `jade`, `ochre`, `red`, `blue` or `ink`.
    pub tone: &'a str,
    /// The word.
    pub label: &'a str,
    /// Whether the words are message keys; else they are shown as they are.
    pub keys: bool,
}

/// An entry of a record, up to its text.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "event")]
pub struct Event<'a> {
    /// What happened.
    pub what: &'a str,
    /// By whom; empty if nobody is named.
    pub who: &'a str,
    /// When.
    pub at: &'a Moment,
    /// `jade`, `ochre`, `red` or nothing.
    pub tone: &'a str,
}

/// A chart with its numbers.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "figure")]
pub struct Figure<'a> {
    /// Message key of what it shows.
    pub title: &'a str,
    /// Message key of a line beneath; empty for none.
    pub note: &'a str,
    /// The numbers.
    pub chart: &'a Chart,
    /// Whether it has columns rather than bars.
    pub upright: bool,
}

/// The head of a column of a table.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "column")]
pub struct Column<'a> {
    /// Message key of what it says.
    pub label: &'a str,
    /// Its class; empty for none.
    pub class: &'a str,
    /// The address of the list sorted by it; empty if it cannot be.
    pub href: &'a str,
    /// How it is sorted, as `aria-sort` says it; empty if it is not.
    pub state: &'a str,
}

/// The beginning of what a list can be narrowed by, up to its [`Choice`]s.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "filter")]
pub struct Filter<'a> {
    /// Its name in the address.
    pub name: &'a str,
    /// Message key of what it says.
    pub label: &'a str,
}

/// A choice of it.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "choice")]
pub struct Choice<'a> {
    /// What it stands for in the address.
    pub value: &'a str,
    /// What it says.
    pub label: &'a str,
    /// Whether it is the one chosen.
    pub chosen: &'a bool,
    /// Whether the words are message keys; else they are shown as they are.
    pub keys: bool,
}

/// The buttons of a run that is not over, for who may.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "steer")]
pub struct Steer<'a> {
    /// The run.
    pub run: &'a Run,
    /// Whether nobody seems to carry it.
    pub left: &'a bool,
    /// Where they are sent.
    pub to: &'a str,
    /// Address of this page.
    pub here: &'a str,
}

/// How many there are in a list, its pages, its exports.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "foot")]
pub struct Foot<'a> {
    /// Rows in all.
    pub total: &'a i64,
    /// This page, from 1.
    pub page: &'a i64,
    /// Pages in all.
    pub pages: &'a i64,
    /// Address of the page before; empty on the first.
    pub prev: &'a str,
    /// Address of the page after; empty on the last.
    pub next: &'a str,
    /// Address of the list as CSV; empty if there is none.
    pub csv: &'a str,
    /// Address of it as a workbook; empty if there is none.
    pub xlsx: &'a str,
}

/// The views that are kept of a list, and where what it shows now is kept as one.
#[derive(Template)]
#[template(path = "parts/pieces.html", block = "views")]
pub struct Views<'a> {
    /// What the list was asked for.
    pub ask: &'a listing::Ask,
}

// Parts are HTML already: what stands in them was escaped there.
impl HtmlSafe for Crumbs {}
impl HtmlSafe for Crumb<'_> {}
impl HtmlSafe for Head<'_> {}
impl HtmlSafe for Next<'_> {}
impl HtmlSafe for Empty<'_> {}
impl HtmlSafe for Ask<'_> {}
impl HtmlSafe for Badge<'_> {}
impl HtmlSafe for Event<'_> {}
impl HtmlSafe for Figure<'_> {}
impl HtmlSafe for Column<'_> {}
impl HtmlSafe for Filter<'_> {}
impl HtmlSafe for Choice<'_> {}
impl HtmlSafe for Steer<'_> {}
impl HtmlSafe for Foot<'_> {}
impl HtmlSafe for Views<'_> {}
