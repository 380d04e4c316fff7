//! The application: filled in step by step, sent, corrected, accepted, withdrawn.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::apply::{self, PDF, at_desk, credit_code};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use huiguan::kernel::Role;
use reqwest::Method;

const NAME: &str = "Plum Blossom Trading";

#[test]
fn a_company_applies_and_is_told_where_its_case_stands() {
    let app = TestApp::start();
    let (applicant, _, case) = apply::sent(&app, NAME);
    applicant
        .sees(NAME)
        .says("admission-stage-submitted")
        .says("admission-told-submitted");
    assert!(applicant.has(".rail"));
    let mail = app.mail_to(&address("Applicant"));
    assert_eq!(mail.kind, "admission.received");
    assert_eq!(link_in(&mail, "/my/applications/"), case);
    assert!(mail.subject.contains("-0001"), "{}", mail.subject);
}

#[test]
fn a_step_says_everything_that_is_lacking_and_keeps_what_was_typed() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    li.open(&format!("{case}/step/company"));
    li.fill("name", NAME)
        .fill("credit_code", "91440300O922038216");
    li.press("application-go-on");
    for field in ["credit_code", "legal_form", "address", "introduction"] {
        li.is_refused_at(field);
    }
    li.open(&format!("{case}/step/company"));
    assert_eq!(li.value_of("name"), NAME);
    li.open(&format!("{case}/send"))
        .says("application-send-lacking");
    assert!(!li.has("form[action$='/send']"));
}

#[test]
fn a_draft_saves_itself_and_is_gone_on_with_elsewhere() {
    let app = TestApp::start();
    let mut phone = app.signed_in("Li", &[]);
    let case = apply::begin(&mut phone);
    let step = format!("{case}/step/company");
    let typed = phone
        .by_hand(Method::POST, &step)
        .header("Origin", &app.base)
        .header("X-Autosave", "1")
        .form(&[("name", NAME), ("credit_code", "half of i")])
        .send()
        .unwrap();
    assert_eq!(typed.status(), 204);
    let mut desk = app.browser();
    desk.sign_in(&address("Li"), crate::support::app::PASSPHRASE);
    desk.open("/my/applications").click(NAME);
    desk.open(&step);
    assert_eq!(desk.value_of("credit_code"), "half of i");
}

#[test]
fn nobody_else_sees_a_case_and_the_office_sees_no_drafts() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    let mut other = app.signed_in("Other", &[]);
    let mut office = app.signed_in("Secretary", &[Role::Secretary]);
    for page in ["", "/step/company", "/send"] {
        assert_eq!(other.go(&format!("{case}{page}")), 404);
        assert_eq!(office.go(&format!("{case}{page}")), 404);
    }
    for page in [
        "",
        "/check",
        "/review",
        "/visit",
        "/ballot",
        "/agreement",
        "/record",
    ] {
        assert_eq!(office.go(&format!("{}{page}", at_desk(&case))), 404);
    }
    assert_eq!(other.go("/desk/cases"), 404);
    let post = |path: String| {
        other
            .by_hand(Method::POST, &path)
            .header("Origin", &app.base)
    };
    let answer = post(format!("{case}/step/company"))
        .form(&[("name", "x")])
        .send()
        .unwrap();
    assert_eq!(answer.status(), 404);
    let answer = post(format!("{case}/withdraw"))
        .form(&[("reason", "")])
        .send()
        .unwrap();
    assert_eq!(answer.status(), 404);
}

#[test]
fn a_paper_is_what_its_content_says_and_only_the_case_s_people_read_it() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    li.open(&format!("{case}/step/papers"));
    li.attach("licence", "licence.pdf", b"MZ not a paper")
        .submit("/papers/licence");
    assert!(!li.has(".files a"), "a program is no paper");
    li.attach("licence", "licence.pdf", PDF)
        .submit("/papers/licence");
    let paper = li.link("/papers/");
    assert_eq!(li.go(&paper), 200);
    assert_eq!(li.answer().bytes, PDF);
    let mut other = app.signed_in("Other", &[]);
    assert_eq!(other.go(&paper), 404);
    li.open(&format!("{case}/step/papers")).submit("/remove");
    assert!(!li.has(".files a"));
    let phone = include_bytes!("../platform/data/phone.heic");
    li.attach("licence", "IMG_1.HEIC", phone)
        .submit("/papers/licence");
    let paper = li.link("/papers/");
    assert_eq!(li.go(&paper), 200);
    assert_eq!(li.answer().headers["content-type"], "image/jpeg");
    let shown = &li.answer().bytes;
    assert!(!shown.windows(11).any(|w| w == b"SecretPhone"));
}

/// The office finds the people step wrong and sends the application back.
pub fn send_back(office: &mut Browser, case: &str) {
    office.open(&format!("{}/check", at_desk(case)));
    for requirement in office.values_of("[name^='mark-'][value=fine]", "name") {
        let is_people = requirement == "mark-people";
        office.fill(&requirement, if is_people { "missing" } else { "fine" });
    }
    office.fill("why-people", "Nobody answers this phone.");
    office.press("admission-check-return");
    office.is_at(&at_desk(case));
}

