//! What is typed on the pages of an agreement.

use crate::admission::agreement::rules::{Drawing, LENGTH};
use crate::kernel::Day;
use crate::kernel::id::PersonId;
use crate::say;
use crate::web::Form;

/// Sending: `signatory` and the last day, `sign_by`.
pub fn sending(form: &mut Form) -> Option<(PersonId, Day)> {
    let signatory = form.choice("signatory", |word| word.parse().ok());
    let day = form.date("sign_by");
    Some((signatory?, day?))
}

/// What is given to sign.
pub struct Given {
    /// The name as typed.
    pub name: String,
    /// As drawn, in the text that [`Drawing`] reads; may be empty.
    pub drawn: String,
    /// The code.
    pub code: String,
}

/// Signing: `name` as typed, `drawn` beside it, `code`, and the tick `agreed`.
pub fn signing(form: &mut Form) -> Option<Given> {
    let name = form.text("name", 1..=80);
    let code = form.text("code", 6..=12);
    let agreed = form.must_tick("agreed", say!("agreement-form-agree"));
    let drawn = form.text("drawn", 0..=LENGTH);
    if drawn.as_deref().is_some_and(|d| Drawing::read(d).is_none()) {
        form.refuse("drawn", say!("agreement-form-drawn"));
        return None;
    }
    agreed?;
    Some(Given {
        name: name?,
        drawn: drawn?,
        code: code?,
    })
}

/// Passing it on: `to` and `why`.
pub fn delegation(form: &mut Form) -> Option<(PersonId, String)> {
    let to = form.choice("to", |word| word.parse().ok());
    let why = form.text("why", 1..=300);
    Some((to?, why?))
}
