//! Sending a mail once more: a decision of a person, written down.

use super::rules::State;
use super::store;
use crate::desk::policy::SeeMail;
use crate::kernel::Can;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::jobs;
use crate::platform::outbox::{MailId, SEND};
use crate::say;

/// Sends a mail again that failed, or of which nobody knows whether it went out.
pub fn send_again(tx: &mut Tx, id: &MailId) -> Result<(), Fault> {
    let _can = Can::<SeeMail>::check(tx.actor()?, &())?;
    let mail = store::mail(tx.conn(), id)?;
    let state = State::parse(&mail.state);
    if !state.is_some_and(State::may_go_again) {
        return Err(say!("desk-mail-not-again").into());
    }
    store::queue(tx.conn(), id)?;
    let now = tx.now();
    let key = format!("{id}:{}", now.and_utc().timestamp_micros());
    jobs::enqueue(tx, SEND, &key, id, now)?;
    audit::record(
        tx,
        Entry::on("mail", id)
            .did("desk.mail.again")
            .before(&serde_json::json!({ "state": mail.state, "error": mail.last_error }))
            .after(&serde_json::json!({ "state": State::Queued.word(), "to": mail.to_address })),
    )
}
