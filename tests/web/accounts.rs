//! Accounts: making one, getting back into it, keeping it safe, inviting others.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use chrono::TimeDelta;
use huiguan::kernel::Role;

const NEW: &str = "four plum trees in snow";

fn sign_up(app: &TestApp, email: &str) -> crate::support::browser::Browser {
    let mut browser = app.browser();
    browser
        .open("/sign-up")
        .fill("name", "Li Wei")
        .fill("email", email)
        .fill("password", NEW)
        .fill("privacy", "on");
    browser.submit("/sign-up");
    browser
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
    assert_eq!(li.go(&link), 422, "a link works once");
    li.says("accounts-link-dead");
    let again = li.by_hand(reqwest::Method::POST, &link);
    assert_eq!(again.send().unwrap().status(), 422);
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
fn a_session_of_who_must_use_a_second_factor_ends_after_twelve_hours_without_use() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/access").fill("roles", "treasurer");
    lin.submit("/desk/settings/access");
    let mut purse = app.signed_in("Purse", &[Role::Treasurer]);
    purse.open("/desk").is_at("/my/account/second-factor");
    app.clock.advance(TimeDelta::hours(11));
    purse.open("/desk").is_at("/my/account/second-factor");
    app.clock.advance(TimeDelta::hours(13));
    purse.open("/my/account").is_at("/sign-in");
    lin.open("/desk").is_at("/desk");
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
    let once = code();
    ada.fill("code", &once).submit("/my/account/second-factor");
    ada.says("accounts-factor-codes-title");
    let recovery = ada.text_of("ol.mono li");

    let mut again = app.browser();
    again.sign_in(&address("Ada"), PASSPHRASE);
    again.is_at("/sign-in/code");
    again.fill("code", &once).submit("/sign-in/code");
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
fn a_link_changes_the_language_of_this_browser_and_the_profile_that_of_letters() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    ada.open("/language/zh-TW?back=/my/account")
        .is_at("/my/account");
    assert!(ada.has("html[lang='zh-TW']"));
    let kept = || {
        let read = |conn: &mut _| huiguan::accounts::person_by_email(conn, &address("Ada"));
        app.db.read_now(read).unwrap().unwrap().lang
    };
    assert_ne!(
        kept().as_deref(),
        Some("zh-TW"),
        "a link that was followed ahead"
    );
    ada.fill("lang", "zh-TW").submit("/my/account");
    assert_eq!(kept().as_deref(), Some("zh-TW"));
    let mut elsewhere = app.browser();
    elsewhere.sign_in(&address("Ada"), PASSPHRASE);
    elsewhere.open("/my/account");
    assert!(elsewhere.has("html[lang='zh-TW']"));
    ada.fill("lang", "en").submit("/my/account");
    assert!(ada.has("html[lang='en']"), "it holds in this browser too");
}
