//! Who signed up and has not confirmed their address yet writes the application all the same.
use crate::applying::{NEW, sign_up};
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use diesel::prelude::*;
use huiguan::platform::db::Conn;
use huiguan::schema::{early_drafts, people};

const NAME: &str = "Plum Blossom Trading";
const EMAIL: &str = "li@example.test";
const APPLYING: &str = "/my/applications/new";

/// The page of a step.
fn at(step: &str) -> String {
    format!("/join/draft?step={step}")
}

/// A browser in which somebody signed up on the way to an application, with the link that was mailed.
fn signed_up(app: &TestApp) -> (Browser, String) {
    let mut li = app.browser();
    li.open("/join/apply?rank=director");
    let link = sign_up(app, &mut li, "Li Na", EMAIL);
    (li, link)
}

/// Writes the company's name, which is not all that the step asks for.
fn write(browser: &mut Browser) {
    browser
        .open(&at("company"))
        .fill("name", NAME)
        .press("application-go-later");
    browser.is_at("/join/draft");
}

fn drafts(app: &TestApp) -> i64 {
    let count = |conn: &mut Conn| Ok(early_drafts::table.count().get_result(conn)?);
    app.db.read_now(count).unwrap()
}

#[test]
fn a_draft_is_written_before_the_address_is_confirmed_and_goes_on_after() {
    let app = TestApp::start();
    let (mut li, link) = signed_up(&app);
    li.says("accounts-sign-up-meanwhile");
    li.click(&li.word("accounts-sign-up-write")).sees(EMAIL);
    assert!(!li.has("form[action$='/send']"), "it can't be sent");
    li.open(&at("company"))
        .fill("name", NAME)
        .press("application-go-on");
    li.is_refused_at("credit_code").is_refused_at("address");
    li.open(&at("people"));
    assert_eq!(li.value_of("contact_name"), "Li Na");
    assert_eq!(li.value_of("contact_email"), EMAIL);
    li.fill("legal_name", "Li Na")
        .fill("rep_name", "Li Si")
        .fill("rep_post", "Manager")
        .fill("rep_phone", "138 0013 8000")
        .fill("rep_email", "si@example.com")
        .fill("contact_phone", "0755-12345678")
        .press("application-go-on");
    assert_eq!(li.path(), at("rank"));
    assert!(li.has("[name=rank][value=director][checked]"));
    li.press("application-go-on");
    assert_eq!(li.path(), at("reasons"), "papers come after");
    let accounts = |conn: &mut Conn| Ok(people::table.count().get_result::<i64>(conn)?);
    assert_eq!(app.db.read_now(accounts).unwrap(), 0, "it makes no account");
    li.open(&link).submit(&link);
    li.is_at(APPLYING).says("application-new-goes-on");
    li.press("application-case-continue");
    let case = li.path().trim_end_matches("/step/company").to_owned();
    assert_eq!(li.value_of("name"), NAME);
    li.open(&format!("{case}/step/people"));
    assert_eq!(li.value_of("rep_name"), "Li Si");
    assert_eq!(drafts(&app), 0);
    li.open("/join/draft").is_at(APPLYING);
    li.misses(&li.word("application-new-goes-on"));
}

#[test]
fn the_link_is_mailed_again_to_who_writes_and_either_mail_confirms() {
    let app = TestApp::start();
    for nth in 0..2 {
        let mut li = app.browser();
        let email = format!("li{nth}@example.test");
        li.open("/join/apply");
        let first = sign_up(&app, &mut li, "Li Na", &email);
        write(&mut li);
        li.submit("/sign-up/again")
            .is_at("/join/draft")
            .sees(&email);
        let second = link_in(&app.mail_to(&email), "/confirm/");
        assert_ne!(first, second);
        let link = [first, second][nth].clone();
        li.open(&link).submit(&link);
        li.is_at(APPLYING).says("application-new-goes-on");
    }
}

