//! The door: who gets in, in which language, and what no other site may do.
use crate::support::app::{PASSPHRASE, TestApp, address};
use huiguan::kernel::Role;
use reqwest::Method;

#[test]
fn a_person_signs_in_and_out_again() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[Role::Admin]);
    ada.open("/my/account").sees("Ada");
    ada.submit("/sign-out");
    ada.open("/my/account").is_at("/sign-in");
}

#[test]
fn a_wrong_pass_phrase_is_refused_and_the_address_stays_typed() {
    let app = TestApp::start();
    app.person("Ada", &[]);
    let mut ada = app.browser();
    ada.open("/sign-in")
        .fill("email", address("Ada"))
        .fill("password", "no idea at all");
    ada.submit("/sign-in");
    assert_eq!(ada.answer().status, 422);
    assert!(ada.has("input[name=email][value='ada@example.test']"));
}

#[test]
fn a_page_that_wants_a_sign_in_is_shown_after_it() {
    let app = TestApp::start();
    app.person("Ada", &[Role::Admin]);
    let mut ada = app.browser();
    ada.open("/desk/people").is_at("/sign-in");
    ada.fill("email", address("Ada"))
        .fill("password", PASSPHRASE)
        .submit("/sign-in");
    ada.is_at("/desk/people");
}

#[test]
fn what_is_not_for_a_person_does_not_exist_for_them() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    assert_eq!(ada.go("/desk/people"), 404);
    assert_eq!(ada.go("/no/such/page"), 404);
}

#[test]
fn a_form_on_another_site_cannot_post_here() {
    let app = TestApp::start();
    let ada = app.signed_in("Ada", &[]);
    let post = |header, value| {
        let request = ada
            .by_hand(Method::POST, "/my/account/sessions/end")
            .header(header, value);
        request.send().unwrap().status().as_u16()
    };
    assert_eq!(post("Sec-Fetch-Site", "cross-site"), 403);
    assert_eq!(post("Origin", "https://elsewhere.example"), 403);
    assert_ne!(post("Sec-Fetch-Site", "same-origin"), 403);
}

#[test]
fn the_reader_is_answered_in_their_language() {
    let app = TestApp::start();
    for lang in ["zh-CN", "zh-TW", "en"] {
        let mut reader = app.browser_in(lang);
        reader.open("/sign-in").says("accounts-sign-in-title");
        assert!(reader.has(&format!("html[lang='{lang}']")), "{lang}");
    }
}

#[test]
fn every_answer_is_protected() {
    let app = TestApp::start();
    let mut reader = app.browser();
    for path in ["/sign-in", "/no/such/page"] {
        reader.go(path);
        let headers = &reader.answer().headers;
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["cache-control"], "no-store", "{path}");
        let policy = &headers["content-security-policy"];
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
    }
}
