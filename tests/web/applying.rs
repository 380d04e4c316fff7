//! The way to an application: through an account and back, with what is known already and what each rank takes.
use crate::pressed::accounts::turn_on;
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::apply::{self, PDF};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use huiguan::accounts;
use huiguan::admission::application::rules::Step;
use huiguan::chamber::rules::{RankRoute, Routes};
use huiguan::companies::book;
use huiguan::companies::book::rules::Said;
use huiguan::kernel::Who;
use huiguan::platform::db::Tx;
use huiguan::platform::settings;
use image::{GrayImage, Luma};
use qrcode::{Color, QrCode};

pub const NEW: &str = "four plum trees in snow";
const APPLYING: &str = "/my/applications/new";

/// Signs up on the page that stands there; gives the link that was mailed.
pub fn sign_up(app: &TestApp, browser: &mut Browser, name: &str, email: &str) -> String {
    browser
        .fill("name", name)
        .fill("email", email)
        .fill("password", NEW)
        .fill("privacy", "on");
    browser.submit("/sign-up");
    link_in(&app.mail_to(email), "/confirm/")
}

/// Signs in on the page that stands there.
fn sign_in(browser: &mut Browser, name: &str) {
    browser.is_at("/sign-in");
    browser
        .fill("email", address(name))
        .fill("password", PASSPHRASE)
        .submit("/sign-in");
}

#[test]
fn the_public_button_leads_through_sign_up_and_its_letter_to_the_application_at_the_rank_chosen() {
    let app = TestApp::start();
    let mut li = app.browser();
    li.open("/join");
    let button = li.link("/join/apply?rank=director");
    li.open(&button).is_at("/sign-up");
    let link = sign_up(&app, &mut li, "Li", "li@example.test");
    // The letter may be opened in another browser.
    let mut phone = app.browser();
    phone.open(&link).fill("password", NEW).submit(&link);
    phone.is_at(APPLYING);
    assert_eq!(phone.value_of("rank"), "director");
    phone.submit("/my/applications");
    let case = phone.path().trim_end_matches("/step/company").to_owned();
    phone.open(&format!("{case}/step/rank"));
    assert!(phone.has("[name=rank][value=director][checked]"));
}

#[test]
fn whoever_has_an_account_signs_in_on_the_way_and_who_is_signed_in_goes_straight() {
    let app = TestApp::start();
    app.person("Bo", &[]);
    let mut bo = app.browser();
    bo.open("/join/apply?rank=director");
    let sign_in_page = bo.link("/sign-in?next=");
    bo.open(&sign_in_page);
    assert!(bo.link("/sign-up?next=").contains("director"));
    sign_in(&mut bo, "Bo");
    bo.is_at(APPLYING);
    assert_eq!(bo.value_of("rank"), "director");
    bo.open("/join/apply?rank=member").is_at(APPLYING);
    assert_eq!(bo.value_of("rank"), "member");
    bo.open("/join/apply?rank=emperor").is_at(APPLYING);
    assert_eq!(bo.value_of("rank"), "", "nobody can apply for it");
}

#[test]
fn the_owner_of_the_address_is_led_on_by_the_letter_that_tells_of_the_account() {
    let app = TestApp::start();
    app.person("Bo", &[]);
    let mut bo = app.browser();
    bo.open("/join/apply");
    bo.fill("name", "Bo")
        .fill("email", address("Bo"))
        .fill("password", NEW)
        .fill("privacy", "on")
        .submit("/sign-up");
    let link = link_in(&app.mail_to(&address("Bo")), "/sign-in");
    bo.open(&link);
    sign_in(&mut bo, "Bo");
    bo.is_at(APPLYING);
}

#[test]
fn a_second_factor_leads_on_to_the_page_that_was_asked_for() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    let codes = turn_on(&app, &mut ada);
    let mut phone = app.browser();
    phone.open("/my/applications");
    sign_in(&mut phone, "Ada");
    phone.is_at("/sign-in/code");
    phone.fill("code", &codes[0]).submit("/sign-in/code");
    phone.is_at("/my/applications");
}

#[test]
fn nobody_is_led_to_another_site() {
    let app = TestApp::start();
    app.person("Bo", &[]);
    for elsewhere in [
        "https%3A%2F%2Fevil.example%2F",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
    ] {
        let mut bo = app.browser();
        bo.open(&format!("/sign-up?next={elsewhere}"));
        assert_eq!(bo.value_of("next"), "");
        bo.open(&format!("/sign-in?next={elsewhere}"));
        sign_in(&mut bo, "Bo");
        bo.is_at("/my");
    }
}

