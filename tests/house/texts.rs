//! The message files: their parsed messages per language, and the keys that pages and code use.
use crate::source::{Source, code, files, line_of};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The three languages, the one texts are written in first.
pub const LANGUAGES: [&str; 3] = ["zh-CN", "zh-TW", "en"];

/// One message: where it stands, what it takes, and its literal pieces of text.
#[derive(Default)]
pub struct Message {
    pub file: String,
    pub arguments: BTreeSet<String>,
    pub pieces: Vec<String>,
}

/// All messages of one language, by key; and what could not be read.
pub struct Locale {
    pub messages: BTreeMap<String, Message>,
    pub faults: Vec<String>,
}

/// Reads `locales/<language>/*.ftl`.
pub fn locale(language: &str) -> Locale {
    let mut read = Locale {
        messages: BTreeMap::new(),
        faults: Vec::new(),
    };
    for file in files(&format!("locales/{language}"), &[".ftl"]) {
        read_file(&file, &mut read);
    }
    read
}

fn read_file(file: &Source, read: &mut Locale) {
    let parsed = match fluent_syntax::parser::parse(file.text.as_str()) {
        Ok(parsed) => parsed,
        Err((parsed, errors)) => {
            read.faults
                .extend(errors.iter().map(|fault| format!("{}: {fault}", file.path)));
            parsed
        }
    };
    for entry in parsed.body {
        let (key, patterns) = match entry {
            Entry::Message(message) => (
                message.id.name.to_owned(),
                message
                    .value
                    .into_iter()
                    .chain(message.attributes.into_iter().map(|a| a.value)),
            ),
            Entry::Term(term) => {
                read.faults.push(format!(
                    "{}: -{} is a term; use a message",
                    file.path, term.id.name
                ));
                continue;
            }
            _ => continue,
        };
        let mut message = Message {
            file: file.path.clone(),
            ..Message::default()
        };
        patterns
            .into_iter()
            .for_each(|pattern| walk(&pattern, &mut message));
        if read.messages.insert(key.clone(), message).is_some() {
            read.faults
                .push(format!("{}: {key} stands there twice", file.path));
        }
    }
}

fn walk(pattern: &Pattern<&str>, into: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.pieces.push((*value).to_owned()),
            PatternElement::Placeable { expression } => walk_expression(expression, into),
        }
    }
}

fn walk_expression(expression: &Expression<&str>, into: &mut Message) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, into),
        Expression::Select { selector, variants } => {
            walk_inline(selector, into);
            variants
                .iter()
                .for_each(|variant| walk(&variant.value, into));
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, into: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.arguments.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments
                .positional
                .iter()
                .for_each(|argument| walk_inline(argument, into));
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, into),
        _ => {}
    }
}

/// A string somewhere that is, or may be, a message key.
pub struct Use {
    pub place: String,
    pub key: String,
    /// Surely a key: it stands before a `|t` filter or inside `say!(`.
    pub surely: bool,
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// The inside of a `words!`, the columns after an enum's name, a prefix among them, a variant's words.
static BLOCK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?ms)^ *words! \{\n(.*?)^ *\}\n *\}$"));
static HEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\benum \w+(?:: ([^{]*))? \{"));
static PREFIX: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\b\w+ "([^"]+)""#));
static VARIANT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\b[A-Z]\w* = "([^"]*)"(?: as "([^"]*)")?"#));

/// What `words!` joins: for every variant of the enums in a file, each prefix with its word as a key is
/// spelled, or with the word as it is after a full stop.
pub fn joined(file: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    if !file.text.contains("words! {") {
        return found;
    }
    let text = code(&file.text);
    for whole in BLOCK.captures_iter(&text) {
        let inside = whole.get(1).unwrap();
        let columns = HEAD.captures(inside.as_str()).unwrap().get(1);
        let columns = columns.map_or("", |columns| columns.as_str());
        for start in PREFIX
            .captures_iter(columns)
            .map(|found| found[1].to_owned())
        {
            for one in VARIANT.captures_iter(inside.as_str()) {
                let line = line_of(&text, inside.start() + one.get(0).unwrap().start());
                let end = if start.ends_with('-') {
                    let said = one.get(2).or(one.get(1)).unwrap().as_str();
                    said.to_ascii_lowercase().replace('_', "-")
                } else {
                    one[1].to_owned()
                };
                found.push((line, format!("{start}{end}")));
            }
        }
    }
    found
}

/// Every string that looks like a key in templates (inside `{{ }}` and `{% %}`) and in Rust.
pub fn uses() -> Vec<Use> {
    let mut found = Vec::new();
    let tag = Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}").unwrap();
    let text =
        Regex::new(r#""([a-z][a-z0-9]*(?:-[a-z0-9]*)+)(?:\{\})?"\s*(\|\s*t[0-9]?\b)?"#).unwrap();
    for file in files("templates", &[".html", ".txt"]) {
        for inside in tag.find_iter(&file.text) {
            for key in text.captures_iter(inside.as_str()) {
                let line = line_of(&file.text, inside.start() + key.get(0).unwrap().start());
                found.push(Use {
                    place: format!("{}:{line}", file.path),
                    key: key[1].to_owned(),
                    surely: key.get(2).is_some(),
                });
            }
        }
    }
    let literal = Regex::new(r#"(say!\(\s*)?"([a-z][a-z0-9]*(?:-[a-z0-9]*)+)(\{)?"#).unwrap();
    for file in files("src", &[".rs"]) {
        let product = code(&file.text);
        for key in literal.captures_iter(&product) {
            let line = line_of(&product, key.get(0).unwrap().start());
            found.push(Use {
                place: format!("{}:{line}", file.path),
                key: key[2].to_owned(),
                surely: key.get(1).is_some() && key.get(3).is_none(),
            });
        }
        let words = joined(&file)
            .into_iter()
            .filter(|(_, key)| key.contains('-'));
        found.extend(words.map(|(line, key)| Use {
            place: format!("{}:{line}", file.path),
            key,
            surely: true,
        }));
    }
    found
}
