//! Who may do what with dues, a sentence each.

use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Actor, Role};

/// The office and the officers see what is owed and what came.
pub struct SeeDues;

impl Act for SeeDues {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_office()
    }
}

/// The treasurer bills, books and settles.
pub struct HandleDues;

impl Act for HandleDues {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_any(&[Role::Admin, Role::Treasurer])
    }
}

/// The president decides what goes beyond the treasurer's limits.
pub struct DecideRelief;

impl Act for DecideRelief {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is(Role::President)
    }
}

/// Who owns a company or pays for it sees what it owes, and pays.
pub struct PayDues;

impl Act for PayDues {
    type On = CompanyId;

    fn allows(who: &Actor, company: &CompanyId) -> bool {
        who.acts_for(company)
            .is_some_and(|powers| powers.owner || powers.pay)
    }
}

/// A company's owner gives notice of withdrawal.
pub struct Withdraw;

impl Act for Withdraw {
    type On = CompanyId;

    fn allows(who: &Actor, company: &CompanyId) -> bool {
        who.acts_for(company).is_some_and(|powers| powers.owner)
    }
}
