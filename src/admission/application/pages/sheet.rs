//! An application as a sheet to read: every answer under its label, step by step, and the papers.

use crate::admission::application::rules::{Answers, Field, Kind, Step};
use crate::chamber::rules::Rank;
use crate::dues::rules::standard::Quote;
use crate::kernel::Day;
use crate::platform::i18n::Speech;

/// One step of the sheet.
pub struct Part {
    /// Which step.
    pub step: Step,
    /// Label key and text of each answer that was given.
    pub answers: Vec<(&'static str, String)>,
}

/// The answers of an application as people read them, with what the rank costs beside the rank; steps without
/// any are left out.
pub fn parts(
    answers: &Answers,
    quoted: Option<&Quote>,
    ranks: &[Rank],
    speech: Speech,
) -> Vec<Part> {
    let told = |field: Field| {
        let quote = quoted.filter(|_| field == Field::Rank)?;
        Some(("application-quoted", speech.say(&quote.whole())))
    };
    let part = |step: Step| Part {
        step,
        answers: step
            .fields()
            .filter(|field| !answers.get(*field).is_empty())
            .flat_map(|field| {
                let text = shown(field, answers.get(field), ranks, speech);
                [Some((field.key(), text)), told(field)]
            })
            .flatten()
            .collect(),
    };
    Step::ALL
        .into_iter()
        .map(part)
        .filter(|part| !part.answers.is_empty())
        .collect()
}

/// One answer in the reader's language.
pub fn shown(field: Field, text: &str, ranks: &[Rank], speech: Speech) -> String {
    if text.is_empty() {
        return speech.plain("application-value-none").to_owned();
    }
    if let Some(key) = field.value_key(text) {
        return speech.plain(key).to_owned();
    }
    match field.kind() {
        Kind::PastDay => text
            .parse::<Day>()
            .map_or_else(|_| text.to_owned(), |day| speech.day(day)),
        Kind::Rank => {
            let rank = ranks.iter().find(|rank| rank.code == text);
            rank.map_or(text, |rank| rank.name.get(speech.lang))
                .to_owned()
        }
        _ => text.to_owned(),
    }
}
