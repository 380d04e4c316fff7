//! Outgoing mail. A letter is a row, written in the same transaction as what caused it;
//! a job sends it afterwards. The state `sending` stands on disk before the mail server is
//! given the message, so that after a crash nobody sends it a second time: it is then
//! `uncertain`, shown to the administrators, and theirs to send again or not. Without a mail
//! server a letter stays `queued`, to be read on the mailbox page, and goes out once there is one.
//! How a mail is carried: [`crate::platform::postman`].

use std::collections::HashSet;

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::kernel::Moment;
use crate::kernel::brand::Brand;
use crate::kernel::id::Id;
use crate::platform::db::{self, Conn, Fault, Tx};
use crate::platform::jobs;
use crate::platform::letter::{Letter, Recipient};
use crate::schema::mails;
use crate::words;

/// Marker for mail ids.
pub enum Mail {}
/// Id of a mail.
pub type MailId = Id<Mail>;

/// The job kind that sends a mail; its payload is the mail's id.
pub const SEND: &str = "mail.send";

/// Letters that carry a key meant for one person alone: a link that signs them in, a code that signs for
/// them. Whoever could read these in the mailbox or in a backup could act as that person.
const KEYED: [&str; 9] = [
    "accounts.change_asked",
    "accounts.change_email",
    "accounts.confirm",
    "accounts.email_changed",
    "accounts.invitation",
    "accounts.reset",
    "agreement.code",
    "council.seated",
    "people.invited",
];

/// Whether nobody but the receiver may read a letter of this kind.
#[must_use]
pub fn is_keyed(kind: &str) -> bool {
    KEYED.contains(&kind)
}

/// How long a letter with a key stays to be sent: longer than any key works.
const KEYS: TimeDelta = TimeDelta::days(15);

/// Letters whose keys work no more, and that still hold them, at most so many.
///
/// # Errors
/// If the database fails.
pub fn stale_keys(conn: &mut Conn, now: Moment, most: i64) -> Result<Vec<MailId>, Fault> {
    Ok(mails::table
        .filter(mails::kind.eq_any(KEYED))
        .filter(mails::created_at.lt(now - KEYS))
        .filter(mails::text_body.ne("").and(mails::state.ne(State::Kept)))
        .limit(most)
        .select(mails::id)
        .load(conn)?)
}

/// Letters with a key that were not handed over, and that still hold it.
///
/// # Errors
/// If the database fails.
pub fn unsent_keys(conn: &mut Conn) -> Result<Vec<MailId>, Fault> {
    let unsent = [State::Queued, State::Failed, State::Uncertain];
    Ok(mails::table
        .filter(mails::kind.eq_any(KEYED).and(mails::text_body.ne("")))
        .filter(mails::state.eq_any(unsent))
        .select(mails::id)
        .load(conn)?)
}

/// Forgets what these letters say. Those that still waited are not sent any more.
///
/// # Errors
/// If the database fails.
pub fn forget_keys(tx: &mut Tx, ids: &[MailId]) -> Result<(), Fault> {
    let waits = mails::id.eq_any(ids).and(mails::state.eq(State::Queued));
    let waiting: Vec<MailId> = mails::table
        .filter(waits)
        .select(mails::id)
        .load(tx.conn())?;
    give_up(tx.conn(), &waiting)?;
    ids.iter().try_for_each(|id| forget_key(tx.conn(), id))
}

/// These are not sent any more.
pub(super) fn give_up(conn: &mut Conn, ids: &[MailId]) -> Result<(), Fault> {
    let over = mails::state.eq(State::Failed);
    diesel::update(mails::table.filter(mails::id.eq_any(ids)))
        .set((over, mails::last_error.eq("what it said works no more")))
        .execute(conn)?;
    Ok(())
}

/// Forgets what a letter says, if it carries a key.
pub(super) fn forget_key(conn: &mut Conn, id: &MailId) -> Result<(), Fault> {
    diesel::update(mails::table.find(id))
        .filter(mails::kind.eq_any(KEYED))
        .set((
            mails::text_body.eq(""),
            mails::html_body.eq(""),
            mails::attachments.eq("[]"),
        ))
        .execute(conn)?;
    Ok(())
}

