//! The application of somebody whose address is not confirmed yet: it stands with the browser in which they signed up,
//! and becomes a case of theirs once they have an account ([`begin`](super::applicant::begin)).

use super::applicant::type_over;
use crate::accounts::{self, Early};
use crate::admission::application::rules::{Answers, Field, Step};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// What was written so far; before anything was, what is known: the rank chosen on the way, and who writes.
///
/// # Errors
/// If it can't be read.
pub fn written(draft: &Early) -> Result<Answers, Fault> {
    if !draft.answers.is_empty() {
        return Ok(serde_json::from_str(&draft.answers)?);
    }
    let mut answers = Answers::default();
    answers.set(Field::ContactName, &draft.name);
    answers.set(Field::ContactEmail, &draft.email);
    let query = draft.next.split_once('?').map_or("", |(_, query)| query);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name == "rank" {
            answers.set(Field::Rank, &value);
        }
    }
    Ok(answers)
}

/// Saves what was typed on one step over what stands there, as [`save_step`](super::applicant::save_step) does.
///
/// # Errors
/// `Fault::Refused` if this browser has no draft any more: its writer has an account by now.
pub fn save(
    tx: &mut Tx,
    browser: &str,
    step: Step,
    typed: impl Fn(Field) -> Option<String>,
) -> Result<(), Fault> {
    let draft = accounts::early_draft(tx.conn(), browser)?;
    let draft = draft.ok_or_else(|| say!("application-early-gone"))?;
    let mut answers = written(&draft)?;
    type_over(&mut answers, step, typed);
    let (text, now) = (serde_json::to_string(&answers)?, tx.now());
    accounts::save_early(tx.conn(), browser, &text, now)
}
