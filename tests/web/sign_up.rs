//! Signing up: an account is made for whoever proves the address, out of what they typed themselves.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use diesel::prelude::*;
use huiguan::kernel::{Role, Who};
use huiguan::platform::db::{Conn, Tx};
use huiguan::platform::secrets::sha256_hex;
use huiguan::schema::{people, tokens};

const NEW: &str = "four plum trees in snow";
const OTHER: &str = "nine grey herons at noon";

/// Signs up in a new browser; gives it with the link that was mailed.
fn sign_up_as(app: &TestApp, email: &str, name: &str, phrase: &str) -> (Browser, String) {
    let mut browser = app.browser();
    browser
        .open("/sign-up")
        .fill("name", name)
        .fill("email", email)
        .fill("password", phrase)
        .fill("privacy", "on");
    browser.submit("/sign-up");
    (browser, link_in(&app.mail_to(email), "/confirm/"))
}

/// Tries to sign in with a new browser; whether that works.
fn gets_in(app: &TestApp, email: &str, phrase: &str) -> bool {
    let mut browser = app.browser();
    browser
        .open("/sign-in")
        .fill("email", email)
        .fill("password", phrase);
    browser.submit("/sign-in").path() != "/sign-in"
}

#[test]
fn a_link_makes_the_account_that_was_typed_with_it_whoever_signed_up_after() {
    let app = TestApp::start();
    let (email, name) = ("v@example.test", "Vera Own");
    let (mut vera, first) = sign_up_as(&app, email, name, NEW);
    let (mut other, second) = sign_up_as(&app, email, "Somebody Else", OTHER);
    vera.open(&first).submit(&first);
    vera.open("/my/account").sees(name);
    assert_eq!(vera.value_of("name"), name);
    assert!(gets_in(&app, email, NEW));
    assert!(!gets_in(&app, email, OTHER));
    assert_eq!(other.go(&second), 422, "the other sign-up is void");
    let left: Vec<String> = app
        .db
        .read_now(|conn| Ok(tokens::table.select(tokens::data).load(conn)?))
        .unwrap();
    assert_eq!(left, ["null", "null"], "what was typed is forgotten");
}

#[test]
fn the_link_of_somebody_elses_sign_up_makes_no_account_for_them() {
    let app = TestApp::start();
    let email = "v@example.test";
    let (mut vera, first) = sign_up_as(&app, email, "Vera Own", NEW);
    let (_, second) = sign_up_as(&app, email, "Somebody Else", OTHER);
    // Both mails are in her box, and the newest is opened first.
    vera.open(&second).says("accounts-confirm-ask");
    vera.fill("password", NEW).submit(&second);
    vera.is_refused_at("password")
        .says("accounts-confirm-wrong");
    vera.submit(&second).is_refused_at("password");
    let known = |conn: &mut Conn| Ok(people::table.count().first::<i64>(conn)?);
    assert_eq!(app.db.read_now(known).unwrap(), 0, "nobody proved both");
    assert!(!gets_in(&app, email, OTHER));
    vera.open(&first).submit(&first);
    vera.open("/my/account").sees(email);
    assert!(!gets_in(&app, email, OTHER));
}

#[test]
fn a_link_that_is_opened_in_another_browser_asks_for_the_password_of_the_sign_up() {
    let app = TestApp::start();
    let (_, link) = sign_up_as(&app, "v@example.test", "Vera Own", NEW);
    let mut desk = app.browser();
    desk.open(&link).fill("password", NEW).submit(&link);
    desk.open("/my/account").sees("v@example.test");
}

#[test]
fn an_account_from_before_whose_address_was_never_confirmed_is_its_owners_still() {
    let app = TestApp::start();
    for (name, phrase) in [("Ada", PASSPHRASE), ("Bo", OTHER)] {
        let (id, email) = (app.person(name, &[]), address(name));
        let link = format!("/confirm/{name}");
        let hash = sha256_hex(name.as_bytes());
        let before = move |tx: &mut Tx| {
            let now = tx.now();
            diesel::update(people::table.find(&id))
                .set(people::confirmed_at.eq(None::<chrono::NaiveDateTime>))
                .execute(tx.conn())?;
            let row = (
                tokens::id.eq(id.as_str()),
                tokens::kind.eq("confirm"),
                tokens::token_hash.eq(&hash),
                tokens::person_id.eq(Some(id.as_str())),
                tokens::email.eq(address(name)),
                tokens::data.eq("null"),
                tokens::created_at.eq(now),
                tokens::expires_at.eq(now + TimeDelta::days(2)),
            );
            diesel::insert_into(tokens::table)
                .values(row)
                .execute(tx.conn())?;
            Ok(())
        };
        app.db.write_now(&Who::system("test"), before).unwrap();
        let (_, again) = sign_up_as(&app, &email, "Somebody Else", OTHER);
        let mut owner = app.browser();
        owner.open(&link).says("accounts-confirm-ask");
        owner.fill("password", phrase).submit(&link);
        if phrase == PASSPHRASE {
            owner.open("/my/account").sees(name);
            assert!(!gets_in(&app, &email, OTHER));
        } else {
            owner.is_refused_at("password");
            owner.open(&again).fill("password", OTHER).submit(&again);
            owner.open("/my/account").sees("Somebody Else");
            assert!(!gets_in(&app, &email, PASSPHRASE));
        }
    }
}

