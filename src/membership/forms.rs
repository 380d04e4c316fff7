//! Posted forms of membership, read into clean values.

use super::rules::MemberNumbers;
use super::rules::roll::{Mapping, RANK, fields};
use super::rules::standing::Ending;
use crate::kernel::Day;
use crate::kernel::sheet::Layout;
use crate::web::Form;

/// The day, the way and the reason of an end.
pub fn ending(form: &mut Form) -> Option<(Day, Ending, String)> {
    let day = form.date("on");
    let how = form.choice("how", |word| {
        Ending::BY_OFFICE.into_iter().find(|e| e.word() == word)
    });
    let why = form.text("why", 1..=500);
    Some((day?, how?, why?))
}

/// From when, until when if it has a last day, and why somebody is suspended.
pub fn suspension(form: &mut Form) -> Option<(Day, Option<Day>, String)> {
    let from = form.date("from");
    let until = form.maybe("until", Form::date);
    let why = form.text("suspend_why", 1..=500);
    Some((from?, until?, why?))
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

/// Which column of a register is what, where its table is, and which ranks its words mean; what nothing was
/// chosen for isn't there.
#[must_use]
pub fn mapping(form: &Form) -> Mapping {
    let columns = fields().map(|field| (field, form.value(field)));
    let pairs = form.pairs().iter();
    let ranks = pairs.filter(|(field, _)| field.starts_with(RANK));
    let ranks = ranks.map(|(field, code)| (field.as_str(), code.as_str()));
    let chosen = columns.chain(ranks).filter(|(_, head)| !head.is_empty());
    let columns = chosen.map(|(field, head)| (field.to_owned(), head.to_owned()));
    Mapping(columns.collect()).with(&Layout::of(|field| form.value(field)))
}
