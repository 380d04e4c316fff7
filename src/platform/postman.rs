//! Carries the mails of the outbox to the mail server, each at most once by itself.
//!
//! 1. In one write: the mail becomes `sending`, unless it already is; then an earlier try stopped
//!    between hand-over and answer, nobody knows what came of it, and it becomes `uncertain`.
//! 2. The hand-over.
//! 3. In another write: `sent`, `failed`, `uncertain`, or back to `queued` for a later try.

use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;

use crate::kernel::brand::Brand;
use crate::kernel::{Moment, Who};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::jobs::{JobRow, Outcome};
use crate::platform::mailer::{Handed, Mailer, Server};
use crate::platform::metrics;
use crate::platform::outbox::{self, MailId, MailRow, State};
use crate::platform::rounds::Round;
use crate::platform::workers::Task;
use crate::schema::mails;

/// Mails that are queued anew in one write.
const RELEASED_AT_ONCE: usize = 100;
/// How often it is tried again to write down what became of a letter, and the pause before each.
const NOTED_AGAIN: u32 = 120;
const PAUSE: Duration = Duration::from_secs(5);

/// Carries mails; cheap to clone.
#[derive(Clone)]
pub struct Postman {
    db: Db,
    mailer: Mailer,
}

/// What stands before the hand-over.
enum Ready {
    Go(Box<MailRow>, Box<Server>, Box<Brand>),
    NoServer,
    Over,
    Stays(String),
}

impl Postman {
    /// With this database and mailer.
    #[must_use]
    pub const fn new(db: Db, mailer: Mailer) -> Self {
        Self { db, mailer }
    }

    /// Queues the mails that were posted while there was no mail server, once there is one.
    #[must_use]
    pub fn release(&self) -> Round {
        let mailer = self.mailer.clone();
        let waiting = move |conn: &mut Conn, _: Moment| match mailer.server(conn)? {
            Some(_) => outbox::waiting(conn),
            None => Ok(vec![]),
        };
        Round::new(15, "mail.release", "mail worker").some(
            RELEASED_AT_ONCE,
            waiting,
            outbox::release,
        )
    }

    /// What is done about mails in the background.
    #[must_use]
    pub fn tasks(&self) -> Vec<Task> {
        let postman = self.clone();
        let carry = move |job| {
            let postman = postman.clone();
            async move { postman.carry(job).await }
        };
        vec![Task::job(outbox::SEND, carry), self.release().into()]
    }

    /// The handler of [`outbox::SEND`].
    pub async fn carry(&self, job: JobRow) -> Outcome {
        self.try_carry(&job)
            .await
            .unwrap_or_else(|fault| Outcome::Later(fault.to_string()))
    }

    async fn try_carry(&self, job: &JobRow) -> Result<Outcome, Fault> {
        let id: MailId = serde_json::from_str(&job.payload)?;
        let (mailer, mail_id) = (self.mailer.clone(), id.clone());
        let begin = move |tx: &mut Tx| begin(tx, &mailer, &mail_id);
        let (mail, server, brand) = match self.db.write(&who(), begin).await? {
            Ready::Go(mail, server, brand) => (mail, server, brand),
            Ready::Stays(why) => return Ok(Outcome::Failed(why)),
            // Without a server `release` brings it back once there is one.
            Ready::NoServer | Ready::Over => return Ok(Outcome::Done),
        };
        let handed = self.mailer.send(&server, &mail, &brand).await;
        metrics::mail(handed.word());
        tracing::info!(mail = %id, kind = mail.kind, ?handed, "a mail was handed over");
        let last_try = job.is_last_try();
        let ended = handed.clone();
        self.note(move |tx| end(tx, &mail, &ended, last_try))
            .await?;
        Ok(match handed {
            Handed::Taken => Outcome::Done,
            Handed::NotNow(why) => Outcome::Later(why),
            Handed::Refused(why) | Handed::Unknown(why) => Outcome::Failed(why),
        })
    }
}

