//! What is typed on the pages of motions, read into what the acts take.

use crate::chamber::rules::Organ;
use crate::expulsion::rules::ExpulsionRules;
use crate::web::Form;

/// Most characters of the grounds, and of the member's answer.
pub const LONGEST: usize = 6000;

/// The grounds of a motion.
pub fn grounds(form: &mut Form) -> Option<String> {
    form.text("grounds", 1..=LONGEST)
}

/// What the member says.
pub fn answer(form: &mut Form) -> Option<String> {
    form.text("answer", 1..=LONGEST)
}

/// A reason for something the office does.
pub fn why(form: &mut Form) -> Option<String> {
    form.text("why", 1..=500)
}

/// How long members are heard, and who decides.
pub fn rules(form: &mut Form) -> Option<ExpulsionRules> {
    let days = form.number("hearing_days", 1..=180);
    let organ = form.choice("organ", Organ::from_word);
    Some(ExpulsionRules {
        hearing_days: u16::try_from(days?).ok()?,
        organ: organ?,
    })
}
