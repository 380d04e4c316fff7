//! Who may answer for whom. Asking people and handing in authorities is filling in the application; deciding on
//! an authority is leading the case.

use crate::admission::case::Case;
use crate::admission::people::rules::{Named, NamedState};
use crate::kernel::Actor;
use crate::policy;

/// Somebody whom a company named, and their case.
pub struct Asked {
    /// The case.
    pub case: Case,
    /// Who was asked.
    pub named: Named,
}

fn owns(who: &Actor, case: &Case) -> bool {
    let powers = case.company.as_ref().and_then(|c| who.acts_for(c));
    powers.is_some_and(|p| p.owner)
}

policy! {
    /// Who was asked reads what for, and answers; afterwards they read what they said.
    Answer(Named): |who, named| named.is_to(who) && named.state != NamedState::Withdrawn;
    /// Whoever fills in the application takes an open asking back; what somebody has confirmed they undo
    /// themselves, or who looks after the company.
    TakeBack(Asked): |who, asked| match asked.named.state {
        NamedState::Invited => asked.case.may_submit(who),
        NamedState::Confirmed => owns(who, &asked.case) || asked.named.is_by(&who.id),
        NamedState::Declined | NamedState::Withdrawn => false,
    };
}