impl Postman {
    /// Writes down what became of a letter, which nobody else knows: while the database is away, again and
    /// again for some ten minutes. What was written already is not written twice.
    async fn note<F>(&self, end: F) -> Result<(), Fault>
    where
        F: Fn(&mut Tx) -> Result<(), Fault> + Send + Sync + 'static,
    {
        let end = Arc::new(end);
        let mut tries = 0;
        loop {
            let this = Arc::clone(&end);
            match self.db.write(&who(), move |tx| this(tx)).await {
                Err(fault @ (Fault::Away(_) | Fault::Unsure(_))) if tries < NOTED_AGAIN => {
                    tracing::warn!(%fault, "what became of a letter is not written down yet");
                    tries += 1;
                    tokio::time::sleep(PAUSE).await;
                }
                ended => return ended,
            }
        }
    }
}

const STOPPED: &str = "stopped between hand-over and answer; it may have been sent or not";

fn who() -> Who {
    Who::system("mail worker")
}

fn begin(tx: &mut Tx, mailer: &Mailer, id: &MailId) -> Result<Ready, Fault> {
    let mail = outbox::find(tx.conn(), id)?;
    match mail.state {
        State::Queued => {}
        State::Sending => {
            set(tx, id, mail.attempts, State::Uncertain, Some(STOPPED), None)?;
            return Ok(Ready::Stays(STOPPED.to_owned()));
        }
        State::Sent | State::Recalled => return Ok(Ready::Over),
        // Only `outbox::send_again` takes it up: a person's decision, written down.
        State::Failed | State::Uncertain | State::Kept => {
            let why = mail.last_error.unwrap_or_else(|| mail.state.word().into());
            return Ok(Ready::Stays(why));
        }
    }
    let Some(server) = mailer.server_for(tx.conn(), &mail.kind)? else {
        return Ok(Ready::NoServer);
    };
    let brand = tx.brand()?;
    diesel::update(mails::table.find(id))
        .set((
            mails::state.eq(State::Sending),
            mails::attempts.eq(mail.attempts + 1),
        ))
        .execute(tx.conn())?;
    Ok(Ready::Go(Box::new(mail), Box::new(server), Box::new(brand)))
}

/// Writes down what came of the try that began with this letter.
fn end(tx: &mut Tx, mail: &MailRow, handed: &Handed, last_try: bool) -> Result<(), Fault> {
    let now = tx.now();
    let (state, why, sent_at) = match handed {
        // The answer came after all, even if the lease ran out meanwhile.
        Handed::Taken => (State::Sent, None, Some(now)),
        Handed::NotNow(why) if last_try => (State::Failed, Some(why.as_str()), None),
        Handed::NotNow(why) => (State::Queued, Some(why.as_str()), None),
        Handed::Refused(why) => (State::Failed, Some(why.as_str()), None),
        Handed::Unknown(why) => (State::Uncertain, Some(why.as_str()), None),
    };
    set(tx, &mail.id, mail.attempts + 1, state, why, sent_at)?;
    match state {
        State::Sent if outbox::is_keyed(&mail.kind) => outbox::forget_key(tx.conn(), &mail.id),
        _ => Ok(()),
    }
}

/// Writes down what became of a try, unless another has begun since.
fn set(
    tx: &mut Tx,
    id: &MailId,
    this_try: i32,
    state: State,
    error: Option<&str>,
    sent_at: Option<Moment>,
) -> Result<(), Fault> {
    diesel::update(mails::table.find(id))
        .filter(mails::state.eq_any([State::Sending, State::Uncertain]))
        .filter(mails::attempts.eq(this_try))
        .set((
            mails::state.eq(state),
            mails::last_error.eq(error),
            mails::sent_at.eq(sent_at),
        ))
        .execute(tx.conn())?;
    Ok(())
}
