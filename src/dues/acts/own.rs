//! Nobody decides about the money of a company that they act for.

use crate::accounts;
use crate::dues::store::money::Payment;
use crate::kernel::id::CompanyId;
use crate::platform::db::{Fault, Tx};
use crate::say;

/// The companies for which whoever stands behind this write acts now. The portal itself acts for none; whoever
/// began a long run stands behind each of its writes.
pub(super) fn companies(tx: &mut Tx) -> Result<Vec<CompanyId>, Fault> {
    let Some(me) = tx.who().actor.as_ref().map(|me| me.id.clone()) else {
        return Ok(vec![]);
    };
    let all = accounts::powers_of(tx.conn(), &me)?.into_iter();
    Ok(all.map(|(company, _)| company).collect())
}

/// Refuses whoever acts for this company: what it owes, what is booked as paid, and what is given or paid back to
/// it, somebody else decides, whatever their role.
pub(super) fn of_another(tx: &mut Tx, company: &CompanyId) -> Result<(), Fault> {
    match companies(tx)?.contains(company) {
        true => Err(say!("dues-own-company").into()),
        false => Ok(()),
    }
}

/// The same for all companies that these payments are of.
pub(super) fn of_others(tx: &mut Tx, payments: &[Payment]) -> Result<(), Fault> {
    let own = companies(tx)?;
    match payments.iter().any(|one| own.contains(&one.company_id)) {
        true => Err(say!("dues-own-company").into()),
        false => Ok(()),
    }
}