#[test]
fn a_form_that_is_sent_after_the_session_ended_leads_back_to_the_page_it_stood_on() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    let step = format!("{case}/step/company");
    // A step is sent to its own address, the withdrawal to another than its page has.
    for (page, form) in [
        (&step, "application-go-on"),
        (&case, "application-withdraw-submit"),
    ] {
        li.open(page);
        app.clock.advance(TimeDelta::days(15));
        li.press(form);
        sign_in(&mut li, "Li");
        li.is_at(page);
    }
}

#[test]
fn a_draft_is_saved_by_its_script_alone_when_the_server_says_so() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    let step = format!("{case}/step/company");
    let save = |li: &Browser| {
        let post = li.by_hand(reqwest::Method::POST, &step);
        let post = post.header("X-Autosave", "1").header("Origin", &app.base);
        let answer = post
            .form(&[("name", "Plum"), ("was-name", "")])
            .send()
            .unwrap();
        answer.status().as_u16()
    };
    app.clock.advance(TimeDelta::days(15));
    assert_eq!(save(&li), 303, "led away: the script keeps its copy");
    li.sign_in(&address("Li"), PASSPHRASE);
    li.open(&step);
    assert_eq!(li.value_of("name"), "");
    assert_eq!(save(&li), 204);
    li.open(&step);
    assert_eq!(li.value_of("name"), "Plum");
}

#[test]
fn whoever_begins_is_the_contact_until_they_name_another() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    let people = format!("{case}/step/people");
    li.open(&people);
    let contact = ["contact_name", "contact_phone", "contact_email"];
    assert_eq!(
        contact.map(|f| li.value_of(f)),
        ["Li", "", "li@example.test"]
    );
    assert_eq!(
        apply::begin(&mut li),
        case,
        "nothing was written into it yet"
    );
    li.open(&people)
        .fill("contact_name", "Wang Wu")
        .press("application-go-later");
    li.open(&people);
    assert_eq!(li.value_of("contact_name"), "Wang Wu");
    assert_ne!(apply::begin(&mut li), case);
    li.open(&people);
    assert_eq!(li.value_of("contact_name"), "Wang Wu");
}

#[test]
fn the_contact_has_the_number_that_the_contact_book_of_their_company_has() {
    let app = TestApp::start();
    let (mut applicant, ..) = apply::sent(&app, "Plum Blossom Trading");
    let note = move |tx: &mut Tx| {
        let person = accounts::person_by_email(tx.conn(), &address("Applicant"))?.unwrap();
        let firm = accounts::powers_of(tx.conn(), &person.id)?.remove(0).0;
        let said = Said {
            name: "Applicant".to_owned(),
            phone: "13800138000".to_owned(),
            email: address("Applicant"),
            ..Said::default()
        };
        book::bring(tx, &firm, &[said])
    };
    app.db.write_now(&Who::system("test"), note).unwrap();
    let case = apply::begin(&mut applicant);
    applicant.open(&format!("{case}/step/people"));
    assert_eq!(applicant.value_of("contact_phone"), "13800138000");
}

/// An application in a chamber whose directors need two recommenders, a visit and twenty days of notice, and
/// whose members need none of it.
fn choosing(app: &TestApp) -> (Browser, String) {
    let set = |tx: &mut Tx| {
        let mut routes = Routes::default();
        let director = RankRoute {
            recommenders: 2,
            notice_days: 20,
            body: "presidents".to_owned(),
            ..RankRoute::default()
        };
        let member = RankRoute {
            visit: false,
            ..RankRoute::default()
        };
        routes.by_rank.insert("director".to_owned(), director);
        routes.by_rank.insert("member".to_owned(), member);
        settings::set(tx, &routes)
    };
    app.db.write_now(&Who::system("test"), set).unwrap();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    li.open(&format!("{case}/step/rank"));
    (li, case)
}

#[test]
fn what_a_rank_costs_and_takes_stands_where_it_is_chosen() {
    let app = TestApp::start();
    let (mut li, _) = choosing(&app);
    for page in [None, Some(APPLYING)] {
        if let Some(page) = page {
            li.open(page);
        }
        li.sees("(not published yet). 2 recommending members; we visit you; decided by:")
            .sees("public notice: 20 days")
            .sees("No recommender needed; usually no visit; decided by:")
            .says("chamber-organ-presidents")
            .says("chamber-organ-board");
    }
}

