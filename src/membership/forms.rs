//! Posted forms of membership, read into clean values.

use super::rules::MemberNumbers;
use crate::kernel::Day;
use crate::web::Form;

/// The day and the reason of an end.
pub fn ending(form: &mut Form) -> Option<(Day, String)> {
    let day = form.date("on");
    let why = form.text("why", 1..=500);
    Some((day?, why?))
}

/// How member numbers look.
pub fn numbers(form: &mut Form) -> Option<MemberNumbers> {
    let prefix = form.text("prefix", 0..=8).map(|p| p.to_uppercase());
    if prefix
        .as_ref()
        .is_some_and(|p| !p.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
    {
        form.refuse("prefix", crate::say!("membership-numbers-prefix-wrong"));
    }
    let digits = form.number("digits", 1..=8);
    let read = MemberNumbers {
        prefix: prefix?,
        year: form.ticked("year"),
        digits: u8::try_from(digits?).ok()?,
    };
    (!form.is_refused()).then_some(read)
}
