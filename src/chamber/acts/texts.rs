//! The texts of the chamber's papers: looked through before they are used, published as versions.

use std::collections::BTreeMap;

use crate::chamber::policy::may_manage;
use crate::chamber::rules::{PaperText, Printed, TextId};
use crate::chamber::store;
use crate::kernel::brand::Trilingual;
use crate::kernel::{Lang, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::pdf::{Press, Template, Value, plain, unprintable_characters};
use crate::say;

/// What is wrong with a text in one language: fields that don't exist, that stand within a line
/// though they stand for tables, that are missing; characters that no font has.
#[must_use]
pub fn flaws(press: &Press, kind: Printed, lang: Lang, text: &str) -> Vec<Say> {
    let template = Template::read(text);
    let named = template.fields();
    let mut found: Vec<Say> = named
        .iter()
        .filter(|name| kind.field(name).is_none())
        .map(|name| say!("chamber-text-unknown-field", name = name.as_str()))
        .collect();
    let wholes: BTreeMap<&str, Value> = kind
        .fields()
        .iter()
        .filter(|field| field.whole)
        .map(|field| (field.name, Value::Blocks(vec![])))
        .collect();
    let left = plain(&template.fill(&wholes)).join("\n");
    for name in wholes.keys() {
        if left.contains(&format!("{{{name}}}")) {
            found.push(say!("chamber-text-within", name = *name));
        }
    }
    for field in kind.fields().iter().filter(|field| field.needed) {
        if !named.iter().any(|name| name == field.name) {
            found.push(say!("chamber-text-needed", name = field.name));
        }
    }
    let missing = press.missing(lang, &template.plain());
    if !missing.is_empty() {
        found.push(unprintable_characters(&missing));
    }
    found
}

/// The texts that are filled in, each with its language.
pub fn written(text: &Trilingual) -> impl Iterator<Item = (Lang, &str)> {
    let all = [
        (Lang::ZhCn, &text.zh_cn),
        (Lang::ZhTw, &text.zh_tw),
        (Lang::En, &text.en),
    ];
    all.into_iter()
        .map(|(lang, text)| (lang, text.as_str()))
        .filter(|(_, text)| !text.trim().is_empty())
}

/// Publishes the next version of a text; what is made from now on is made from it.
///
/// # Errors
/// `Fault::Refused` if there is no text in any language, or one has a flaw.
pub fn publish_text(
    tx: &mut Tx,
    press: &Press,
    kind: Printed,
    text: &Trilingual,
    changes: &str,
) -> Result<PaperText, Fault> {
    may_manage(tx)?;
    if written(text).next().is_none() {
        return Err(say!("web-form-needed").into());
    }
    let flaw = written(text).find_map(|(lang, text)| flaws(press, kind, lang, text).pop());
    if let Some(flaw) = flaw {
        return Err(flaw.into());
    }
    let before = store::text_in_force(tx.conn(), kind)?;
    let new = PaperText {
        id: TextId::new(),
        kind,
        number: before.number + 1,
        text: text.clone(),
        changes: changes.to_owned(),
        published_at: tx.now(),
        published_by: tx.who().name().to_owned(),
    };
    store::insert_text(tx.conn(), &new)?;
    let entry = Entry::on("paper_text", &new.id).did("chamber.text.published");
    audit::record(tx, entry.before(&before.text).after(&new.text).why(changes))?;
    Ok(new)
}
