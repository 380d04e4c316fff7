//! Sending mails once more: a decision of a person, written down by the outbox.

use crate::desk::kept;
use crate::desk::policy::SeeMail;
use crate::kernel::Can;
use crate::platform::again;
use crate::platform::db::{Fault, Tx};
use crate::platform::outbox::{self, MailId};

/// Sends a mail again that failed, or of which nobody knows whether it went out.
pub fn send_again(tx: &mut Tx, id: &MailId) -> Result<(), Fault> {
    let (_can, kept) = may(tx)?;
    if kept.contains(&outbox::find(tx.conn(), id)?.subject_id) {
        return Err(Fault::Missing);
    }
    again::send(tx, id)
}

/// Sends all mails again that the person may know of and of which nobody knows whether they went out; gives
/// how many, and how many are left.
///
/// # Errors
/// If there is none, or the person may not.
pub fn send_uncertain_again(tx: &mut Tx, why: &str) -> Result<(i64, i64), Fault> {
    let (_can, kept) = may(tx)?;
    again::send_uncertain(tx, &kept, why)
}

/// That the person looks after the mailbox, and what is kept from them in it.
fn may(tx: &mut Tx) -> Result<(Can<SeeMail>, Vec<String>), Fault> {
    let who = tx.actor()?.clone();
    let can = Can::<SeeMail>::check(&who, &())?;
    Ok((can, kept::from(tx.conn(), &who)?))
}
