//! Nobody decides about the money of a company that they act for.

use crate::kernel::id::CompanyId;
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Refuses whoever acts for this company: what it owes, and what is given or paid back to it, somebody else
/// decides, whatever their role. The portal itself acts for nobody.
pub(super) fn of_another(tx: &Tx, company: &CompanyId) -> Result<(), Fault> {
    match &tx.who().actor {
        Some(actor) if actor.acts_for(company).is_some() => Err(say!("dues-own-company").into()),
        _ => Ok(()),
    }
}
