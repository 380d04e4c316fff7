//! What the workers of a server do: which room handles which kind of job, and how often.

use super::Parts;
use crate::admission::agreement::Sealer;
use crate::admission::{agreement, application, ballot, review, visit};
use crate::dues;
use crate::expulsion;
use crate::kernel::Who;
use crate::membership::{self, Issuer};
use crate::platform::db::{Db, Fault};
use crate::platform::files::clear_orphans;
use crate::platform::jobs::Outcome;
use crate::platform::mailer::Mailer;
use crate::platform::outbox;
use crate::platform::postman::{Postman, RELEASE};
use crate::platform::workers::Workers;

/// Files that no row names are removed once a day.
const ORPHANS: &str = "files.orphans";
/// Deadlines of applications pass, and who has to act is reminded.
const APPLICATIONS: &str = "admission.applications";
/// Ballots close, and their directors are reminded, by the clock.
const BALLOTS: &str = "admission.ballots";
/// Signers are reminded, and the time to sign runs out.
const AGREEMENTS: &str = "admission.agreements";
/// What is due soon or late is said to whom it concerns.
const REMINDERS: &str = "admission.reminders";

/// The workers of this server, ready to start.
pub fn crew(parts: &Parts) -> Result<Workers, Fault> {
    let mailer = Mailer::new(&parts.site.config, &parts.key, &parts.clock)?;
    let postman = Postman::new(parts.db.clone(), mailer);
    let (carrier, releaser, sweeper) = (postman.clone(), postman, parts.clone());
    let (teller, notary, usher) = (parts.db.clone(), parts.clone(), parts.clone());
    let (reminder, copier, clerk) = (parts.db.clone(), parts.db.clone(), parts.db.clone());
    let sealer = Sealer {
        db: parts.db.clone(),
        clock: parts.clock.clone(),
        files: parts.files.clone(),
        press: parts.press.clone(),
        key: parts.key.clone(),
        stamps: parts.site.config.timestamp_url.clone(),
    };
    let workers = Workers::new(parts.db.clone(), parts.clock.clone())
        .on(agreement::SEAL, move |job| {
            let sealer = sealer.clone();
            async move { sealer.work(job).await }
        })
        .on(outbox::SEND, move |job| {
            let postman = carrier.clone();
            async move { postman.carry(job).await }
        })
        .every(15, RELEASE, move |_| {
            let postman = releaser.clone();
            async move { postman.release().await }
        })
        .every(30, REMINDERS, move |_| {
            let db = reminder.clone();
            async move { outcome(remind(&db).await) }
        })
        .every(5, membership::CATCH_UP, move |_| {
            let db = copier.clone();
            async move {
                outcome(
                    db.write(&Who::system("members"), membership::catch_up)
                        .await,
                )
            }
        })
        .every(24 * 60, ORPHANS, move |_| {
            let parts = sweeper.clone();
            async move { outcome(clear_orphans(&parts.db, &parts.files, &parts.clock).await) }
        })
        .every(1, BALLOTS, move |_| {
            let db = teller.clone();
            async move { outcome(ballot::run(&db).await) }
        })
        .every(1, expulsion::MOTIONS, move |_| {
            let db = clerk.clone();
            async move { outcome(expulsion::run(&db).await) }
        })
        .every(15, APPLICATIONS, move |_| {
            let parts = usher.clone();
            async move { outcome(application::run(&parts.db, parts.clock.now()).await) }
        })
        .every(15, AGREEMENTS, move |_| {
            let parts = notary.clone();
            async move { outcome(agreement::run(&parts.db, parts.clock.now()).await) }
        });
    Ok(money(parts, diplomas(parts, workers)))
}

/// Members' certificates are made.
fn diplomas(parts: &Parts, workers: Workers) -> Workers {
    let issuer = Issuer {
        db: parts.db.clone(),
        clock: parts.clock.clone(),
        files: parts.files.clone(),
        press: parts.press.clone(),
        key: parts.key.clone(),
        public_url: parts.site.config.public_url.clone(),
    };
    let left = issuer.clone();
    workers
        .on(membership::ISSUE, move |job| {
            let issuer = issuer.clone();
            async move {
                match serde_json::from_str(&job.payload) {
                    Ok(id) => outcome(issuer.carry_on(&id).await),
                    Err(error) => Outcome::Failed(error.to_string()),
                }
            }
        })
        .every(5, membership::ISSUE_LEFT, move |_| {
            let issuer = left.clone();
            async move { outcome(issuer.carry_on_left().await) }
        })
}

/// What is done about dues: billed, reminded of, asked for at providers, expired.
fn money(parts: &Parts, workers: Workers) -> Workers {
    let (cashier, biller, carrier) = (parts.db.clone(), parts.db.clone(), parts.db.clone());
    let (reminding, online) = (parts.db.clone(), parts.clone());
    workers
        .every(10, dues::REMIND, move |_| {
            let db = reminding.clone();
            async move { outcome(dues::remind(&db).await) }
        })
        .on(dues::CARRY_ON, move |job| {
            let db = biller.clone();
            async move {
                match serde_json::from_str(&job.payload) {
                    Ok(id) => outcome(dues::carry_on(&db, &id).await),
                    Err(error) => Outcome::Failed(error.to_string()),
                }
            }
        })
        .every(5, dues::LEFT, move |_| {
            let db = carrier.clone();
            async move { outcome(dues::carry_on_left(&db).await) }
        })
        .every(5, dues::ONLINE, move |_| {
            let parts = online.clone();
            async move {
                let (config, now) = (&parts.site.config, parts.clock.now());
                outcome(dues::online(&parts.db, config, now).await)
            }
        })
        .every(6 * 60, dues::EXPIRE, move |_| {
            let db = cashier.clone();
            async move { outcome(db.write(&Who::system("dues"), dues::expire).await) }
        })
}

/// Reminds reviewers and visitors; each reminder is sent once, whoever runs this and how often.
async fn remind(db: &Db) -> Result<(), Fault> {
    let reviews = review::run(db).await;
    visit::run(db).await.and(reviews)
}

/// A fault is worth another try later: what is wrong now may be mended by then.
fn outcome<T>(result: Result<T, Fault>) -> Outcome {
    match result {
        Ok(_) => Outcome::Done,
        Err(fault) => Outcome::Later(fault.to_string()),
    }
}
