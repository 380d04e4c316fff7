//! Who may do what with companies.

use crate::kernel::Role;
use crate::kernel::id::CompanyId;
use crate::policy;

policy! {
    /// See the office's list of companies and each company's page.
    SeeCompanies: |who| who.is_office();
    /// Find a company's cases: whoever sees the list of all cases.
    FindCases: |who| who.is_any(&[Role::Secretary, Role::Admin, Role::President]);
    /// See one's own company: anybody who acts for it.
    SeeOwnCompany(CompanyId): |who, company| who.acts_for(company).is_some();
    /// Help a company that nobody looks after any more to a new person who does.
    HelpCompany: |who| who.is_secretariat();
    /// Change a company's description and its representatives.
    RunCompany(CompanyId): |who, company| who.acts_for(company).is_some_and(|powers| powers.owner);
}
