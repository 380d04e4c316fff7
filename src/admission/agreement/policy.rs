//! Who may do what with an agreement. Making it is leading the case; reading it is reading the case.

use crate::admission::case::{Case, SeeCases};
use crate::admission::people::rules::Warrant;
use crate::chamber::rules::Signatory;
use crate::kernel::id::PersonId;
use crate::kernel::{Actor, Powers};
use crate::policy;

/// On what the right of an agreement's signer rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Right {
    /// The power to sign, for an agreement that went out while that was enough and is theirs since.
    Power,
    /// What they sign by today; none if that is over.
    Warrant(Option<Warrant>),
}

/// Whom an agreement names to sign for the company, and whose agreement it is.
pub struct Named {
    /// The case.
    pub case: Case,
    /// The signer.
    pub signatory: PersonId,
    /// On what their right rests.
    pub right: Right,
}

impl Named {
    fn powers(&self, who: &Actor) -> Option<Powers> {
        let company = self.case.company.as_ref();
        company.and_then(|company| who.acts_for(company))
    }

    /// Whether nobody signs any more unless another signer is named.
    #[must_use]
    pub fn is_lapsed(&self) -> bool {
        self.right == Right::Warrant(None)
    }
}

policy! {
    /// The named signer, while they act for the company and may sign for it: reads to the end, signs, declines.
    SignForCompany(Named): |who, on| {
        let may = |powers: Powers| match &on.right {
            Right::Power => powers.sign,
            Right::Warrant(warrant) => warrant.is_some(),
        };
        who.id == on.signatory && on.powers(who).is_some_and(may)
    };
    /// The signer, or an owner of the company, names another signer; once the signer may sign no more, so does
    /// whoever fills in for the company.
    Delegate(Named): |who, on| {
        let may = |powers: Powers| powers.owner || (powers.submit && on.is_lapsed());
        SignForCompany::allows(who, on) || on.powers(who).is_some_and(may)
    };
    /// The president, or who the president authorised, countersigns.
    Countersign(Signatory): |who, signatory| signatory.may_sign(who);
    /// The office sees every agreement; who countersigns does too.
    SeeAgreements(Signatory): |who, signatory|
        SeeCases::allows(who, &()) || signatory.may_sign(who);
}
