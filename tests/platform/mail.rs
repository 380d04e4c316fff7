//! From a posted letter to what the mail server took, and what happens when it does not.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use huiguan::kernel::brand::{Brand, Trilingual};
use huiguan::kernel::{Lang, Say};
use huiguan::platform::again;
use huiguan::platform::jobs::{self, JobRow};
use huiguan::platform::letter::{Attachment, Letter, Recipient};
use huiguan::platform::mailer::{MailServer, Mailer, Security};
use huiguan::platform::outbox::{self, MailRow, State};
use huiguan::platform::postman::Postman;
use huiguan::platform::secrets::Key;
use huiguan::platform::settings;

use super::instance::{Instance, config, who};
use super::smtp::{Last, Manners, Smtp};

/// An instance, its postman, and the mail server they know.
pub struct Post {
    pub instance: Instance,
    pub postman: Postman,
    key: Key,
    pub smtp: Arc<Smtp>,
}

impl Post {
    pub async fn new(manners: Manners, scheme: &str) -> Self {
        let instance = Instance::new();
        let smtp = Smtp::start(instance.folder.path(), manners).await;
        let url = match scheme {
            "none" => String::new(),
            "smtps" => format!("smtps://chamber@localhost:{}", smtp.port),
            _ => format!("smtp://chamber@localhost:{}", smtp.port),
        };
        let ca = instance.folder.path().join("ca.pem").display().to_string();
        let config = config(
            instance.folder.path(),
            &[
                ("HUIGUAN_SMTP_URL", &url),
                ("HUIGUAN_SMTP_PASSWORD", "pw"),
                ("HUIGUAN_SMTP_CA", &ca),
                ("HUIGUAN_SMTP_FROM", "office@chamber.example"),
            ],
        );
        let key = Key::load(&config).unwrap();
        let mut mailer = Mailer::new(&config, &key, &instance.clock).unwrap();
        mailer.patience = Duration::from_millis(1500);
        let postman = Postman::new(instance.db.clone(), mailer);
        Self {
            instance,
            postman,
            key,
            smtp,
        }
    }

    pub async fn post(&self) {
        let who = who();
        let write = self.instance.db.write(&who, |tx| {
            let brand = Brand {
                name: Trilingual {
                    zh_cn: "演示商会".into(),
                    ..Trilingual::default()
                },
                ..Brand::default()
            };
            settings::set(tx, &brand)?;
            outbox::post(tx, &letter())
        });
        write.await.unwrap();
    }

    async fn lease(&self) -> Option<JobRow> {
        let kinds = [(outbox::SEND.to_owned(), 1)];
        let who = who();
        let take = self
            .instance
            .db
            .write(&who, move |tx| jobs::lease_some(tx, "test", &kinds));
        take.await.unwrap().pop()
    }

    /// What the clock does about mails that nobody carries.
    async fn release(&self) {
        let instance = &self.instance;
        let round = self.postman.release();
        let report = round.go(&instance.db, &instance.clock).await;
        report.whole().unwrap();
    }

    /// Does all jobs that are due now.
    pub async fn work(&self) {
        while let Some(job) = self.lease().await {
            let outcome = self.postman.carry(job.clone()).await.outcome;
            let who = who();
            let end = self
                .instance
                .db
                .write(&who, move |tx| jobs::finish(tx, &job, &outcome));
            end.await.unwrap();
        }
    }

    fn later(&self, seconds: i64) {
        self.instance.clock.advance(TimeDelta::seconds(seconds));
    }

    pub async fn mail(&self) -> MailRow {
        use diesel::prelude::*;
        use huiguan::schema::mails;
        let load = |c: &mut _| Ok(mails::table.select(MailRow::as_select()).first(c)?);
        self.instance.db.read(load).await.unwrap()
    }

    async fn send_again(&self) {
        let id = self.mail().await.id;
        let who = who();
        let again = self.instance.db.write(&who, move |tx| again::send(tx, &id));
        again.await.unwrap();
    }
}