#[test]
fn an_invitation_is_not_held_up_by_a_strangers_sign_up_and_voids_it() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[Role::Admin]);
    let (mut stranger, link) = sign_up_as(&app, "bo@example.test", "Somebody Else", OTHER);
    ada.open("/desk/people/invite")
        .fill("email", "bo@example.test")
        .fill("roles", "admin")
        .submit("/desk/people/invite");
    let invitation = link_in(&app.mail_to("bo@example.test"), "/invitation/");
    let mut bo = app.browser();
    bo.open(&invitation)
        .fill("name", "Bo")
        .fill("password", NEW)
        .submit(&invitation);
    bo.open("/desk/people").sees("Bo").misses("Somebody Else");
    assert_eq!(stranger.go(&link), 422);
    let post = stranger.by_hand(reqwest::Method::POST, &link);
    assert_eq!(post.send().unwrap().status(), 422);
    assert!(!gets_in(&app, "bo@example.test", OTHER));
}

#[test]
fn a_link_to_a_new_address_gives_it_to_nobody_but_whoever_asked_for_it() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    let mut bo = app.signed_in("Bo", &[]);
    ada.open("/my/account")
        .fill("email", "bo.other@example.test")
        .submit("/my/account/email");
    let link = link_in(&app.mail_to("bo.other@example.test"), "/confirm-email/");
    let mut nobody = app.browser();
    nobody.go(&link);
    nobody.is_at("/sign-in");
    bo.open(&link).submit(&link);
    assert_eq!(bo.answer().status, 422);
    bo.says("accounts-confirm-email-other");
    ada.open(&link).submit(&link);
    ada.open("/my/account").sees("bo.other@example.test");
}

#[test]
fn a_strangers_words_make_no_link_in_somebody_elses_mail() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    for name in [
        "Win at https://evil.example/now",
        "See www.evil.example",
        "请点击 http://evil.test 领取退款",
        "<b>甲</b>",
    ] {
        let mut visitor = app.browser();
        visitor.open("/sign-up").fill("name", name);
        visitor
            .fill("email", "v@example.test")
            .fill("password", NEW)
            .fill("privacy", "on");
        visitor.submit("/sign-up").is_refused_at("name");
        ada.open("/my/account").fill("name", name);
        ada.submit("/my/account").is_refused_at("name");
        assert_eq!(ada.value_of("name"), name, "nothing typed is lost");
    }
    ada.fill("name", "Jean-Luc O'Neill").submit("/my/account");
    ada.is_at("/my/account").says("accounts-mine-saved");
}

#[test]
fn nobody_floods_another_with_mail() {
    let app = TestApp::start();
    app.person("Ada", &[]);
    let visitor = app.browser();
    let asks = |email: String| {
        let post = visitor.by_hand(reqwest::Method::POST, "/forgot");
        let answer = post.form(&[("email", email)]).send().unwrap();
        answer.status().as_u16()
    };
    let answers: Vec<u16> = (0..11).map(|_| asks(address("Ada"))).collect();
    assert_eq!(answers[..10], [200; 10]);
    assert_eq!(answers[10], 429);
    assert_eq!(asks(address("Bo")), 200, "another address still gets one");
    let mut owner = app.signed_in("Chen", &[]);
    let mut changes = |nth: usize| {
        owner
            .open("/my/account")
            .fill("email", format!("new{nth}@example.test"));
        owner.submit("/my/account/email").answer().status
    };
    let answers: Vec<u16> = (0..11).map(&mut changes).collect();
    assert_eq!(answers[..10], [200; 10]);
    assert_eq!(answers[10], 429);
}

#[test]
fn what_a_stranger_calls_themselves_stands_in_no_letter_to_whoever_owns_the_address() {
    let app = TestApp::start();
    let name = "Refund call 400 123 4567";
    let mut stranger = app.browser();
    stranger
        .open("/sign-up")
        .fill("name", name)
        .fill("email", "victim@example.test")
        .fill("password", NEW)
        .fill("privacy", "on");
    stranger.submit("/sign-up");
    let mut ada = app.signed_in(name, &[]);
    ada.open("/my/account").fill("email", "other@example.test");
    ada.submit("/my/account/email");
    for address in ["victim@example.test", "other@example.test"] {
        let mail = app.mail_to(address);
        for text in [&mail.subject, &mail.text_body, &mail.html_body] {
            assert!(!text.contains("400 123"), "{text}");
        }
    }
}

#[test]
fn many_strangers_together_write_to_one_address_no_more_than_thirty_times_a_day() {
    let app = TestApp::with(&[("trusted_proxies", "1")]);
    app.person("Ada", &[]);
    let visitor = app.browser();
    let asks = |nth: usize| {
        let post = visitor.by_hand(reqwest::Method::POST, "/forgot");
        let post = post.header("X-Forwarded-For", format!("203.0.113.{nth}"));
        let answer = post.form(&[("email", address("Ada"))]).send().unwrap();
        answer.status().as_u16()
    };
    let answers: Vec<u16> = (1..=31).map(asks).collect();
    assert_eq!(answers[..30], [200; 30]);
    assert_eq!(answers[30], 429);
    app.clock.advance(chrono::TimeDelta::hours(24));
    assert_eq!(asks(40), 200, "a day later");
}

#[test]
fn one_person_invites_no_more_than_sixty_a_day() {
    let app = TestApp::start();
    let lin = app.signed_in("Lin", &[Role::Admin]);
    let mei = app.signed_in("Mei", &[Role::Admin]);
    let invites = |who: &Browser, nth: usize| {
        let post = who.by_hand(reqwest::Method::POST, "/desk/people/invite");
        let email = format!("new{nth}@example.test");
        let form = [("email", email.as_str()), ("roles", "reviewer")];
        post.form(&form).send().unwrap().status().as_u16()
    };
    let answers: Vec<u16> = (0..61).map(|nth| invites(&lin, nth)).collect();
    assert_eq!(answers[..60], [303; 60]);
    assert_eq!(answers[60], 429);
    assert_eq!(invites(&mei, 61), 303, "somebody else still may");
}
