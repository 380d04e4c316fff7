//! Who may do what with an agreement. Making it is leading the case; reading it is reading the case.

use crate::admission::case::{Case, SeeCases};
use crate::chamber::rules::Signatory;
use crate::kernel::Actor;
use crate::kernel::id::PersonId;
use crate::policy;

/// Whom an agreement names to sign for the company, and whose agreement it is.
pub struct Named {
    /// The case.
    pub case: Case,
    /// The signer.
    pub signatory: PersonId,
}

fn may_sign_for(who: &Actor, case: &Case) -> bool {
    let powers = case.company.as_ref().and_then(|c| who.acts_for(c));
    powers.is_some_and(|p| p.sign)
}

policy! {
    /// The named signer, while they may sign for the company: reads to the end, signs, declines.
    SignForCompany(Named): |who, on| who.id == on.signatory && may_sign_for(who, &on.case);
    /// The signer, or an owner of the company, names another signer.
    Delegate(Named): |who, on| {
        let powers = on.case.company.as_ref().and_then(|c| who.acts_for(c));
        SignForCompany::allows(who, on) || powers.is_some_and(|p| p.owner)
    };
    /// The president, or who the president authorised, countersigns.
    Countersign(Signatory): |who, signatory| signatory.may_sign(who);
    /// The office sees every agreement; who countersigns does too.
    SeeAgreements(Signatory): |who, signatory|
        SeeCases::allows(who, &()) || signatory.may_sign(who);
}
