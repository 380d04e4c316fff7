//! Who may do what with cases.

use crate::admission::case::rules::Case;
use crate::kernel::Role;
use crate::policy;

/// What binds somebody to the company of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ties {
    /// They act for it.
    pub own: bool,
    /// They hold a seat that stepped back from a ballot about it.
    pub recused: bool,
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
    /// from the vote on it, unless one's work is to lead cases.
    SeeCase(Ties): |who, ties| {
        let recused = ties.recused && !LeadCases::allows(who, &());
        SeeCases::allows(who, &()) && !ties.own && !recused
    };
    /// Lead one case: not of a company one acts for.
    LeadCase(Ties): |who, ties| LeadCases::allows(who, &()) && !ties.own;
    /// Read a case as the applicant.
    ReadOwnCase(Case): |who, case| case.is_of(who);
    /// Fill in, send, answer and withdraw a case as the applicant.
    SubmitCase(Case): |who, case| case.may_submit(who);
}
