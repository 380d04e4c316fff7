//! Posted forms of a review, read into clean values; and a review as a form, to go on writing.

use crate::admission::review::rules::{Answer, Given, Sheet, Verdict};
use crate::admission::stage::Proposal;
use crate::chamber::rules::{AnswerKind, Content};
use crate::kernel::id::PersonId;
use crate::kernel::time::end_of;
use crate::kernel::{Moment, Say};
use crate::say;
use crate::web::Form;

/// Most characters of a note.
const NOTE: usize = 1000;
/// Most characters of conditions, an opinion, an answer in words.
const WORDS: usize = 3000;

/// The reviewers that were ticked and the day the reviews are due; the moment is the day's end.
pub fn asked(form: &mut Form, zone: chrono_tz::Tz) -> Option<(Vec<PersonId>, Moment)> {
    let people: Vec<PersonId> = form
        .values("reviewer")
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    if people.is_empty() {
        form.refuse("reviewer", say!("review-refusal-nobody"));
    }
    let due = due(form, zone)?;
    (!people.is_empty()).then_some((people, due))
}

/// The day something is due; the moment is the day's end.
pub fn due(form: &mut Form, zone: chrono_tz::Tz) -> Option<Moment> {
    form.date("due").map(|day| end_of(zone, day))
}

/// Whose part it is about, and why something is done.
pub fn person_and_reason(form: &mut Form) -> Option<(PersonId, String)> {
    let person = form.value("person").parse().ok();
    let reason = form.text("reason", 1..=NOTE)?;
    Some((person?, reason))
}

/// The declaration: `Some(None)` for no conflict, `Some(Some(reason))` for one.
pub fn declaration(form: &mut Form) -> Option<Option<String>> {
    match form.choice("conflict", |word| {
        ["none", "yes"].contains(&word).then(|| word == "yes")
    })? {
        true => form.text("reason", 1..=NOTE).map(Some),
        false => Some(None),
    }
}

/// Proposal, conditions, reasons and opinion. Only what is too long is refused.
pub fn verdict(form: &mut Form) -> Option<Verdict> {
    let conditions = form.text("conditions", 0..=WORDS);
    let opinion = form.text("opinion", 0..=WORDS);
    Some(Verdict {
        proposal: Proposal::from_word(form.value("proposal")),
        reasons: form
            .values("reasons")
            .iter()
            .map(|code| (*code).to_owned())
            .collect(),
        conditions: conditions?,
        opinion: opinion?,
    })
}

/// The review as far as it was written. Only what is too long is refused.
pub fn sheet(form: &mut Form, content: &Content) -> Option<Sheet> {
    let mut sheet = Sheet::default();
    for criterion in &content.list {
        let (answer, note) = (
            format!("a-{}", criterion.key),
            format!("n-{}", criterion.key),
        );
        let typed = if criterion.kind == AnswerKind::Text {
            form.text(&answer, 0..=WORDS)
        } else {
            Some(form.value(&answer).to_owned())
        };
        let note = form.text(&note, 0..=NOTE);
        if let (Some(typed), Some(note)) = (typed, note) {
            let answer = Answer::read(criterion.kind, &typed);
            sheet
                .given
                .insert(criterion.key.clone(), Given { answer, note });
        }
    }
    sheet.verdict = verdict(form)?;
    (!form.is_refused()).then_some(sheet)
}

/// Marks everything that is missing at its field.
pub fn refuse_lacks(form: &mut Form, lacks: Vec<(String, Say)>) {
    for (field, say) in lacks {
        form.refuse(&field, say);
    }
}

/// A review as a form.
pub fn of_sheet(sheet: &Sheet) -> Form {
    let mut form = of_verdict(&sheet.verdict);
    for (key, given) in &sheet.given {
        if let Some(answer) = &given.answer {
            form.put(&format!("a-{key}"), answer.word());
        }
        form.put(&format!("n-{key}"), given.note.as_str());
    }
    form
}

/// A proposal with what belongs to it as a form.
pub fn of_verdict(verdict: &Verdict) -> Form {
    let mut form = Form::default();
    if let Some(proposal) = verdict.proposal {
        form.put("proposal", proposal.word());
    }
    form.put("conditions", verdict.conditions.as_str());
    form.put("opinion", verdict.opinion.as_str());
    for code in &verdict.reasons {
        form.put("reasons", code.as_str());
    }
    form
}
