//! What is typed on the pages of an agreement.

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

/// Signing: `name` as typed, `code`, and the tick `agreed`.
pub fn signing(form: &mut Form) -> Option<(String, String)> {
    let name = form.text("name", 1..=80);
    let code = form.text("code", 6..=12);
    let agreed = form.must_tick("agreed", say!("agreement-form-agree"));
    agreed?;
    Some((name?, code?))
}

/// Passing it on: `to` and `why`.
pub fn delegation(form: &mut Form) -> Option<(PersonId, String)> {
    let to = form.choice("to", |word| word.parse().ok());
    let why = form.text("why", 1..=300);
    Some((to?, why?))
}
