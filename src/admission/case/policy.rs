//! Who may do what with cases.

use crate::admission::case::rules::Case;
use crate::kernel::{Act, Actor, Role};

/// See the office's list of cases and every case's page.
pub struct SeeCases;

impl Act for SeeCases {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_any(&[Role::Secretary, Role::Admin, Role::President])
    }
}

/// Lead a case from step to step: the secretariat's work.
pub struct LeadCases;

impl Act for LeadCases {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_any(&[Role::Secretary, Role::Admin])
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
