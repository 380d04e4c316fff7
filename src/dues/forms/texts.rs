//! What reminders say, posted and shown.

use crate::dues::rules::ladder::{LadderTexts, Tone};
use crate::kernel::brand::Trilingual;
use crate::web::Form;

/// What reminders say in the chamber's own words.
pub fn ladder_texts(form: &mut Form) -> Option<LadderTexts> {
    /// Most characters of one text.
    const MOST: usize = 1_000;
    let mut texts = LadderTexts::default();
    let mut fine = true;
    for tone in Tone::ALL {
        let mut read = |tail: &str| form.text(&format!("{}{tail}", tone.word()), 0..=MOST);
        match (read("_zh_cn"), read("_zh_tw"), read("_en")) {
            (Some(zh_cn), Some(zh_tw), Some(en)) => {
                let text = Trilingual { zh_cn, zh_tw, en };
                if text != Trilingual::default() {
                    texts.0.insert(tone.word().to_owned(), text);
                }
            }
            _ => fine = false,
        }
    }
    fine.then_some(texts)
}

/// The form that shows them.
pub fn fill_ladder_texts(texts: &LadderTexts) -> Form {
    let mut form = Form::default();
    for (word, text) in &texts.0 {
        for (tail, text) in [
            ("zh_cn", &text.zh_cn),
            ("zh_tw", &text.zh_tw),
            ("en", &text.en),
        ] {
            form.put(&format!("{word}_{tail}"), text.clone());
        }
    }
    form
}