words! {
    /// How a mail stands.
    pub stored enum State: key "desk-mail-", tone {
        /// Waits to be sent.
        Queued = "queued", "ochre";
        /// The mail server is being given it.
        Sending = "sending", "blue";
        /// The mail server took it.
        Sent = "sent", "jade";
        /// The mail server refused it for good.
        Failed = "failed", "red";
        /// The portal stopped while sending: nobody knows whether it went out.
        Uncertain = "uncertain", "red";
        /// Not sent any more: what it called for was over.
        Recalled = "recalled", "ink";
        /// Made-up mail of the demo; never sent.
        Kept = "kept", "ink";
    }
}

impl State {
    /// Whether a person may decide to send it once more.
    #[must_use]
    pub const fn may_go_again(self) -> bool {
        matches!(self, Self::Failed | Self::Uncertain)
    }
}

/// A mail as stored.
#[derive(Debug, Clone, Queryable, Insertable, Selectable)]
#[diesel(table_name = mails, treat_none_as_default_value = false)]
pub struct MailRow {
    /// Id.
    pub id: MailId,
    /// Unique key: at most one mail per key.
    pub key: String,
    /// Kind of letter.
    pub kind: String,
    /// Address.
    pub to_address: String,
    /// Name.
    pub to_name: String,
    /// Language tag.
    pub lang: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text_body: String,
    /// HTML.
    pub html_body: String,
    /// JSON list of attachments.
    pub attachments: String,
    /// Kind of thing it is about.
    pub subject_kind: String,
    /// Id of that thing.
    pub subject_id: String,
    /// How it stands.
    pub state: State,
    /// Tries so far.
    pub attempts: i32,
    /// What the server said last.
    pub last_error: Option<String>,
    /// When it was posted.
    pub created_at: Moment,
    /// When the server took it.
    pub sent_at: Option<Moment>,
}

/// Posts a letter in this transaction. A letter whose key was posted before is not posted again.
pub fn post(tx: &mut Tx, letter: &Letter) -> Result<(), Fault> {
    post_some(tx, std::slice::from_ref(letter))
}

/// Letters that are posted in one go, at most.
const AT_ONCE: usize = 500;

fn post_some(tx: &mut Tx, letters: &[Letter]) -> Result<(), Fault> {
    let keys = letters.iter().map(|letter| &letter.key);
    let known: Vec<String> = mails::table
        .filter(mails::key.eq_any(keys))
        .select(mails::key)
        .load(tx.conn())?;
    let mut known: HashSet<&str> = known.iter().map(String::as_str).collect();
    let mut new = letters.iter().filter(|letter| known.insert(&letter.key));
    let Some(first) = new.next() else {
        return Ok(());
    };
    let (brand, now) = (tx.brand()?, tx.now());
    let rows = std::iter::once(first).chain(new);
    let rows = rows.map(|letter| written(letter, &brand, now));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<MailId> = rows.iter().map(|row| row.id.clone()).collect();
    db::insert_all(tx.conn(), mails::table, rows)?;
    jobs::enqueue_new(tx, SEND, &ids)
}

fn written(letter: &Letter, brand: &Brand, now: Moment) -> Result<MailRow, Fault> {
    let done = letter
        .render(brand)
        .map_err(|e| Fault::Broken(format!("letter: {e}")))?;
    Ok(MailRow {
        id: MailId::new(),
        key: letter.key.clone(),
        kind: letter.kind.to_owned(),
        to_address: letter.to.email.clone(),
        to_name: letter.to.name.clone(),
        lang: done.lang.tag().to_owned(),
        subject: done.subject,
        text_body: done.text,
        html_body: done.html,
        attachments: serde_json::to_string(&letter.attachments)?,
        subject_kind: letter.about.0.to_owned(),
        subject_id: letter.about.1.clone(),
        state: State::Queued,
        attempts: 0,
        last_error: None,
        created_at: now,
        sent_at: None,
    })
}

