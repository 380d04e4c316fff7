//! What is typed on the pages of any ballot, read into what the acts take.

use chrono_tz::Tz;

use crate::kernel::Moment;
use crate::voting::rules::Choice;
use crate::web::Form;

/// How a ballot is opened.
#[derive(Debug, Clone)]
pub struct OpeningForm {
    /// When it closes.
    pub closes: Moment,
    /// What the office adds to the pack.
    pub note: String,
    /// Seats the office recuses, each with the reason.
    pub recused: Vec<(String, String)>,
}

/// Opening one ballot: `closes`, `note`, `recuse` for each seat with its `why-…`.
pub fn opening(form: &mut Form, zone: Tz) -> Option<OpeningForm> {
    let closes = form.moment("closes", zone);
    let note = form.text("note", 0..=4000);
    let seats: Vec<String> = form
        .values("recuse")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let mut recused = vec![];
    for seat in seats {
        if let Some(why) = form.text(&format!("why-{seat}"), 1..=500) {
            recused.push((seat, why));
        }
    }
    if form.is_refused() {
        return None;
    }
    Some(OpeningForm {
        closes: closes?,
        note: note?,
        recused,
    })
}

/// A vote: `choice` and, if wanted, `comment`.
pub fn vote(form: &mut Form) -> Option<(Choice, Option<String>)> {
    let choice = form.choice("choice", Choice::from_word);
    let comment = form.optional("comment", 1000);
    Some((choice?, comment?))
}
