//! What was talked about is written down.

use serde_json::json;

use crate::companies::book::policy::NoteCalls;
use crate::companies::book::rules::{Call, CallId, Noted};
use crate::companies::book::store;
use crate::kernel::Can;
use crate::kernel::id::CompanyId;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};

/// Writes down a call with a company.
///
/// # Errors
/// `Fault::Missing` for others than the secretariat, or if there is no such company.
pub fn note(tx: &mut Tx, company: &CompanyId, noted: &Noted) -> Result<(), Fault> {
    Can::<NoteCalls>::check(tx.actor()?, &())?;
    crate::companies::store::load(tx.conn(), company)?;
    let (with, held_on, said, follow_up) = noted.clone();
    let call = Call {
        id: CallId::new(),
        with,
        held_on,
        said,
        follow_up,
        by: tx.who().name().to_owned(),
        written_at: tx.now(),
    };
    store::calls::insert(tx.conn(), company, &call)?;
    let after = json!({ "with": call.with, "held_on": held_on, "follow_up": follow_up });
    let entry = Entry::on("company", company).did("companies.call.noted");
    audit::record(tx, entry.after(&after))
}
