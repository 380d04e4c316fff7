//! Who may do what with companies.

use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Actor};

/// See the office's list of companies and each company's page.
pub struct SeeCompanies;

impl Act for SeeCompanies {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_office()
    }
}

/// See one's own company: anybody who acts for it.
pub struct SeeOwnCompany;

impl Act for SeeOwnCompany {
    type On = CompanyId;

    fn allows(who: &Actor, company: &CompanyId) -> bool {
        who.acts_for(company).is_some()
    }
}

/// Help a company that nobody looks after any more to a new person who does.
pub struct HelpCompany;

impl Act for HelpCompany {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_secretariat()
    }
}

/// Change a company's description and its representatives.
pub struct RunCompany;

impl Act for RunCompany {
    type On = CompanyId;

    fn allows(who: &Actor, company: &CompanyId) -> bool {
        who.acts_for(company).is_some_and(|powers| powers.owner)
    }
}
