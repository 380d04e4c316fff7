//! Sending a mail once more: a decision of a person, written down by the outbox.

use crate::desk::policy::SeeMail;
use crate::kernel::Can;
use crate::platform::db::{Fault, Tx};
use crate::platform::outbox::{self, MailId};

/// Sends a mail again that failed, or of which nobody knows whether it went out.
pub fn send_again(tx: &mut Tx, id: &MailId) -> Result<(), Fault> {
    let _can = Can::<SeeMail>::check(tx.actor()?, &())?;
    outbox::send_again(tx, id)
}
