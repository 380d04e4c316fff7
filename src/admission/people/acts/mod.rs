//! What is done about a company's people: asked, answered, taken back; authorities handed in and decided.

pub mod authority;
pub mod named;

use crate::admission::case::{self, Case, SubmitCase};
use crate::admission::people::rules::is_on;
use crate::kernel::Can;
use crate::kernel::id::CaseId;
use crate::platform::db::{Fault, Tx};
use crate::say;

fn on(tx: &Tx, case: Case) -> Result<Case, Fault> {
    match is_on(&case, tx.now()) {
        true => Ok(case),
        false => Err(say!("people-refused-over").into()),
    }
}

/// The case for whoever fills in its application.
fn own(tx: &mut Tx, id: &CaseId) -> Result<Case, Fault> {
    let case = case::load(tx.conn(), id)?;
    Can::<SubmitCase>::check(tx.actor()?, &case)?;
    on(tx, case)
}
