//! Many letters at once, and what becomes of those that nobody knows about.

use huiguan::kernel::{Lang, Say};
use huiguan::platform::again;
use huiguan::platform::letter::{Letter, Recipient};
use huiguan::platform::outbox::{self, State};
use huiguan::platform::workers::Workers;

use super::instance::who;
use super::mail::Post;
use super::smtp::{Last, Manners};
use super::workers::until;

#[actix_web::test]
async fn many_letters_go_over_few_conversations() {
    const LETTERS: usize = 80;
    let post = Post::new(Manners::default(), "smtp").await;
    post.post().await;
    let more = |tx: &mut huiguan::platform::db::Tx| {
        let to = Recipient {
            email: "li.wei@firm.example".into(),
            name: "李伟".into(),
            lang: Some(Lang::ZhCn),
        };
        (2..=LETTERS).try_for_each(|n| {
            let subject = Say::plain("platform-letter-demo");
            outbox::post(
                tx,
                &Letter::new("test.letter", &n.to_string(), &to, subject),
            )
        })
    };
    post.instance.db.write(&who(), more).await.unwrap();
    let (db, clock) = (post.instance.db.clone(), post.instance.clock.clone());
    let server = Workers::new(db, clock, post.postman.tasks()).start();
    until("all were taken", || post.smtp.messages().len() >= LETTERS).await;
    server.stop().await;
    assert_eq!(post.smtp.messages().len(), LETTERS, "each once");
    let greeted = post.smtp.greeted.load(std::sync::atomic::Ordering::SeqCst);
    assert!(greeted <= 8, "{greeted}");
}

#[actix_web::test]
async fn letters_that_may_have_arrived_are_sent_again_all_at_once_with_a_reason() {
    let rude = Manners {
        last: [Last::HangUp].into(),
        ..Manners::default()
    };
    let post = Post::new(rude, "smtp").await;
    post.post().await;
    post.work().await;
    assert_eq!(post.mail().await.state, State::Uncertain);
    let again =
        |tx: &mut huiguan::platform::db::Tx| again::send_uncertain(tx, &[], "server lost it");
    let sent = post.instance.db.write(&who(), again).await.unwrap();
    assert_eq!(sent, (1, 0));
    post.work().await;
    assert_eq!(post.mail().await.state, State::Sent);
    assert!(
        post.instance.db.write(&who(), again).await.is_err(),
        "there is none any more"
    );
}

#[actix_web::test]
async fn letters_that_say_nothing_any_more_or_are_kept_from_who_presses_are_not_sent_again() {
    use diesel::prelude::*;
    use huiguan::schema::mails;
    let post = Post::new(Manners::default(), "smtp").await;
    post.post().await;
    let doubt = |body: &'static str, about: &'static str| {
        move |tx: &mut huiguan::platform::db::Tx| {
            let doubtful = (
                mails::state.eq(State::Uncertain),
                mails::text_body.eq(body),
                mails::subject_id.eq(about),
            );
            diesel::update(mails::table)
                .set(doubtful)
                .execute(tx.conn())?;
            Ok(())
        }
    };
    let press = |tx: &mut huiguan::platform::db::Tx| {
        again::send_uncertain(tx, &["their own case".to_owned()], "server lost it")
    };
    let db = &post.instance.db;
    db.write(&who(), doubt("text", "their own case"))
        .await
        .unwrap();
    assert!(
        db.write(&who(), press).await.is_err(),
        "there is none that they know of"
    );
    assert_eq!(post.mail().await.state, State::Uncertain);
    db.write(&who(), doubt("", "another case")).await.unwrap();
    assert_eq!(db.write(&who(), press).await.unwrap(), (0, 0));
    let mail = post.mail().await;
    assert_eq!(mail.state, State::Failed);
    assert!(mail.last_error.unwrap().contains("works no more"));
    post.work().await;
    assert!(post.smtp.messages().is_empty());
}
