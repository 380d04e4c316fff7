//! Who may do what with dues, a sentence each.

use crate::kernel::Role;
use crate::kernel::id::CompanyId;
use crate::policy;

policy! {
    /// The office and the officers see what is owed and what came.
    SeeDues: |who| who.is_office();
    /// The treasurer bills, books and settles.
    HandleDues: |who| who.is_any(&[Role::Admin, Role::Treasurer]);
    /// The president decides what goes beyond the treasurer's limits.
    DecideRelief: |who| who.is(Role::President);
    /// Who owns a company or pays for it sees what it owes, and pays.
    PayDues(CompanyId): |who, company|
        who.acts_for(company).is_some_and(|powers| powers.owner || powers.pay);
    /// A company's owner gives notice of withdrawal.
    Withdraw(CompanyId): |who, company| who.acts_for(company).is_some_and(|powers| powers.owner);
}
