//! Companies: the office's list, the company's own page, its representatives.
use crate::support::app::{TestApp, address, link_in};
use crate::support::apply::{self, credit_code};
use crate::support::browser::Browser;
use huiguan::kernel::Role;

/// An applicant whose company is known, the secretariat, and the company's own path.
fn known(app: &TestApp) -> (Browser, Browser, String) {
    let (applicant, mut office, _) = apply::sent(app, "安和茶行有限公司");
    office.open("/desk/companies").click("安和茶行有限公司");
    let own = office.path().replace("/desk/", "/my/");
    (applicant, office, own)
}

#[test]
fn the_office_finds_a_company_by_name_pinyin_and_code() {
    let app = TestApp::start();
    let (_, mut office, _) = known(&app);
    for words in ["安和", "anhe", "ahc", &credit_code(1).to_lowercase()] {
        office
            .open(&format!("/desk/companies?q={words}"))
            .sees("安和茶行有限公司");
    }
    office
        .open("/desk/companies?industry=A")
        .misses("安和茶行有限公司");
    assert_eq!(office.go("/desk/companies?export=csv"), 200);
    assert!(office.answer().body.contains(&credit_code(1)));
}

#[test]
fn a_company_describes_itself_but_keeps_name_and_code() {
    let app = TestApp::start();
    let (mut li, _, own) = known(&app);
    li.open(&own)
        .fill("address", "2 New Street")
        .fill("website", "not a site");
    li.submit(&own);
    li.is_refused_at("website");
    li.open(&own).fill("address", "2 New Street").submit(&own);
    li.sees("2 New Street").sees("安和茶行有限公司");
}

#[test]
fn a_colleague_is_invited_with_powers_and_the_last_owner_stays() {
    let app = TestApp::start();
    let (mut li, _, own) = known(&app);
    li.open(&own)
        .fill("email", "chen@example.test")
        .fill("powers", "sign");
    li.submit("/people");
    let link = link_in(&app.mail_to("chen@example.test"), "/invitation/");
    let mut chen = app.browser();
    chen.open(&link)
        .fill("name", "Chen")
        .fill("password", "four plum trees in snow");
    chen.submit(&link);
    chen.open(&own).says("companies-power-sign");
    assert!(
        !chen.has("form[action$='/people']"),
        "only who looks after it invites"
    );

    let people = li
        .open(&own)
        .values_of("form[action*='/people/']", "action");
    assert_eq!(people.len(), 2);
    for person in people {
        // Taking the owner's power from everybody must leave the last one.
        li.open(&own).fill("powers", "submit").submit(&person);
        li.is_at(&own);
    }
    let holders = |power: &str| {
        let ticked = format!("form[action*='/people/'] [value={power}][checked]");
        li.values_of(&ticked, "value").len()
    };
    assert_eq!(["owner", "submit", "sign"].map(holders), [1, 2, 1]);
    li.press("companies-people-remove");
    li.says("companies-people-removed");
    assert_eq!(chen.go(&own), 404);
}

#[test]
fn a_stranger_finds_no_company() {
    let app = TestApp::start();
    let (_, _, own) = known(&app);
    let mut other = app.signed_in("Other", &[]);
    assert_eq!(other.go(&own), 404);
    assert_eq!(other.go("/desk/companies"), 404);
    let post = other.by_hand(reqwest::Method::POST, &format!("{own}/people"));
    let answer = post
        .header("Origin", &app.base)
        .form(&[("email", "a@b.cn")])
        .send()
        .unwrap();
    assert_eq!(answer.status(), 404);
    let mut signed_out = app.browser();
    signed_out.open(&own).is_at("/sign-in");
}

#[test]
fn a_company_that_nobody_looks_after_gets_a_new_owner_from_the_office() {
    let app = TestApp::start();
    let (_, mut office, own) = known(&app);
    let desk = own.replace("/my/", "/desk/");
    let owner = format!("{desk}/owner");
    office.open(&desk);
    assert!(!office.has("form[action$='/owner']"), "somebody does");
    let early = office
        .by_hand(reqwest::Method::POST, &owner)
        .header("Origin", &app.base);
    let early = early.form(&[("email", "new@example.test"), ("post", "")]);
    assert_eq!(early.send().unwrap().status(), 422);
    let mut admin = app.signed_in("Lin", &[Role::Admin]);
    admin
        .open("/desk/people?q=Applicant&show=all")
        .click("Applicant");
    admin.fill("reason", "Left.").submit("/close");
    office.open(&desk).says("companies-orphan-title");
    office.fill("email", "nobody").submit("/owner");
    office.is_refused_at("email");
    office.fill("email", "new@example.test").submit("/owner");
    let link = link_in(&app.mail_to("new@example.test"), "/invitation/");
    let mut new = app.browser();
    new.open(&link)
        .fill("name", "Chen")
        .fill("password", "four plum trees in snow");
    new.submit(&link);
    new.open(&own).says("companies-power-owner");
    office.open(&desk);
    assert!(!office.has("form[action$='/owner']"));
}

#[test]
fn an_applicant_writes_to_five_strangers_a_day_in_the_companys_name_alone() {
    let app = TestApp::start();
    let (li, _, own) = known(&app);
    let invites = |nth: usize| {
        let post = li.by_hand(reqwest::Method::POST, &format!("{own}/people"));
        let email = format!("new{nth}@example.test");
        let form = [("email", email.as_str()), ("powers", "submit")];
        post.form(&form).send().unwrap().status().as_u16()
    };
    let answers: Vec<u16> = (0..6).map(invites).collect();
    assert_eq!(answers, [303, 303, 303, 303, 303, 429]);
    let letter = app.mail_to("new0@example.test");
    let text = &letter.text_body;
    assert!(!text.contains("Applicant"), "{text}");
}

#[test]
fn an_invitation_says_what_work_in_the_chamber_is_closed_by_it() {
    let app = TestApp::start();
    let (mut li, _, own) = known(&app);
    let mut bo = app.signed_in("Bo", &[Role::Reviewer]);
    li.open(&own).fill("email", address("Bo"));
    li.fill("powers", "submit").submit("/people");
    let link = link_in(&app.mail_to(&address("Bo")), "/invitation/");
    bo.open(&link).says("accounts-invitation-loses");
    bo.says("web-role-reviewer");
    let mut nobody = app.signed_in("Chen", &[]);
    li.open(&own).fill("email", address("Chen"));
    li.fill("powers", "submit").submit("/people");
    let link = link_in(&app.mail_to(&address("Chen")), "/invitation/");
    nobody.open(&link);
    assert!(!nobody.text().contains(&nobody.word("web-role-reviewer")));
}