#[test]
fn all_recommenders_stand_at_once_and_the_rank_chosen_says_how_many_are_needed() {
    let app = TestApp::start();
    let (mut li, case) = choosing(&app);
    let step = format!("{case}/step/rank");
    let optional = |li: &Browser, field: &str| li.has(&format!("[for=f-{field}] .field-optional"));
    assert!(li.has("[name=recommender_2_email]") && !li.has("[name=recommender_3]"));
    assert!(!optional(&li, "recommender_1") && !optional(&li, "recommender_2_email"));
    li.fill("rank", "director").press("application-go-on");
    for field in [
        "recommender_1",
        "recommender_1_email",
        "recommender_2",
        "recommender_2_email",
    ] {
        li.is_refused_at(field);
    }
    li.fill("rank", "member").press("application-go-on");
    li.is_at(&format!("{case}/step/papers"));
    li.attach("licence", "licence.pdf", PDF)
        .submit("/papers/licence");
    li.open(&step);
    assert!(li.has("[name=recommender_2]"));
}

#[test]
fn optional_is_said_of_what_is_optional_and_of_nothing_else() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    for step in [Step::Company, Step::People] {
        li.open(&format!("{case}/step/{}", step.word()));
        for field in step.fields() {
            let name = field.as_str();
            let said = li.has(&format!("[for=f-{name}] .field-optional"));
            assert_eq!(said, !field.is_needed(), "{name}");
        }
    }
    li.open(&format!("{case}/step/papers"));
    assert!(!li.has("[for=f-licence] .field-optional"));
    assert!(li.has("[for=f-other] .field-optional"));
}

#[test]
fn a_paper_that_is_none_is_refused_at_its_field() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let case = apply::begin(&mut li);
    li.open(&format!("{case}/step/papers"));
    li.attach("licence", "licence.pdf", b"MZ not a paper")
        .submit("/papers/licence");
    li.is_refused_at("licence");
    li.submit("/papers/licence");
    li.is_refused_at("licence").says("application-paper-none");
    assert!(!li.has("[name=other][aria-invalid=true]"));
}

#[test]
fn an_item_without_an_answer_is_marked_and_what_was_answered_is_kept() {
    let app = TestApp::start();
    let (mut li, mut office, case) = apply::sent(&app, "Plum Blossom Trading");
    office.open(&format!("{}/check", apply::at_desk(&case)));
    for requirement in office.values_of("[name^='mark-'][value=fine]", "name") {
        let lacks = ["mark-people", "mark-company"].contains(&requirement.as_str());
        office.fill(&requirement, if lacks { "missing" } else { "fine" });
    }
    office
        .fill("why-people", "Nobody answers this phone.")
        .fill("why-company", "Not as registered.")
        .press("admission-check-return");
    li.open(&case)
        .fill("answer-2", "A new number.")
        .submit("/answers");
    li.is_refused_at("answer-1");
    assert!(!li.has("[name='answer-2'][aria-invalid=true]"));
    li.open(&case).sees("A new number.");
    li.fill("answer-1", "Put right.").submit("/answers");
    li.is_at(&format!("{case}/send"));
}

/// A picture of a page with a QR code that says this.
fn licence(text: &str) -> Vec<u8> {
    let code = QrCode::new(text).unwrap();
    let (wide, scale) = (u32::try_from(code.width()).unwrap(), 6);
    let side = (wide + 12) * scale;
    let dark = code.to_colors();
    let page = GrayImage::from_fn(side, side, |x, y| {
        let module = |at: u32| (at / scale).checked_sub(6).filter(|at| *at < wide);
        let at = module(x)
            .zip(module(y))
            .map(|(x, y)| (y * wide + x) as usize);
        Luma([if at.is_some_and(|at| dark[at] == Color::Dark) {
            20
        } else {
            250
        }])
    });
    let mut out = std::io::Cursor::new(vec![]);
    page.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

#[test]
fn the_code_of_a_licence_fills_in_what_nobody_typed() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let code = apply::credit_code(7);
    let address = format!("https://gsxt.example/?uniscid={code}&entName=Plum+Blossom");
    for typed in ["", "Typed Before"] {
        let case = apply::begin(&mut li);
        let company = format!("{case}/step/company");
        li.open(&company)
            .fill("name", typed)
            .press("application-go-later");
        li.open(&format!("{case}/step/papers"));
        li.attach("licence", "licence.png", &licence(&address))
            .submit("/papers/licence");
        let named = if typed.is_empty() {
            "Plum Blossom"
        } else {
            typed
        };
        li.sees(&code);
        assert_eq!(li.text_of(".flash").contains("Plum"), typed.is_empty());
        li.open(&company);
        assert_eq!(li.value_of("credit_code"), code);
        assert_eq!(li.value_of("name"), named);
    }
    let case = apply::begin(&mut li);
    li.open(&format!("{case}/step/papers"));
    li.attach(
        "licence",
        "licence.png",
        &licence("a key of the registry's own"),
    )
    .submit("/papers/licence");
    li.says("application-paper-added");
    li.open(&format!("{case}/step/company"));
    assert_eq!(li.value_of("credit_code"), "");
}