fn letter() -> Letter {
    let to = Recipient {
        email: "li.wei@firm.example".into(),
        name: "李伟".into(),
        lang: Some(Lang::ZhCn),
    };
    Letter::new("test.letter", "1", &to, Say::plain("platform-letter-demo")).attach(Attachment {
        name: "走访.ics".into(),
        media_type: "text/calendar; charset=utf-8; method=REQUEST".into(),
        text: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into(),
    })
}

#[actix_web::test]
async fn a_letter_arrives_whole_over_starttls_with_sign_in() {
    let post = Post::new(
        Manners {
            password: Some("pw"),
            ..Manners::default()
        },
        "smtp",
    )
    .await;
    post.post().await;
    post.work().await;
    let mail = post.mail().await;
    assert_eq!((mail.state, mail.last_error), (State::Sent, None));
    assert!(mail.sent_at.is_some());
    let messages = post.smtp.messages();
    assert_eq!(messages.len(), 1);
    let text = &messages[0];
    for part in [
        &format!("Message-ID: <{}@chamber.example>", mail.id),
        "<office@chamber.example>",
        "<li.wei@firm.example>",
        "Auto-Submitted: auto-generated",
        "multipart/mixed",
        "multipart/alternative",
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
        "text/calendar",
        "VCALENDAR",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(text.is_ascii(), "old servers take it too");
}

#[actix_web::test]
async fn a_letter_arrives_over_tls_from_the_start() {
    let manners = Manners {
        tls_at_once: true,
        password: Some("pw"),
        ..Manners::default()
    };
    let post = Post::new(manners, "smtps").await;
    post.post().await;
    post.work().await;
    assert_eq!(post.mail().await.state, State::Sent);
}

#[actix_web::test]
async fn a_server_without_starttls_gets_nothing() {
    let post = Post::new(
        Manners {
            no_starttls: true,
            ..Manners::default()
        },
        "smtp",
    )
    .await;
    post.post().await;
    post.work().await;
    let mail = post.mail().await;
    assert_eq!(mail.state, State::Queued);
    assert!(mail.last_error.unwrap().contains("STARTTLS"));
    assert!(post.smtp.messages().is_empty());
}

#[actix_web::test]
async fn a_certificate_that_nobody_vouches_for_is_not_trusted() {
    let post = Post::new(Manners::default(), "smtp").await;
    let url = format!("smtp://localhost:{}", post.smtp.port);
    let config = config(post.instance.folder.path(), &[("HUIGUAN_SMTP_URL", &url)]);
    let mailer = Mailer::new(&config, &post.key, &post.instance.clock).unwrap();
    let asked = mailer.clone();
    let server = post
        .instance
        .db
        .read(move |c| asked.server(c))
        .await
        .unwrap()
        .unwrap();
    let why = mailer.check(&server).await.unwrap_err().text;
    assert!(why.to_lowercase().contains("certificate"), "{why}");
}

#[actix_web::test]
async fn a_wrong_password_keeps_the_letter_waiting() {
    let post = Post::new(
        Manners {
            password: Some("other"),
            ..Manners::default()
        },
        "smtp",
    )
    .await;
    post.post().await;
    post.work().await;
    let mail = post.mail().await;
    assert_eq!(mail.state, State::Queued);
    assert!(mail.last_error.unwrap().contains("sign-in"));
}

#[actix_web::test]
async fn a_server_that_says_later_gets_it_later_and_once() {
    let busy = Manners {
        receivers: ["451 4.7.1 greylisted"].into(),
        last: [Last::Say("452 4.3.1 full")].into(),
        ..Manners::default()
    };
    let post = Post::new(busy, "smtp").await;
    post.post().await;
    post.work().await;
    assert_eq!(post.mail().await.state, State::Queued);
    post.later(6);
    post.work().await;
    assert!(post.mail().await.last_error.unwrap().contains("full"));
    post.work().await;
    assert_eq!(
        post.mail().await.attempts,
        2,
        "not before the pause is over"
    );
    post.later(21);
    post.work().await;
    assert_eq!(post.mail().await.state, State::Sent);
    assert_eq!(post.smtp.messages().len(), 1);
}

#[actix_web::test]
async fn a_server_that_says_never_is_asked_again_only_by_hand() {
    let strict = Manners {
        receivers: ["550 5.1.1 no such user"].into(),
        ..Manners::default()
    };
    let post = Post::new(strict, "smtp").await;
    post.post().await;
    post.work().await;
    let mail = post.mail().await;
    assert_eq!(mail.state, State::Failed);
    assert!(mail.last_error.unwrap().contains("no such user"));
    post.later(100_000);
    post.work().await;
    assert!(post.smtp.messages().is_empty());
    post.send_again().await;
    post.work().await;
    assert_eq!(post.mail().await.state, State::Sent);
}

#[actix_web::test]
async fn a_server_that_falls_silent_after_the_message_leaves_it_uncertain() {
    let rude = Manners {
        last: [Last::HangUp].into(),
        ..Manners::default()
    };
    let post = Post::new(rude, "smtp").await;
    post.post().await;
    post.work().await;
    assert_eq!(post.mail().await.state, State::Uncertain);
    post.later(100_000);
    post.work().await;
    assert_eq!(
        post.smtp.messages().len(),
        1,
        "nobody sends it again by itself"
    );
    post.send_again().await;
    post.work().await;
    assert_eq!(post.mail().await.state, State::Sent);
}

#[actix_web::test]
async fn a_crash_between_hand_over_and_answer_sends_nothing_twice() {
    let slow = Manners {
        last: [Last::Sleep].into(),
        ..Manners::default()
    };
    let post = Post::new(slow, "smtp").await;
    post.post().await;
    let job = post.lease().await.unwrap();
    // The worker dies while the server has the message and has not answered.
    let dies = tokio::time::timeout(Duration::from_millis(900), post.postman.carry(job));
    assert!(dies.await.is_err());
    assert_eq!(post.mail().await.state, State::Sending);
    post.later(jobs::LEASE + 1);
    post.work().await;
    assert_eq!(post.mail().await.state, State::Uncertain);
    assert_eq!(post.smtp.messages().len(), 1);
}

#[actix_web::test]
async fn without_a_server_letters_wait_and_go_out_once_one_is_set() {
    let post = Post::new(
        Manners {
            password: Some("pw"),
            ..Manners::default()
        },
        "none",
    )
    .await;
    post.post().await;
    post.work().await;
    post.release().await;
    post.work().await;
    assert_eq!(post.mail().await.state, State::Queued);
    let set = MailServer {
        host: "localhost".into(),
        port: post.smtp.port,
        security: Security::Starttls,
        user: "chamber".into(),
        password_sealed: post.key.seal(b"pw").unwrap(),
        from_address: "office@chamber.example".into(),
        from_name: String::new(),
    };
    let who = who();
    let save = post
        .instance
        .db
        .write(&who, move |tx| settings::set(tx, &set));
    save.await.unwrap();
    post.release().await;
    post.work().await;
    assert_eq!(post.mail().await.state, State::Sent);
    let record = post.instance.db.read(last_record).await.unwrap();
    assert!(record.contains(r#""password_sealed":true"#), "{record}");
}

fn last_record(
    conn: &mut huiguan::platform::db::Conn,
) -> Result<String, huiguan::platform::db::Fault> {
    use diesel::prelude::*;
    use huiguan::schema::audit;
    let found = audit::table.filter(audit::subject_id.eq("mail_server"));
    Ok(found
        .select(audit::after_json.assume_not_null())
        .first(conn)?)
}

#[actix_web::test]
async fn a_letter_with_a_key_is_forgotten_once_it_went_out() {
    let manners = Manners {
        password: Some("pw"),
        ..Manners::default()
    };
    let post = Post::new(manners, "smtp").await;
    let keyed = |tx: &mut huiguan::platform::db::Tx| {
        let subject = Say::plain("platform-letter-demo");
        let letter = Letter::new("accounts.reset", "1", &letter().to, subject);
        outbox::post(tx, &letter)
    };
    post.instance.db.write(&who(), keyed).await.unwrap();
    assert_ne!(post.mail().await.text_body, "");
    post.work().await;
    let mail = post.mail().await;
    assert_eq!((mail.state, mail.text_body), (State::Sent, String::new()));
    assert_eq!(mail.html_body, "");
}
