//! What reminders say, posted and shown.

use crate::dues::rules::ladder::{LadderTexts, Tone};
use crate::kernel::brand::Trilingual;
use crate::web::Form;

/// What reminders say in the chamber's own words.
pub fn ladder_texts(form: &mut Form) -> Option<LadderTexts> {
    /// Most characters of one text.
    const MOST: usize = 1_000;
    let mut texts = LadderTexts::default();
    for tone in Tone::ALL {
        let text = form.maybe_trilingual(tone.word(), "", MOST);
        if let Some(text) = text.filter(|text| *text != Trilingual::default()) {
            texts.0.insert(tone.word().to_owned(), text);
        }
    }
    (!form.is_refused()).then_some(texts)
}

/// The form that shows them.
pub fn fill_ladder_texts(texts: &LadderTexts) -> Form {
    let mut form = Form::default();
    for (word, text) in &texts.0 {
        form.put_trilingual(word, "", text);
    }
    form
}
