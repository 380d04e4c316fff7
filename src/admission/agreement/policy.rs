//! Who may do what with an agreement. Making it is leading the case; reading it is reading the case.

use crate::admission::case::{Case, SeeCases};
use crate::chamber::rules::Signatory;
use crate::kernel::id::PersonId;
use crate::kernel::{Act, Actor};

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

/// The named signer, while they may sign for the company: reads to the end, signs, declines.
pub struct SignForCompany;

impl Act for SignForCompany {
    type On = Named;

    fn allows(who: &Actor, on: &Named) -> bool {
        who.id == on.signatory && may_sign_for(who, &on.case)
    }
}

/// The signer, or an owner of the company, names another signer.
pub struct Delegate;

impl Act for Delegate {
    type On = Named;

    fn allows(who: &Actor, on: &Named) -> bool {
        let powers = on.case.company.as_ref().and_then(|c| who.acts_for(c));
        SignForCompany::allows(who, on) || powers.is_some_and(|p| p.owner)
    }
}

/// The president, or who the president authorised, countersigns.
pub struct Countersign;

impl Act for Countersign {
    type On = Signatory;

    fn allows(who: &Actor, signatory: &Signatory) -> bool {
        signatory.may_sign(who)
    }
}

/// The office sees every agreement; who countersigns does too.
pub struct SeeAgreements;

impl Act for SeeAgreements {
    type On = Signatory;

    fn allows(who: &Actor, signatory: &Signatory) -> bool {
        SeeCases::allows(who, &()) || signatory.may_sign(who)
    }
}
