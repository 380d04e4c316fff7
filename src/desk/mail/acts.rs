//! Sending mails once more: a decision of a person, written down by the outbox.

use crate::desk::policy::SeeMail;
use crate::kernel::Can;
use crate::platform::db::{Fault, Tx};
use crate::platform::outbox::{self, MailId};

/// Sends a mail again that failed, or of which nobody knows whether it went out.
pub fn send_again(tx: &mut Tx, id: &MailId) -> Result<(), Fault> {
    let _can = Can::<SeeMail>::check(tx.actor()?, &())?;
    outbox::send_again(tx, id)
}

/// Sends all mails again of which nobody knows whether they went out, but for those about what is kept from the
/// person; gives how many, and how many are left.
///
/// # Errors
/// If there is none, or the person may not.
pub fn send_uncertain_again(tx: &mut Tx, why: &str, kept: &[String]) -> Result<(i64, i64), Fault> {
    let _can = Can::<SeeMail>::check(tx.actor()?, &())?;
    outbox::send_uncertain_again(tx, why, kept)
}
