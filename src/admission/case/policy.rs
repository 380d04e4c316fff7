//! Who may do what with cases.

use crate::admission::case::door::Ties;
use crate::admission::case::rules::Case;
use crate::kernel::{Act, Actor, Role};

/// See the cases that the office has; which of them, see [`SeeCase`].
pub struct SeeCases;

impl Act for SeeCases {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_any(&[Role::Secretary, Role::Admin, Role::President])
    }
}

/// See the list of cases: number, company, stage. Reviewers find in it those that they take part in;
/// what is in a case opens to them only after they declared that nothing binds them.
pub struct SeeCaseList;

impl Act for SeeCaseList {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        SeeCases::allows(who, &()) || who.is(Role::Reviewer)
    }
}

/// Lead a case from step to step: the secretariat's work.
pub struct LeadCases;

impl Act for LeadCases {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_secretariat()
    }
}

/// See one case with all that is in it: not of a company one acts for, and not after one stepped back
/// from the vote on it, unless one's work is to lead cases.
pub struct SeeCase;

impl Act for SeeCase {
    type On = Ties;

    fn allows(who: &Actor, ties: &Ties) -> bool {
        let recused = ties.recused && !LeadCases::allows(who, &());
        SeeCases::allows(who, &()) && !ties.own && !recused
    }
}

/// Lead one case: not of a company one acts for.
pub struct LeadCase;

impl Act for LeadCase {
    type On = Ties;

    fn allows(who: &Actor, ties: &Ties) -> bool {
        LeadCases::allows(who, &()) && !ties.own
    }
}

/// Read a case as the applicant.
pub struct ReadOwnCase;

impl Act for ReadOwnCase {
    type On = Case;

    fn allows(who: &Actor, case: &Case) -> bool {
        case.is_of(who)
    }
}

/// Fill in, send, answer and withdraw a case as the applicant.
pub struct SubmitCase;

impl Act for SubmitCase {
    type On = Case;

    fn allows(who: &Actor, case: &Case) -> bool {
        case.may_submit(who)
    }
}
