//! Small helps of the ballot's forms.

use crate::admission::ballot::rules::Pack;
use crate::admission::stage::Proposal;

/// The proposal that review and visit lead to.
pub fn suggested(pack: &Pack) -> &'static str {
    let visit = pack.visit.as_ref().map(|v| v.record.conclusion);
    let review = pack
        .review
        .as_ref()
        .and_then(|r| r.concluded.as_ref()?.proposal);
    match visit.or(review) {
        Some(Proposal::Pass) => "pass",
        Some(Proposal::Conditions) => "conditions",
        Some(Proposal::Reject) => "reject",
        Some(Proposal::Visit) | None => "",
    }
}

/// The conditions that review and visit name, a line each.
pub fn conditions(pack: &Pack) -> String {
    let review = pack.review.iter().filter_map(|r| r.concluded.as_ref());
    let mut lines: Vec<String> = review
        .flat_map(|v| v.conditions.lines())
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let visit = pack.visit.iter().flat_map(|v| &v.record.conditions);
    lines.extend(visit.map(|c| c.text.clone()));
    lines.join("\n")
}