#[test]
fn what_was_written_in_one_browser_is_there_for_who_confirms_in_another() {
    let app = TestApp::start();
    let (mut li, link) = signed_up(&app);
    write(&mut li);
    let mut phone = app.browser();
    phone.open(&link).fill("password", NEW).submit(&link);
    phone.is_at(APPLYING).says("application-new-goes-on");
    phone.press("application-case-continue");
    assert_eq!(phone.value_of("name"), NAME);
    // Whoever still writes in the first is told, and its script keeps what was typed.
    let post = li.by_hand(reqwest::Method::POST, &at("company"));
    let post = post.header("X-Autosave", "1").header("Origin", &app.base);
    let late = post.form(&[("name", "Plum"), ("was-name", NAME)]).send();
    assert_eq!(late.unwrap().status(), 422);
    li.open("/join/draft").is_at("/sign-up");
}

#[test]
fn nobody_reads_what_another_wrote_before_their_address_was_confirmed() {
    let app = TestApp::start();
    let (mut li, _) = signed_up(&app);
    write(&mut li);
    app.browser().open("/join/draft").is_at("/sign-up");
    let mut other = app.browser();
    // Somebody else signs up with the same address and proves nothing.
    other.open("/join/apply");
    sign_up(&app, &mut other, "Somebody Else", EMAIL);
    other.open(&at("company"));
    assert_eq!(other.value_of("name"), "");
    // So does, in the first browser, somebody of another name.
    li.open("/sign-up");
    sign_up(&app, &mut li, "Bo", "bo@example.test");
    li.open(&at("company"));
    assert_eq!(li.value_of("name"), "");
}

#[test]
fn a_mistyped_address_is_put_right_without_losing_the_draft() {
    let app = TestApp::start();
    let (mut li, _) = signed_up(&app);
    write(&mut li);
    li.open("/sign-up?next=%2Fmy%2Fapplications%2Fnew");
    let link = sign_up(&app, &mut li, "Li Na", "li.na@example.test");
    li.open(&at("company"));
    assert_eq!(li.value_of("name"), NAME);
    li.open(&link).submit(&link);
    li.is_at(APPLYING).says("application-new-goes-on");
}

#[test]
fn another_sign_up_that_is_confirmed_in_a_browser_leaves_its_draft_alone() {
    let app = TestApp::start();
    let (_, link) = signed_up(&app);
    let mut bo = app.browser();
    bo.open("/join/apply");
    sign_up(&app, &mut bo, "Bo", "bo@example.test");
    write(&mut bo);
    bo.open(&link).fill("password", NEW).submit(&link);
    bo.is_at(APPLYING);
    bo.open(&at("company"));
    assert_eq!(bo.value_of("name"), NAME);
}

#[test]
fn whoever_had_an_account_all_along_finds_the_draft_after_signing_in() {
    let app = TestApp::start();
    app.person("Bo", &[]);
    let mut bo = app.browser();
    bo.open("/join/apply");
    bo.fill("name", "Bo")
        .fill("email", address("Bo"))
        .fill("password", NEW)
        .fill("privacy", "on")
        .submit("/sign-up");
    write(&mut bo);
    let mut other = app.browser();
    other.sign_in(&address("Bo"), PASSPHRASE);
    other.open(APPLYING);
    other.misses(&other.word("application-new-goes-on"));
    bo.sign_in(&address("Bo"), PASSPHRASE);
    bo.open(APPLYING).says("application-new-goes-on");
}

#[test]
fn a_draft_that_nobody_confirms_goes_after_two_weeks_without_a_change() {
    let app = TestApp::start();
    let (mut li, _) = signed_up(&app);
    app.clock.advance(TimeDelta::days(10));
    write(&mut li);
    app.clock.advance(TimeDelta::days(10));
    app.round("accounts.sweep");
    assert_eq!(drafts(&app), 1);
    app.clock.advance(TimeDelta::days(5));
    app.round("accounts.sweep");
    assert_eq!(drafts(&app), 0);
    // What a person wrote stays theirs; where they wrote nothing there is nothing to keep.
    for wrote in [false, true] {
        let mut bo = app.browser();
        bo.open("/join/apply");
        let link = sign_up(&app, &mut bo, "Bo", &format!("bo-{wrote}@example.test"));
        if wrote {
            write(&mut bo);
        }
        bo.open(&link).submit(&link);
        app.clock.advance(TimeDelta::days(15));
        app.round("accounts.sweep");
        assert_eq!(drafts(&app), i64::from(wrote));
    }
}
