//! What is typed on the pages of a ballot, read into what the acts take.

use crate::admission::ballot::rules::{Proposed, Reason};
use crate::admission::stage::Proposal;
use crate::chamber::rules as chamber;
use crate::say;
use crate::web::Form;

/// Most conditions of an admission.
const MOST_CONDITIONS: usize = 20;

/// The secretariat's proposal: `proposal`, `summary`, `conditions` a line each.
pub fn proposed(form: &mut Form) -> Option<Proposed> {
    let proposal = form.choice("proposal", |word| match word {
        "pass" => Some(Proposal::Pass),
        "conditions" => Some(Proposal::Conditions),
        "reject" => Some(Proposal::Reject),
        _ => None,
    });
    let summary = form.text("summary", 1..=4000);
    let typed = form.text("conditions", 0..=3000).unwrap_or_default();
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let conditions: Vec<String> = lines.map(str::to_owned).collect();
    if proposal == Some(Proposal::Conditions) && conditions.is_empty() {
        form.refuse("conditions", say!("web-form-needed"));
    }
    if conditions.len() > MOST_CONDITIONS {
        form.refuse(
            "conditions",
            say!("ballot-form-many-conditions", most = MOST_CONDITIONS),
        );
    }
    if form.is_refused() {
        return None;
    }
    Some(Proposed {
        proposal: proposal?,
        summary: summary?,
        conditions: if proposal == Some(Proposal::Conditions) {
            conditions
        } else {
            vec![]
        },
    })
}

/// The reasons of a rejection: `reason` for each code with its `text-…`, and a `message`.
pub fn reasons(form: &mut Form, published: &[chamber::Reason]) -> Option<(Vec<Reason>, String)> {
    let codes: Vec<String> = form
        .values("reason")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let mut chosen = vec![];
    for reason in published.iter().filter(|r| codes.contains(&r.code)) {
        let text = form.text(&format!("text-{}", reason.code), 0..=1000);
        chosen.push(Reason {
            code: reason.code.clone(),
            title: reason.text.clone(),
            text: text.unwrap_or_default(),
        });
    }
    let message = form.text("message", 0..=4000);
    if chosen.is_empty() {
        form.refuse("reason", say!("ballot-refused-no-reason"));
    }
    if form.is_refused() {
        return None;
    }
    Some((chosen, message?))
}