#[test]
fn everything_missing_is_named_once_answered_and_sent_again_with_its_differences() {
    let app = TestApp::start();
    let (mut li, mut office, case) = apply::sent(&app, NAME);
    send_back(&mut office, &case);
    let mail = app.mail_to(&address("Applicant"));
    assert_eq!(mail.kind, "admission.returned");
    assert!(
        mail.text_body.contains("Nobody answers this phone."),
        "{}",
        mail.text_body
    );

    li.open(&case)
        .sees("Nobody answers this phone.")
        .says("admission-stage-returned");
    li.open(&format!("{case}/send"));
    assert!(!li.has("form[action$='/send']"), "an answer is lacking");
    li.open(&case)
        .fill("answer-1", "A new number.")
        .submit("/answers");
    li.open(&format!("{case}/step/people"))
        .fill("rep_phone", "13900139000");
    li.press("application-go-on");
    li.open(&format!("{case}/send")).submit("/send");
    li.says("admission-stage-resubmitted");

    office.open(&format!("{}/check", at_desk(&case)));
    office
        .sees("13800138000")
        .sees("13900139000")
        .sees("A new number.");
    apply::accept(&mut office, &case);
    office.says("admission-stage-accepted");
    assert_eq!(
        app.mail_to(&address("Applicant")).kind,
        "admission.accepted"
    );
}

#[test]
fn the_office_cannot_accept_what_it_has_not_checked() {
    let app = TestApp::start();
    let (_, mut office, case) = apply::sent(&app, NAME);
    let check = format!("{}/check", at_desk(&case));
    office.open(&check).press("admission-check-accept");
    office.is_at(&check);
    office.says("admission-stage-submitted");
    office
        .fill("mark-people", "missing")
        .press("admission-check-return");
    office.is_at(&check);
    office.says("admission-stage-submitted");
}

#[test]
fn silence_of_the_office_accepts_the_application() {
    let app = TestApp::start();
    let (mut li, mut office, case) = apply::sent(&app, NAME);
    app.clock
        .advance(TimeDelta::days(5) + TimeDelta::minutes(1));
    li.open(&case).says("admission-stage-accepted");
    office.open("/desk/cases?stage=accepted").sees(NAME);
    office.open(&at_desk(&case)).says("admission-event-deemed");
}

#[test]
fn an_application_is_withdrawn_at_once_and_for_good() {
    let app = TestApp::start();
    let (mut li, mut office, case) = apply::sent(&app, NAME);
    li.open(&case)
        .fill("reason", "We moved away.")
        .submit("/withdraw");
    li.says("admission-stage-withdrawn");
    assert_eq!(
        app.mail_to(&address("Applicant")).kind,
        "admission.withdrawn"
    );
    office.open(&at_desk(&case)).sees("We moved away.");
    office.open("/desk/cases").misses(NAME);
    office.open("/desk/cases?show=ended").sees(NAME);
    li.open(&case);
    assert!(!li.has("form[action$='/withdraw']"));
}

#[test]
fn consents_are_separate_and_can_be_taken_back() {
    let app = TestApp::start();
    let (mut li, _, case) = apply::sent(&app, NAME);
    li.open(&case).press("application-consent-give");
    assert!(li.has("button[name=given][value=no]"));
    li.press("application-consent-withdraw");
    assert!(!li.has("button[name=given][value=no]"), "{}", li.text());
}

#[test]
fn a_known_credit_code_is_no_oracle_and_the_office_settles_it() {
    let app = TestApp::start();
    let (mut li, mut office, first) = apply::sent(&app, NAME);
    let mut stranger = app.signed_in("Stranger", &[]);
    let second = apply::send(&mut stranger, "Plum Blossom Trade", &credit_code(1));
    stranger.misses(NAME).misses("-0001");
    let check = format!("{}/check", at_desk(&second));
    office.open(&check).sees(NAME).says("admission-alike-title");
    apply::accept(&mut office, &second);
    office.is_at(&check);
    office
        .fill("how", "join")
        .fill("reason", "Same licence.")
        .submit("/duplicate");
    apply::accept(&mut office, &second);
    office
        .is_at(&check)
        .sees("already has an open application, 2026-0001");
    li.open(&first).submit("/withdraw");
    apply::accept(&mut office, &second);
    office.says("admission-stage-accepted");
    office.open(&at_desk(&first)).sees("-0002");
}

#[test]
fn numbers_of_a_year_have_no_gaps() {
    let app = TestApp::start();
    let (mut li, mut office, _) = apply::sent(&app, NAME);
    apply::fill_in(&mut li, "A draft", &credit_code(7));
    apply::send(&mut li, "Another", &credit_code(2));
    office.open("/desk/cases?sort=sent");
    let numbers = office.text();
    assert!(numbers.contains("-0001") && numbers.contains("-0002") && !numbers.contains("-0003"));
}

#[test]
fn the_list_is_searched_filtered_and_saved() {
    let app = TestApp::start();
    let (mut li, mut office, _) = apply::sent(&app, "安和茶行有限公司");
    apply::send(&mut li, "Another", &credit_code(2));
    office
        .open("/desk/cases?q=anhe")
        .sees("安和茶行有限公司")
        .misses("Another");
    office.open("/desk/cases?q=ahc").sees("安和茶行有限公司");
    office.open("/desk/cases?waits=applicant").misses("Another");
    assert_eq!(office.go("/desk/cases?export=csv"), 200);
    assert!(office.answer().body.contains("Another"));
    assert_eq!(office.go("/desk/cases?export=xlsx"), 200);
    assert!(office.answer().bytes.starts_with(b"PK"));
}

#[test]
fn what_is_cleared_stays_cleared_and_two_who_write_keep_each_others_words() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    apply::company(&mut li, &case, "Plum Blossom", &credit_code(1));
    let step = format!("{case}/step/company");
    let mut other = app.browser();
    other.sign_in(&address("Li"), PASSPHRASE);
    li.open(&step);
    other.open(&step);
    li.fill("website", "").press("application-go-on");
    other
        .fill("address", "2 Example Road")
        .press("application-go-on");
    li.open(&step);
    assert_eq!(li.value_of("website"), "");
    assert_eq!(li.value_of("address"), "2 Example Road");
    assert_eq!(li.value_of("name"), "Plum Blossom");
}
