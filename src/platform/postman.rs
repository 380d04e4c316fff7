//! Carries the mails of the outbox to the mail server, each at most once by itself.
//!
//! 1. In one write: the mail that was read as `queued` becomes `sending`, unless it changed since. One that
//!    is `sending` already becomes `uncertain`: an earlier try stopped between hand-over and answer, nobody
//!    knows what came of it.
//! 2. The hand-over.
//! 3. In another write: `sent`, `failed`, `uncertain`, or back to `queued` for a later try; and the job's end.

use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;

use crate::kernel::brand::Brand;
use crate::kernel::{Moment, Who};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::jobs::{self, JobRow, Outcome};
use crate::platform::mailer::{Handed, Mailer, Server};
use crate::platform::metrics;
use crate::platform::outbox::{self, MailId, MailRow, State};
use crate::platform::rounds::Round;
use crate::platform::settings;
use crate::platform::workers::{Ended, Task};
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
    Go(Box<Letter>),
    /// An earlier try stopped in the middle.
    Broken(Box<MailRow>),
    NoServer,
    Over,
    Stays(String),
}

/// A letter, who carries it and who it is from.
struct Letter {
    mail: MailRow,
    server: Server,
    brand: Brand,
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
    pub async fn carry(&self, job: JobRow) -> Ended {
        self.try_carry(job)
            .await
            .unwrap_or_else(|fault| Outcome::Later(fault.to_string()).into())
    }

    async fn try_carry(&self, job: JobRow) -> Result<Ended, Fault> {
        let letter = match self.begin(&job).await? {
            Ok(letter) => letter,
            Err(outcome) => return Ok(outcome.into()),
        };
        let Letter {
            mail,
            server,
            brand,
        } = *letter;
        let handed = self.mailer.send(&server, &mail, &brand).await;
        metrics::mail(handed.word());
        tracing::info!(mail = %mail.id, kind = mail.kind, ?handed, "a mail was handed over");
        let outcome = match &handed {
            Handed::Taken => Outcome::Done,
            Handed::NotNow(why) => Outcome::Later(why.clone()),
            Handed::Refused(why) | Handed::Unknown(why) => Outcome::Failed(why.clone()),
        };
        let ended = outcome.clone();
        let note = move |tx: &mut Tx| {
            end(tx, &mail, &handed, job.is_last_try())?;
            jobs::finish(tx, &job, &ended)
        };
        self.note(note).await?;
        let noted = true;
        Ok(Ended { outcome, noted })
    }

    /// The letter of this job, written down as one that is `sending`; or how the job ends without that.
    async fn begin(&self, job: &JobRow) -> Result<Result<Box<Letter>, Outcome>, Fault> {
        let id: MailId = serde_json::from_str(&job.payload)?;
        loop {
            let (mailer, own) = (self.mailer.clone(), id.clone());
            let look = move |conn: &mut Conn| look(conn, &mailer, &own);
            let mail = match self.db.read(look).await? {
                Ready::Go(letter) => {
                    let (id, tries) = (letter.mail.id.clone(), letter.mail.attempts);
                    let claim = move |tx: &mut Tx| claim(tx, &id, tries);
                    if self.db.write(&who(), claim).await? {
                        return Ok(Ok(letter));
                    }
                    // It was called back, say, just now.
                    continue;
                }
                Ready::Broken(mail) => mail,
                Ready::Stays(why) => return Ok(Err(Outcome::Failed(why))),
                // Without a server `release` brings it back once there is one.
                Ready::NoServer | Ready::Over => return Ok(Err(Outcome::Done)),
            };
            let doubt = move |tx: &mut Tx| {
                let (tries, to) = (mail.attempts, State::Uncertain);
                set(tx, &mail.id, tries, to, Some(STOPPED), None)
            };
            self.db.write(&who(), doubt).await?;
            return Ok(Err(Outcome::Failed(STOPPED.to_owned())));
        }
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

fn look(conn: &mut Conn, mailer: &Mailer, id: &MailId) -> Result<Ready, Fault> {
    let mail = outbox::find(conn, id)?;
    Ok(match mail.state {
        State::Queued => {
            let Some(server) = mailer.server_for(conn, &mail.kind)? else {
                return Ok(Ready::NoServer);
            };
            let brand = settings::get(conn)?;
            Ready::Go(Box::new(Letter {
                mail,
                server,
                brand,
            }))
        }
        State::Sending => Ready::Broken(Box::new(mail)),
        State::Sent | State::Recalled => Ready::Over,
        // Only `again::send` takes it up: a person's decision, written down.
        State::Failed | State::Uncertain | State::Kept => {
            Ready::Stays(mail.last_error.unwrap_or_else(|| mail.state.word().into()))
        }
    })
}

/// Writes down that a letter is being handed over, if it still waits as it did after so many tries.
fn claim(tx: &mut Tx, id: &MailId, tries: i32) -> Result<bool, Fault> {
    let still = mails::state
        .eq(State::Queued)
        .and(mails::attempts.eq(tries));
    let claimed = diesel::update(mails::table.find(id).filter(still))
        .set((
            mails::state.eq(State::Sending),
            mails::attempts.eq(tries + 1),
        ))
        .execute(tx.conn())?;
    Ok(claimed == 1)
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