/// Whether a letter of this kind about something was posted whose key ends in these words.
///
/// # Errors
/// If the database fails.
pub fn was_posted(conn: &mut Conn, kind: &str, about: &str, ends: &str) -> Result<bool, Fault> {
    let found = mails::table
        .filter(mails::kind.eq(kind))
        .filter(mails::subject_id.eq(about))
        .filter(mails::key.like(format!("%:{ends}")));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(conn)?)
}

/// Whether a letter to several of this kind about something was posted to anybody under this key.
///
/// # Errors
/// If the database fails.
pub fn was_posted_to_several(
    conn: &mut Conn,
    kind: &str,
    about: &str,
    key: &str,
) -> Result<bool, Fault> {
    let found = mails::table
        .filter(mails::kind.eq(kind))
        .filter(mails::subject_id.eq(about))
        .filter(mails::key.like(format!("{kind}:{key}:%")));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(conn)?)
}

impl Tx<'_> {
    /// Posts one letter to several people, to each under a key of theirs.
    ///
    /// # Errors
    /// If the database fails.
    pub fn post_each(&mut self, to: &[Recipient], letter: &Letter) -> Result<(), Fault> {
        self.post_all(to.iter().map(|to| letter.copy_for(to)))
    }

    /// Posts letters to many, each as [`post`] does.
    ///
    /// # Errors
    /// If the database fails.
    pub fn post_all(&mut self, letters: impl IntoIterator<Item = Letter>) -> Result<(), Fault> {
        let letters: Vec<Letter> = letters.into_iter().collect();
        let mut some = letters.chunks(AT_ONCE);
        some.try_for_each(|some| post_some(self, some))
    }
}

/// The mail with this id.
pub fn find(conn: &mut Conn, id: &MailId) -> Result<MailRow, Fault> {
    Ok(mails::table
        .find(id)
        .select(MailRow::as_select())
        .first(conn)?)
}

/// The mails about these things.
///
/// # Errors
/// If the database fails.
pub fn about(conn: &mut Conn, subjects: &[String]) -> Result<Vec<MailId>, Fault> {
    let about = mails::table.filter(mails::subject_id.eq_any(subjects));
    Ok(about.select(mails::id).load(conn)?)
}

/// The mails that wait to be sent, oldest first.
pub fn waiting(conn: &mut Conn) -> Result<Vec<MailId>, Fault> {
    Ok(mails::table
        .filter(mails::state.eq(State::Queued))
        .order(mails::created_at)
        .select(mails::id)
        .load(conn)?)
}

/// Queues mails anew that still wait and that no job carries: they were posted while there was no
/// mail server.
pub fn release(tx: &mut Tx, ids: &[MailId]) -> Result<(), Fault> {
    let waiting: Vec<MailId> = mails::table
        .filter(mails::id.eq_any(ids).and(mails::state.eq(State::Queued)))
        .order(mails::created_at)
        .select(mails::id)
        .load(tx.conn())?;
    waiting
        .iter()
        .try_for_each(|id| jobs::restart(tx, SEND, id.as_str(), id))
}

/// Keeps everything that waits instead of sending it, and what was called back: letters of a made-up story,
/// to be read in the mailbox and nowhere else.
pub fn keep(tx: &mut Tx) -> Result<usize, Fault> {
    use crate::schema::jobs::dsl;
    diesel::delete(dsl::jobs.filter(dsl::kind.eq(SEND))).execute(tx.conn())?;
    Ok(
        diesel::update(mails::table.filter(mails::state.eq_any([State::Queued, State::Recalled])))
            .set(mails::state.eq(State::Kept))
            .execute(tx.conn())?,
    )
}

/// How many mails there are in each state.
pub fn states(conn: &mut Conn) -> Result<Vec<(State, i64)>, Fault> {
    Ok(mails::table
        .group_by(mails::state)
        .select((mails::state, diesel::dsl::count_star()))
        .load(conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_for_one_person_is_for_that_person_alone() {
        assert!(is_keyed("accounts.reset") && is_keyed("agreement.code"));
        assert!(!is_keyed("admission.received"));
    }
}
