//! Accounts: making one, getting back into it, keeping it safe, inviting others.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use diesel::prelude::*;
use huiguan::kernel::{Role, Who};
use huiguan::platform::secrets::sha256_hex;
use huiguan::schema::{people, tokens};

const NEW: &str = "four plum trees in snow";
const OTHER: &str = "nine grey herons at noon";

fn sign_up(app: &TestApp, email: &str) -> Browser {
    sign_up_as(app, email, "Li Wei", NEW).0
}

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
    let mail = app.mail_to(email);
    let link = (mail.kind == "accounts.confirm").then(|| link_in(&mail, "/confirm/"));
    (browser, link.unwrap_or_default())
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
fn a_new_account_works_once_its_address_is_confirmed() {
    let app = TestApp::start();
    let mut li = sign_up(&app, "li@example.test");
    li.says("accounts-sign-up-sent-title");
    li.open("/sign-in")
        .fill("email", "li@example.test")
        .fill("password", NEW)
        .submit("/sign-in");
    li.is_refused_at("email");
    let link = link_in(&app.mail_to("li@example.test"), "/confirm/");
    li.open(&link).submit(&link);
    li.open("/my/account").sees("li@example.test");
    assert_eq!(li.go(&link), 200);
    li.submit(&link);
    assert_eq!(li.answer().status, 422, "a link works once");
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
    other.open(&second).submit(&second);
    assert_eq!(other.answer().status, 422, "the other sign-up is void");
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
    let known =
        |conn: &mut huiguan::platform::db::Conn| Ok(people::table.count().first::<i64>(conn)?);
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
        let before = move |tx: &mut huiguan::platform::db::Tx<'_>| {
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
    stranger.open(&link).submit(&link);
    assert_eq!(stranger.answer().status, 422);
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
    nobody.is_at(&format!("/sign-in?next={}", link.replace('/', "%2F")));
    bo.open(&link).submit(&link);
    assert_eq!(bo.answer().status, 422);
    bo.says("accounts-confirm-email-other");
    ada.open(&link).submit(&link);
    ada.open("/my/account").sees("bo.other@example.test");
}

#[test]
fn signing_up_tells_nobody_who_has_an_account() {
    let app = TestApp::start();
    app.person("Ada", &[]);
    let known = sign_up(&app, &address("Ada"))
        .text()
        .replace(&address("Ada"), "X");
    let unknown = sign_up(&app, "new@example.test")
        .text()
        .replace("new@example.test", "X");
    assert_eq!(known, unknown);
    assert_eq!(app.mail_to(&address("Ada")).kind, "accounts.already");
}

#[test]
fn a_weak_password_is_refused_with_everything_typed_kept() {
    let app = TestApp::start();
    let mut li = app.browser();
    li.open("/sign-up")
        .fill("name", "Li Wei")
        .fill("email", "li@example.test")
        .fill("password", "password12")
        .submit("/sign-up");
    li.is_refused_at("password");
    assert!(li.has("input[name=name][value='Li Wei']"));
    assert!(app.mails().is_empty());
}

#[test]
fn a_forgotten_password_is_replaced_by_a_link_that_works_once_and_ends_all_sessions() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    let mut elsewhere = app.browser();
    elsewhere
        .open("/forgot")
        .fill("email", address("Ada"))
        .submit("/forgot");
    let link = link_in(&app.mail_to(&address("Ada")), "/reset/");
    elsewhere.open(&link).fill("password", NEW).submit(&link);
    elsewhere.is_at("/sign-in");
    assert_eq!(elsewhere.go(&link), 422);
    ada.open("/my/account").is_at("/sign-in");
    elsewhere.sign_in(&address("Ada"), NEW);
    elsewhere.open("/my/account").sees("Ada");
}

#[test]
fn a_link_dies_with_its_time() {
    let app = TestApp::start();
    app.person("Ada", &[]);
    let mut ada = app.browser();
    ada.open("/forgot")
        .fill("email", address("Ada"))
        .submit("/forgot");
    let link = link_in(&app.mail_to(&address("Ada")), "/reset/");
    app.clock.advance(TimeDelta::hours(3));
    assert_eq!(ada.go(&link), 422);
    ada.says("accounts-link-dead");
}

#[test]
fn guessing_at_an_account_is_slowed_down() {
    let app = TestApp::start();
    app.person("Ada", &[]);
    let mut guesser = app.browser();
    let mut guess = || {
        guesser
            .open("/sign-in")
            .fill("email", address("Ada"))
            .fill("password", "a wrong guess");
        guesser.submit("/sign-in").answer().status
    };
    let answers: Vec<u16> = (0..12).map(|_| guess()).collect();
    assert_eq!(answers[..10], [422; 10]);
    assert_eq!(answers[10..], [429; 2]);
    app.clock.advance(TimeDelta::minutes(16));
    assert_eq!(guess(), 422);
}

