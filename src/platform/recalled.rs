//! Letters that are not sent any more: they call for something that is over. Whatever ends it says so in the
//! same write; a letter that the mail server is being given, or took, is out.

use diesel::prelude::*;

use crate::platform::db::{Fault, Tx};
use crate::platform::outbox::{MailId, State, forget_key};
use crate::schema::mails;

/// Calls back the letters of these kinds about something that still wait to be sent.
///
/// # Errors
/// If the database fails.
pub fn call_back(tx: &mut Tx, kinds: &[&str], about: &str) -> Result<(), Fault> {
    let ids: Vec<MailId> = mails::table
        .filter(mails::subject_id.eq(about))
        .filter(mails::kind.eq_any(kinds.to_vec()))
        .filter(mails::state.eq(State::Queued))
        .select(mails::id)
        .load(tx.conn())?;
    for id in &ids {
        diesel::update(mails::table.find(id))
            .set(mails::state.eq(State::Recalled))
            .execute(tx.conn())?;
        forget_key(tx.conn(), id)?;
    }
    Ok(())
}
