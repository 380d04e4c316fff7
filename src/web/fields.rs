//! What forms are made of: a struct for each kind of field, with the part of `parts/fields.html` that
//! shows it. A part is compiled once; the macros of `parts/form.html` fill one in wherever a page asks for it.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::platform::filters;
use crate::web::form::Form;

/// What was refused, above the form; nothing if nothing was.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "errors")]
pub struct Errors<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
}

/// What was refused at a field.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "error")]
pub struct Problem<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
}

/// Attributes of such a field: whether it was refused and what describes it.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "state")]
pub struct State<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
    /// Message key of what helps to answer; empty for nothing.
    pub help: &'a str,
}

/// A line to type in.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "input")]
pub struct Input<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
    /// Message key of what is asked.
    pub label: &'a str,
    /// Message key of what helps to answer; empty for nothing.
    pub help: &'a str,
    /// The type of the `input`.
    pub kind: &'a str,
    /// What browsers may fill in (`autocomplete`); empty to say nothing.
    pub auto: &'a str,
    /// Which keys a phone shows (`inputmode`); empty to say nothing.
    pub mode: &'a str,
    /// Whether it must be answered; if not, the label says so.
    pub required: &'a bool,
    /// Whether another answer decides if it is needed.
    pub when: &'a bool,
    /// A class that sets its width.
    pub class: &'a str,
    /// Most characters; empty for no limit.
    pub max: &'a str,
    /// Whether spelling is looked at.
    pub spell: &'a bool,
}

/// An amount.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "money")]
pub struct Money<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
    /// Message key of what is asked.
    pub label: &'a str,
    /// The currency before it, as it is shown.
    pub unit: &'a str,
    /// Message key of what helps to answer; empty for nothing.
    pub help: &'a str,
    /// Whether it must be answered; if not, the label says so.
    pub required: &'a bool,
}

/// A pass-phrase; never filled with what was typed.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "password")]
pub struct Password<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
    /// Message key of what is asked.
    pub label: &'a str,
    /// Message key of what helps to answer; empty for nothing.
    pub help: &'a str,
    /// What browsers may fill in (`autocomplete`); empty to say nothing.
    pub auto: &'a str,
    /// Whether its strength is shown.
    pub meter: &'a bool,
}

/// Several lines to type in.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "area")]
pub struct Area<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
    /// Message key of what is asked.
    pub label: &'a str,
    /// Message key of what helps to answer; empty for nothing.
    pub help: &'a str,
    /// Whether it must be answered; if not, the label says so.
    pub required: &'a bool,
    /// Whether another answer decides if it is needed.
    pub when: &'a bool,
    /// Lines to begin with.
    pub rows: &'a u8,
    /// Most characters; empty for no limit.
    pub max: &'a str,
}

/// The beginning of a list to choose from, up to its entries.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "select")]
pub struct Select<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
    /// Message key of what is asked.
    pub label: &'a str,
    /// Message key of what helps to answer; empty for nothing.
    pub help: &'a str,
    /// Whether it must be answered; if not, the label says so.
    pub required: &'a bool,
}

/// An entry of it.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "entry")]
pub struct Entry<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
    /// What is posted.
    pub value: &'a str,
    /// Message key of what is asked.
    pub label: &'a str,
    /// Whether `label` and `help` are message keys; else they are shown as they are.
    pub keys: bool,
}

/// The beginning of a question with radios or ticks, up to these.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "choices")]
pub struct Choices<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
    /// Message key of what is asked.
    pub label: &'a str,
    /// Message key of what helps to answer; empty for nothing.
    pub help: &'a str,
    /// Whether it must be answered; if not, the label says so.
    pub required: &'a bool,
    /// How they stand.
    pub class: &'a str,
}

/// A radio or tick.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "choice")]
pub struct Choice<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// `radio` or `checkbox`.
    pub kind: &'a str,
    /// Its name in the form.
    pub name: &'a str,
    /// What is posted.
    pub value: &'a str,
    /// Message key of what is asked.
    pub label: &'a str,
    /// Message key of what helps to answer; empty for nothing.
    pub help: &'a str,
    /// Whether `label` and `help` are message keys; else they are shown as they are.
    pub keys: bool,
}

/// A tick that stands alone.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "check")]
pub struct Check<'a> {
    /// What was typed and refused.
    pub f: &'a Form,
    /// Its name in the form.
    pub name: &'a str,
    /// Message key of what is asked.
    pub label: &'a str,
    /// Message key of what helps to answer; empty for nothing.
    pub help: &'a str,
    /// What is posted.
    pub value: &'a str,
}

/// A button that sends the form.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "button")]
pub struct Button<'a> {
    /// Message key of what it does.
    pub label: &'a str,
    /// `seal`, `ink`, `danger`, `quiet` or nothing.
    pub look: &'a str,
    /// What it posts itself, by this name; empty for nothing.
    pub name: &'a str,
    /// What is posted.
    pub value: &'a str,
}

/// A link that looks like a button.
#[derive(Template)]
#[template(path = "parts/fields.html", block = "link")]
pub struct Link<'a> {
    /// Message key of what it does.
    pub label: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// `seal`, `ink`, `danger`, `quiet` or nothing.
    pub look: &'a str,
}

// Parts are HTML already: what stands in them was escaped there.
impl HtmlSafe for Errors<'_> {}
impl HtmlSafe for Problem<'_> {}
impl HtmlSafe for State<'_> {}
impl HtmlSafe for Input<'_> {}
impl HtmlSafe for Money<'_> {}
impl HtmlSafe for Password<'_> {}
impl HtmlSafe for Area<'_> {}
impl HtmlSafe for Select<'_> {}
impl HtmlSafe for Entry<'_> {}
impl HtmlSafe for Choices<'_> {}
impl HtmlSafe for Choice<'_> {}
impl HtmlSafe for Check<'_> {}
impl HtmlSafe for Button<'_> {}
impl HtmlSafe for Link<'_> {}
