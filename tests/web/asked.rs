//! Whom an application names is asked by mail, answers signed in, and is asked at another address.
use crate::support::app::{TestApp, address, link_in};
use crate::support::apply::{self, credit_code};
use crate::support::browser::Browser;
use crate::support::sign::id_of;
use huiguan::kernel::Role;
use reqwest::Method;

fn post(app: &TestApp, who: &Browser, path: &str, fields: &[(&str, &str)]) -> u16 {
    let request = who.by_hand(Method::POST, path).header("Origin", &app.base);
    request.form(fields).send().unwrap().status().as_u16()
}

/// A clerk who sent the application of a company whose legal representative is somebody else; its path.
fn clerk(app: &TestApp) -> (Browser, String) {
    let mut clerk = app.signed_in("Clerk", &[]);
    let case = apply::fill_in(&mut clerk, "Plum Blossom Trading", &credit_code(1));
    clerk
        .open(&format!("{case}/step/people"))
        .fill("legal_name", "Zhang San");
    clerk.press("application-go-on");
    apply::send_only(&mut clerk, &case);
    (clerk, case)
}

#[test]
fn the_legal_representative_is_asked_by_mail_confirms_and_gives_the_clerk_powers() {
    let app = TestApp::start();
    let mut office = app.signed_in("Secretary", &[Role::Secretary]);
    let (mut clerk, case) = clerk(&app);
    let page = format!("{case}/people");
    office.open("/desk/companies").click("Plum Blossom Trading");
    let company = office.path().replace("/desk/", "/my/");
    clerk.open(&company);
    assert!(
        !clerk.has("form[action$='/people']"),
        "a clerk runs nothing"
    );
    clerk.open(&page).says("people-named-none");
    clerk.fill("email_legal", "no address").submit("/people");
    clerk.is_refused_at("email_legal");
    clerk
        .fill("email_legal", "zhang@example.test")
        .submit("/people");
    clerk.says("people-named-invited");
    let mail = app.mail_to("zhang@example.test");
    assert_eq!(mail.kind, "people.invited");
    let invitation = link_in(&mail, "/invitation/");
    let mut zhang = app.browser();
    zhang.open(&invitation).says("accounts-invitation-asks");
    zhang
        .fill("name", "Zhang San")
        .fill("password", "four plum trees in snow");
    zhang.submit(&invitation);
    zhang
        .says("people-answer-title")
        .sees("Plum Blossom Trading");
    let named = zhang.path().to_owned();
    zhang.fill("post", "Chairman");
    zhang.submit(&named).is_refused_at("agreed");
    assert_eq!(zhang.value_of("post"), "Chairman", "nothing typed is lost");
    zhang.fill("agreed", "on");
    zhang
        .press("people-answer-confirm")
        .says("people-confirmed");
    assert_eq!(app.mail_to(&address("Clerk")).kind, "people.answered");
    office
        .open(&format!("{}/people", apply::at_desk(&case)))
        .says("people-named-confirmed")
        .sees("Chairman");
    office
        .open(&format!("{}/record", apply::at_desk(&case)))
        .sees("Zhang San");
    let row = format!("/people/{}", id_of(&app, "Clerk"));
    zhang.open(&company).fill("powers", "pay").submit(&row);
    zhang.says("companies-people-changed");
    assert_eq!(
        post(&app, &clerk, &named, &[("post", "x"), ("agreed", "on")]),
        404
    );
}

#[test]
fn asking_at_another_address_ends_the_link_before_and_nobody_else_answers() {
    let app = TestApp::start();
    let (mut clerk, case) = clerk(&app);
    let page = format!("{case}/people");
    clerk.open(&page).fill("email_legal", "wrong@example.test");
    clerk.submit("/people");
    let first = link_in(&app.mail_to("wrong@example.test"), "/invitation/");
    let mut wrong = app.browser();
    assert_eq!(wrong.go(&first), 200);
    clerk.open(&page).fill("email_legal", address("Zhang San"));
    let mut zhang = app.signed_in("Zhang San", &[]);
    clerk.submit("/people");
    assert_ne!(wrong.go(&first), 200, "the link before is void");
    let named = link_in(&app.mail_to(&address("Zhang San")), "/my/named/");
    let mut stranger = app.signed_in("Stranger", &[]);
    assert_eq!(stranger.go(&named), 404);
    let said = [("post", "Chairman"), ("agreed", "on")];
    assert_eq!(post(&app, &stranger, &named, &said), 404);
    zhang.open(&named).says("people-answer-title");
    clerk
        .open(&page)
        .press("people-withdraw")
        .says("people-withdrawn");
    assert_eq!(zhang.go(&named), 404);
    assert_eq!(post(&app, &zhang, &named, &said), 404);
}

#[test]
fn who_is_not_the_one_named_declines_and_the_company_is_told_why() {
    let app = TestApp::start();
    let (mut clerk, case) = clerk(&app);
    let mut li = app.signed_in("Li", &[]);
    clerk
        .open(&format!("{case}/people"))
        .fill("email_legal", address("Li"))
        .submit("/people");
    let named = link_in(&app.mail_to(&address("Li")), "/my/named/");
    li.open(&named).says("people-answer-account");
    li.fill("post", "Chairman").fill("agreed", "on");
    li.press("people-answer-confirm").is_refused_at("agreed");
    li.open(&named).submit("/decline").is_refused_at("reason");
    li.fill("reason", "I don't know them.").submit("/decline");
    let mail = app.mail_to(&address("Clerk"));
    assert_eq!(mail.kind, "people.answered");
    assert!(mail.text_body.contains("I don't know them."));
    clerk
        .open(&format!("{case}/people"))
        .says("people-named-declined")
        .sees("I don't know them.");
}

#[test]
fn a_company_asks_five_strangers_a_day_and_its_letter_calls_nobody_by_a_name_it_typed() {
    let app = TestApp::start();
    let (clerk, case) = clerk(&app);
    let page = format!("{case}/people");
    let asks = |nth: usize| {
        let email = format!("new{nth}@example.test");
        let fields = [("duty", "legal"), ("email_legal", email.as_str())];
        post(&app, &clerk, &page, &fields)
    };
    let answers: Vec<u16> = (0..6).map(asks).collect();
    assert_eq!(answers, [303, 303, 303, 303, 303, 429]);
    let text = app.mail_to("new0@example.test").text_body;
    assert!(text.contains("Plum Blossom Trading"), "{text}");
    for name in ["Clerk", "Zhang San"] {
        assert!(!text.contains(name), "{text}");
    }
}

#[test]
fn who_works_in_the_chamber_is_told_what_confirming_closes_to_them() {
    let app = TestApp::start();
    let (mut clerk, case) = clerk(&app);
    let mut zhang = app.signed_in("Zhang San", &[Role::Reviewer]);
    clerk
        .open(&format!("{case}/people"))
        .fill("email_legal", address("Zhang San"))
        .submit("/people");
    let named = link_in(&app.mail_to(&address("Zhang San")), "/my/named/");
    zhang
        .open(&named)
        .says("accounts-invitation-loses")
        .says("web-role-reviewer");
}
