//! Strangers who have letters sent to an address use up nothing of what its owner, the office, or a case may have
//! sent there; and no act waits for a letter that follows from it.
use crate::support::app::{TestApp, address, link_in};
use crate::support::browser::Browser;
use crate::visit::{complete, declared, visit};
use diesel::prelude::*;
use huiguan::kernel::{Role, Who};
use huiguan::platform::db::Tx;
use reqwest::Method;

const HOST: &str = "gate@host.example";

/// Asks for a new pass-phrase from this network address; gives the status.
fn forgot(browser: &Browser, ip: &str, email: &str) -> u16 {
    let post = browser.by_hand(Method::POST, "/forgot");
    let post = post.header("X-Forwarded-For", ip);
    post.form(&[("email", email)])
        .send()
        .unwrap()
        .status()
        .as_u16()
}

#[test]
fn an_address_that_strangers_flooded_still_gets_what_its_owner_and_the_office_send() {
    let app = TestApp::with(&[("trusted_proxies", "1")]);
    let email = address("Ada");
    let mut owner = app.signed_in("Ada", &[]);
    owner.open("/my").submit("/sign-out");
    let mut admin = app.signed_in("Lin", &[Role::Admin]);
    let stranger = app.browser();
    for nth in 1..=30 {
        let ip = format!("203.0.113.{nth}");
        assert_eq!(forgot(&stranger, &ip, &email), 200);
    }
    assert_eq!(forgot(&stranger, "198.51.100.1", &email), 429);
    // The owner's device gets ten of its own, from wherever, and causes no other address any.
    let letters = || {
        let mails = app.mails().into_iter();
        let resets = mails.filter(|mail| mail.kind == "accounts.reset");
        resets.filter(|mail| mail.to_address == email).count()
    };
    assert_eq!(letters(), 30);
    let own: Vec<u16> = (0..11)
        .map(|_| forgot(&owner, "198.51.100.1", &email))
        .collect();
    assert_eq!(own[..10], [200; 10]);
    assert_eq!(own[10], 429);
    assert_eq!(letters(), 40);
    assert_eq!(forgot(&owner, "203.0.113.1", &address("Lin")), 200);
    assert_eq!(forgot(&stranger, "198.51.100.1", &email), 429);
    // The office invites whom it likes.
    admin
        .open("/desk/people/invite")
        .fill("email", &email)
        .fill("roles", "reviewer")
        .submit("/desk/people/invite");
    assert_eq!(admin.answer().status, 200);
    link_in(&app.mail_to(&email), "/invitation/");
}

#[test]
fn what_people_without_an_office_cause_counts_with_the_strangers() {
    let app = TestApp::with(&[("trusted_proxies", "1")]);
    let (email, stranger) = ("new@example.test", app.browser());
    let mut free = app.signed_in("Chen", &[]);
    let change = |free: &mut Browser| {
        free.open("/my/account").fill("email", email);
        free.submit("/my/account/email").answer().status
    };
    for nth in 1..=29 {
        let ip = format!("203.0.113.{nth}");
        assert_eq!(forgot(&stranger, &ip, email), 200);
    }
    assert_eq!(change(&mut free), 200);
    assert_eq!(change(&mut free), 429, "thirty in all");
    assert_eq!(forgot(&stranger, "203.0.113.30", email), 429);
    // Whoever has an office is no stranger.
    let mut officer = app.signed_in("Lin", &[Role::Reviewer]);
    assert_eq!(change(&mut officer), 200);
}

#[test]
fn one_block_of_networks_does_not_fill_what_strangers_may_send_to_an_address() {
    let app = TestApp::with(&[("trusted_proxies", "1")]);
    app.person("Ada", &[]);
    let stranger = app.browser();
    let asks = |ip: &str| forgot(&stranger, ip, &address("Ada"));
    let answers: Vec<u16> = (0..21)
        .map(|nth| asks(&format!("2001:db8:1:{nth:x}::7")))
        .collect();
    assert_eq!(answers[..20], [200; 20]);
    assert_eq!(answers[20], 429, "one customer may have all of these");
    assert_eq!(asks("2001:db8:2:1::7"), 200, "a neighbour is somebody else");
}

/// As if every address had got as many letters by everybody as it may.
fn full(app: &TestApp) {
    let fill = |tx: &mut Tx| {
        let sql = "UPDATE limits SET hits = 1000 WHERE bucket LIKE 'mails:%:to:%'";
        assert!(diesel::sql_query(sql).execute(tx.conn())? > 0);
        Ok(())
    };
    app.db.write_now(&Who::system("test"), fill).unwrap();
}

/// The kinds of letters that went to the host.
fn to_host(app: &TestApp) -> Vec<String> {
    let mails = app.mails().into_iter();
    let to_host = mails.filter(|mail| mail.to_address == HOST);
    to_host.map(|mail| mail.kind).collect()
}

#[test]
fn a_visit_is_signed_though_its_host_can_get_no_more_letters() {
    let mut p = declared();
    p.office
        .open(&format!("{}/plan", visit(&p)))
        .fill("host_email", HOST)
        .press("visit-plan-change");
    assert_eq!(to_host(&p.app), ["visit.announced"]);
    complete(&p);
    full(&p.app);
    let path = visit(&p);
    p.first.open(&path).press("visit-freeze");
    for visitor in [&mut p.first, &mut p.second] {
        visitor.open(&path).fill("agree", "on").press("visit-sign");
    }
    p.second.says("visit-phase-done");
    assert_eq!(to_host(&p.app), ["visit.announced"]);
    p.office.open(&p.case).says("admission-stage-visited");
    p.office.sees(HOST);
}

#[test]
fn a_visit_is_moved_and_called_off_though_its_host_can_get_no_more_letters() {
    let mut p = declared();
    let plan = format!("{}/plan", visit(&p));
    p.office.open(&plan).fill("host_email", HOST);
    p.office.press("visit-plan-change");
    full(&p.app);
    p.office.open(&plan).fill("address", "2 Other Road");
    p.office.press("visit-plan-change");
    p.office.open(&plan);
    assert_eq!(p.office.value_of("address"), "2 Other Road");
    p.office
        .open(&visit(&p))
        .fill("reason", "Snow")
        .submit("/visit/cancel");
    p.office.open(&visit(&p)).says("visit-show-cancelled");
    assert_eq!(to_host(&p.app), ["visit.announced"]);
    p.office.open(&p.case).sees(HOST);
}
