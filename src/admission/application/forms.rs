//! What is wrong with an application, at the fields of its form; and the office's marks as posted.

use crate::admission::application::rules::{
    Answers, Check, Field, Lack, Mark, Marked, Progress, Requirement, Step, Wrong,
};
use crate::admission::application::store::check::Correction;
use crate::companies::rules::{Odd, say_code};
use crate::kernel::Say;
use crate::platform::files::{Allowed, Kind};
use crate::platform::pdf::Press;
use crate::say;
use crate::web::Form;

/// The answers as a form to go on with.
pub fn filled(answers: &Answers) -> Form {
    Form::of(answers.filled().map(|(field, text)| (field.as_str(), text)))
}

/// Notes what a step lacks at its fields.
pub fn refuse(form: &mut Form, progress: &Progress) {
    for lack in &progress.lacks {
        match lack {
            Lack::Field(field, wrong) => form.refuse(field.as_str(), say_wrong(*field, *wrong)),
            Lack::Paper(kind) => form.refuse(kind.word(), say!("application-wrong-paper")),
        }
    }
}

/// The names among the fields of a step: they are printed on papers that are signed.
const NAMES: [Field; 6] = [
    Field::Name,
    Field::NameEn,
    Field::LegalName,
    Field::RepName,
    Field::ContactName,
    Field::FinanceName,
];

/// Notes names that no paper can print at their fields.
pub fn refuse_unprintable(form: &mut Form, step: Step, press: &Press) {
    for field in NAMES.into_iter().filter(|field| field.step() == step) {
        form.printable(field.as_str(), press);
    }
}

/// The first name of an application that no paper can print: whose, and what to tell.
pub fn unprintable(answers: &Answers, press: &Press) -> Option<Say> {
    let mut names = NAMES.into_iter().map(|field| answers.get(field));
    names.find_map(|name| press.check(name).err())
}

/// What is wrong with a field, in words.
pub fn say_wrong(field: Field, wrong: Wrong) -> Say {
    match wrong {
        Wrong::Missing if field == Field::Charter => say!("application-wrong-charter"),
        Wrong::Missing if field == Field::ConsentProcessing => say!("application-wrong-consent"),
        Wrong::Missing => say!("application-wrong-missing"),
        Wrong::Odd(Odd::Long(most)) => say!("companies-odd-long", most = most),
        Wrong::Odd(odd) => say!(odd.key()),
        Wrong::Code(error) => say_code(error),
    }
}

/// The marks that were changed: `mark-<code>` is `fine` or `missing`, `why-<code>` the reason.
pub fn marks(form: &Form, required: &[Requirement]) -> Vec<Marked> {
    let read = |requirement: &Requirement| {
        let code = requirement.code();
        let (mark, why) = (format!("mark-{code}"), format!("why-{code}"));
        form.changed(&mark).or_else(|| form.changed(&why))?;
        let made = match form.value(&mark) {
            "fine" => Some(Mark::Fine),
            "missing" => Some(Mark::Missing(form.value(&why).trim().to_owned())),
            _ => None,
        };
        Some((*requirement, made))
    };
    required.iter().filter_map(read).collect()
}

/// The marks as a form.
pub fn marked(check: &Check) -> Form {
    let mut form = Form::default();
    for (requirement, mark) in &check.marks {
        let code = requirement.code();
        let (word, reason) = match mark {
            Mark::Fine => ("fine", ""),
            Mark::Missing(reason) => ("missing", reason.as_str()),
        };
        form.put(&format!("mark-{code}"), word);
        form.put(&format!("why-{code}"), reason);
    }
    form
}

/// A correction list's answers as a form, with what was typed over those that stand; an item without one is noted
/// at its field.
pub fn answered(list: Option<&Correction>, typed: &Form) -> Form {
    let typed = item_answers(typed);
    let mut form = Form::default();
    for item in list.iter().flat_map(|list| &list.items) {
        let field = format!("answer-{}", item.number);
        let over = typed.iter().find(|(number, _)| *number == item.number);
        let answer = over.map_or(&item.answer, |(_, answer)| answer);
        form.put(&field, answer);
        if answer.trim().is_empty() {
            form.refuse(&field, say!("application-wrong-missing"));
        }
    }
    form
}

/// What a paper may be: PDF or picture, up to 10 MB.
pub const PAPER: Allowed = Allowed::new(Kind::PAPERS, 10);

/// The answers to a correction list as posted: `answer-<number>`.
pub fn item_answers(form: &Form) -> Vec<(u32, String)> {
    let pairs = form.pairs().iter();
    pairs
        .filter_map(|(name, text)| {
            let number = name.strip_prefix("answer-")?.parse().ok()?;
            Some((number, text.chars().take(2_000).collect()))
        })
        .collect()
}