#[test]
fn a_session_ends_after_two_weeks_without_use() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    app.clock.advance(TimeDelta::days(13));
    ada.open("/my/account").is_at("/my/account");
    app.clock.advance(TimeDelta::days(13));
    ada.open("/my/account").is_at("/my/account");
    app.clock.advance(TimeDelta::days(15));
    ada.open("/my/account").is_at("/sign-in");
}

#[test]
fn a_person_ends_the_session_of_a_lost_phone() {
    let app = TestApp::start();
    let mut phone = app.signed_in("Ada", &[]);
    let mut desk = app.browser();
    desk.sign_in(&address("Ada"), PASSPHRASE);
    desk.open("/my/account").submit("/end");
    phone.open("/my/account").is_at("/sign-in");
    desk.open("/my/account").is_at("/my/account");
}

#[test]
fn the_second_factor_is_asked_for_and_each_code_works_once() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    ada.open("/my/account/second-factor");
    let secret = totp_rs::Secret::try_from_base32(ada.text_of("code.mono")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let code = || {
        totp.generate(app.clock.now().and_utc().timestamp() as u64)
            .to_string()
    };
    ada.fill("code", code()).submit("/my/account/second-factor");
    ada.says("accounts-factor-codes-title");
    let recovery = ada.text_of("ol.mono li");

    let mut again = app.browser();
    again.sign_in(&address("Ada"), PASSPHRASE);
    again.is_at("/sign-in/code");
    again.fill("code", code()).submit("/sign-in/code");
    again.is_refused_at("code");
    app.clock.advance(TimeDelta::seconds(60));
    again.fill("code", code()).submit("/sign-in/code");
    again.open("/my/account").is_at("/my/account");

    let mut without_phone = app.browser();
    without_phone.sign_in(&address("Ada"), PASSPHRASE);
    without_phone
        .fill("code", &recovery)
        .submit("/sign-in/code");
    without_phone.open("/my/account").is_at("/my/account");
}

#[test]
fn staff_are_invited_by_mail_and_get_their_roles() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[Role::Admin]);
    ada.open("/desk/people/invite")
        .fill("email", "bo@example.test")
        .fill("roles", "admin")
        .submit("/desk/people/invite");
    let link = link_in(&app.mail_to("bo@example.test"), "/invitation/");
    let mut bo = app.browser();
    bo.open(&link)
        .fill("name", "Bo")
        .fill("password", NEW)
        .submit(&link);
    bo.open("/desk/people").sees("Bo");
    assert_eq!(
        app.browser().go(&link),
        422,
        "an invitation is accepted once"
    );
}

#[test]
fn the_last_administrator_stays_one() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[Role::Admin]);
    ada.open("/desk/people")
        .click("Ada")
        .untick("roles")
        .submit("/roles");
    assert_eq!(ada.answer().status, 422);
    ada.says("accounts-people-last-admin");
}

#[test]
fn a_closed_account_is_out_at_once_and_its_record_stays() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[Role::Admin]);
    let mut bo = app.signed_in("Bo", &[Role::Reviewer]);
    ada.open("/desk/people")
        .click("Bo")
        .fill("reason", "left the chamber")
        .submit("/close");
    bo.open("/my/account").is_at("/sign-in");
    bo.fill("email", address("Bo"))
        .fill("password", PASSPHRASE)
        .submit("/sign-in");
    bo.is_refused_at("password");
    ada.open("/desk/people").sees("Bo");
}

#[test]
fn a_new_address_counts_once_its_link_is_followed_and_the_old_one_is_told() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    ada.open("/my/account")
        .fill("email", "new@example.test")
        .submit("/my/account/email");
    ada.open("/my/account").sees(&address("Ada"));
    let link = link_in(&app.mail_to("new@example.test"), "/confirm-email/");
    ada.open(&link).submit(&link);
    ada.open("/my/account").sees("new@example.test");
    assert_eq!(app.mail_to(&address("Ada")).kind, "accounts.email_changed");
}

#[test]
fn a_chosen_language_is_kept_in_the_profile() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    ada.open("/language/zh-TW?back=/my/account")
        .is_at("/my/account");
    assert!(ada.has("html[lang='zh-TW']"));
    let mut elsewhere = app.browser();
    elsewhere.sign_in(&address("Ada"), PASSPHRASE);
    elsewhere.open("/my/account");
    assert!(elsewhere.has("html[lang='zh-TW']"));
}
