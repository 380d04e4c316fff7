//! Reads a form off a page and fills it in as a browser would send it.
use super::browser::squeeze;
use scraper::{ElementRef, Html, Selector};

/// What stands in a field.
pub enum Value {
    /// Typed, or the value of what was picked.
    Text(String),
    /// A box that is not to be ticked.
    Unticked,
    /// A file's name and bytes.
    File(String, Vec<u8>),
}

/// A form as it stands on the page, then as it will be sent.
pub struct FormFiller {
    /// Where it goes; empty for the page itself.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Whether it is sent as multipart.
    pub multipart: bool,
    /// Names and values in the page's order.
    pub fields: Vec<(String, Value)>,
    /// Every field there is, with the values it offers (`None`: anything can be typed).
    offered: Vec<(String, Option<String>)>,
}

impl FormFiller {
    /// The form with this action (its path or the path's end), or with a button that says `which`.
    pub fn find(body: &str, which: &str) -> Option<Self> {
        let page = Html::parse_document(body);
        let forms = Selector::parse("form").unwrap();
        let buttons = Selector::parse("button, input[type=submit]").unwrap();
        for form in page.select(&forms) {
            let action = form.value().attr("action").unwrap_or_default();
            let button = form.select(&buttons).find(|button| {
                squeeze(button.text()).contains(which)
                    || button.value().attr("name") == Some(which)
                    || button
                        .value()
                        .attr("formaction")
                        .is_some_and(|to| to.ends_with(which))
            });
            let path = action.split('?').next().unwrap_or_default();
            if button.is_some() || (which.starts_with('/') && path.ends_with(which)) {
                return Some(Self::read(form, button));
            }
        }
        None
    }

    fn read(form: ElementRef, button: Option<ElementRef>) -> Self {
        let of = |name| form.value().attr(name).unwrap_or_default();
        let pressed = |name| button.and_then(|button| button.value().attr(name));
        let mut read = Self {
            action: pressed("formaction").unwrap_or(of("action")).to_owned(),
            method: of("method").to_lowercase(),
            multipart: pressed("formenctype")
                .unwrap_or(of("enctype"))
                .starts_with("multipart"),
            fields: Vec::new(),
            offered: Vec::new(),
        };
        if read.method.is_empty() {
            "get".clone_into(&mut read.method);
        }
        let fields = Selector::parse("input[name], textarea[name], select[name]").unwrap();
        for field in form
            .select(&fields)
            .filter(|field| field.value().attr("disabled").is_none())
        {
            read.take(field);
        }
        if let Some(name) = pressed("name") {
            let value = pressed("value").unwrap_or_default().to_owned();
            read.fields.push((name.to_owned(), Value::Text(value)));
        }
        read
    }

    /// Takes in one field as the page has it.
    fn take(&mut self, field: ElementRef) {
        let of = |name| field.value().attr(name);
        let name = of("name").unwrap_or_default().to_owned();
        let kind = match field.value().name() {
            "input" => of("type").unwrap_or("text"),
            other => other,
        };
        let value = match kind {
            "submit" | "button" | "image" | "reset" => return,
            "checkbox" | "radio" => {
                let value = of("value").unwrap_or("on").to_owned();
                self.offered.push((name.clone(), Some(value.clone())));
                if of("checked").is_none() {
                    return;
                }
                Value::Text(value)
            }
            "select" => {
                let options = Selector::parse("option").unwrap();
                let options: Vec<_> = field.select(&options).collect();
                let value_of = |option: &ElementRef| match option.value().attr("value") {
                    Some(value) => value.to_owned(),
                    None => squeeze(option.text()),
                };
                for option in &options {
                    self.offered.push((name.clone(), Some(value_of(option))));
                }
                let chosen = options
                    .iter()
                    .find(|option| option.value().attr("selected").is_some());
                let Some(chosen) = chosen.or(options.first()) else {
                    return;
                };
                Value::Text(value_of(chosen))
            }
            "textarea" => {
                self.offered.push((name.clone(), None));
                Value::Text(field.text().collect())
            }
            "file" => {
                self.offered.push((name, None));
                return;
            }
            _ => {
                self.offered.push((name.clone(), None));
                Value::Text(of("value").unwrap_or_default().to_owned())
            }
        };
        self.fields.push((name, value));
    }

    /// Puts what was typed in place of what stood there.
    pub fn filled(mut self, typed: Vec<(String, Value)>) -> Self {
        let mut replaced = Vec::new();
        for (name, value) in typed {
            let mut offers = self
                .offered
                .iter()
                .filter(|(field, _)| *field == name)
                .peekable();
            assert!(
                offers.peek().is_some(),
                "the form has no field {name}: {:?}",
                self.names()
            );
            let free_or_offered = |text: &str| {
                offers.any(|(_, offer)| offer.as_ref().is_none_or(|offer| offer == text))
            };
            if let Value::Text(text) = &value {
                assert!(
                    { free_or_offered }(text),
                    "the field {name} doesn't offer {text}: {:?}",
                    self.offered
                );
            }
            // Filling one name twice ticks two boxes, or adds two files.
            if !replaced.contains(&name) {
                self.fields.retain(|(field, _)| *field != name);
                replaced.push(name.clone());
            }
            if !matches!(value, Value::Unticked) {
                self.fields.push((name, value));
            }
        }
        self
    }

    fn names(&self) -> Vec<&str> {
        self.offered.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The fields as text; files by their names only.
    pub fn texts(&self) -> Vec<(&str, &str)> {
        self.fields
            .iter()
            .map(|(name, value)| match value {
                Value::Text(text) | Value::File(text, _) => (name.as_str(), text.as_str()),
                Value::Unticked => (name.as_str(), ""),
            })
            .collect()
    }
}
