//! Who may do what with cases.

use crate::admission::case::rules::Case;
use crate::kernel::Role;
use crate::policy;

/// What binds somebody to the company of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ties {
    /// They act for it.
    pub own: bool,
    /// They stepped back from it or were kept out of it: by their seat in a ballot, as reviewer, as visitor;
    /// or they vouch for it.
    pub stepped_back: bool,
}

impl Ties {
    /// Whether there are none.
    #[must_use]
    pub fn are_none(self) -> bool {
        !self.own && !self.stepped_back
    }
}

policy! {
    /// See the cases that the office has; which of them, see [`SeeCase`].
    SeeCases: |who| who.is_any(&[Role::Secretary, Role::Admin, Role::President]);
    /// See the list of cases: number, company, stage. Reviewers find in it those that they take part in;
    /// what is in a case opens to them only after they declared that nothing binds them.
    SeeCaseList: |who| SeeCases::allows(who, &()) || who.is(Role::Reviewer);
    /// Lead a case from step to step: the secretariat's work.
    LeadCases: |who| who.is_secretariat();
    /// See one case with all that is in it: not of a company one acts for, and not after one stepped back
    /// from it, whatever one's work is.
    SeeCase(Ties): |who, ties| SeeCases::allows(who, &()) && ties.are_none();
    /// Lead one case: whoever sees it and leads cases.
    LeadCase(Ties): |who, ties| LeadCases::allows(who, &()) && SeeCase::allows(who, ties);
    /// Read a case as the applicant.
    ReadOwnCase(Case): |who, case| case.is_of(who);
    /// Fill in, send, answer and withdraw a case as the applicant.
    SubmitCase(Case): |who, case| case.may_submit(who);
}
