//! Mails that a person sends once more: that failed, or of which nobody knows whether they arrived.

use diesel::prelude::*;

use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::jobs;
use crate::platform::outbox::{MailId, SEND, State, find, give_up};
use crate::say;
use crate::schema::mails;

/// Sends a mail again that failed or of which nobody knows whether it arrived. Whoever calls
/// this has made sure that the person may.
pub fn send(tx: &mut Tx, id: &MailId) -> Result<(), Fault> {
    let mail = find(tx.conn(), id)?;
    if !mail.state.may_go_again() || mail.text_body.is_empty() {
        return Err(say!("platform-mail-not-again").into());
    }
    again(tx, id, mail.state, "")
}

/// Uncertain mails that are sent again in one write, at most.
const AGAIN_AT_ONCE: i64 = 500;

/// Sends all mails again of which nobody knows whether they arrived, the oldest first, for this reason;
/// gives how many, and how many of them are left. Those about what is `kept` from the person stay as they
/// are. Whoever calls this has made sure that the person may.
///
/// # Errors
/// If there is none, or the database fails.
pub fn send_uncertain(tx: &mut Tx, kept: &[String], why: &str) -> Result<(i64, i64), Fault> {
    let uncertain = || {
        let shown = mails::table.filter(mails::subject_id.ne_all(kept.to_vec()));
        shown.filter(mails::state.eq(State::Uncertain))
    };
    // What was a key says nothing any more: it would arrive as an empty letter.
    let emptied = uncertain().filter(mails::text_body.eq(""));
    let emptied: Vec<MailId> = emptied.select(mails::id).load(tx.conn())?;
    give_up(tx.conn(), &emptied)?;
    let all: i64 = uncertain().count().get_result(tx.conn())?;
    let ids: Vec<MailId> = uncertain()
        .order((mails::created_at, mails::id))
        .limit(AGAIN_AT_ONCE)
        .select(mails::id)
        .load(tx.conn())?;
    if ids.is_empty() && emptied.is_empty() {
        return Err(say!("platform-mail-none-uncertain").into());
    }
    for id in &ids {
        again(tx, id, State::Uncertain, why)?;
    }
    let sent = i64::try_from(ids.len()).unwrap_or(AGAIN_AT_ONCE);
    Ok((sent, all - sent))
}

fn again(tx: &mut Tx, id: &MailId, was: State, why: &str) -> Result<(), Fault> {
    diesel::update(mails::table.find(id))
        .set((
            mails::state.eq(State::Queued),
            mails::last_error.eq(None::<String>),
        ))
        .execute(tx.conn())?;
    let entry = Entry::on("mail", id).did("platform.mail.sent_again");
    audit::record(tx, entry.before(&was.word()).why(why))?;
    jobs::restart(tx, SEND, id.as_str(), id)
}
