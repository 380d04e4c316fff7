//! Letters that are not sent any more: they call for something that is over. Whatever ends it says so in the
//! same write; a letter that the mail server is being given, or took, is out.

use diesel::prelude::*;

use crate::kernel::Lang;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::letter::Recipient;
use crate::platform::outbox::{MailId, State, forget_key};
use crate::schema::mails;

/// To whom letters of these kinds about something went out, or may have: each address once.
///
/// # Errors
/// If the database fails.
pub fn out_to(conn: &mut Conn, kinds: &[&str], about: &str) -> Result<Vec<Recipient>, Fault> {
    let out = [State::Sending, State::Sent, State::Uncertain, State::Kept];
    let found: Vec<(String, String, String)> = mails::table
        .filter(mails::subject_id.eq(about))
        .filter(mails::kind.eq_any(kinds.to_vec()))
        .filter(mails::state.eq_any(out))
        .order((mails::created_at, mails::id))
        .select((mails::to_address, mails::to_name, mails::lang))
        .load(conn)?;
    let mut all: Vec<Recipient> = vec![];
    for (email, name, lang) in found {
        if all.iter().all(|known| known.email != email) {
            let lang = Lang::from_tag(&lang);
            all.push(Recipient { email, name, lang });
        }
    }
    Ok(all)
}

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
