//! Nothing that a new portal invents is public before the chamber opens it; the last step of the set-up does, and
//! can be taken back.
use crate::applying::sign_up;
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::browser::Browser;
use huiguan::app::routes::ROUTES;
use huiguan::chamber;
use huiguan::desk::settings::rules::{Later, OPENING, PutOff};
use huiguan::kernel::{Opening, Role, Who};
use huiguan::platform::db::Tx;
use huiguan::platform::settings;
use reqwest::Method;
use std::collections::BTreeSet;

/// What strangers find closed: all that tells of ranks, promises, members, and how to join.
const CLOSED: [&str; 9] = [
    "/",
    "/about",
    "/directory",
    "/events",
    "/join",
    "/join/apply",
    "/join/draft",
    "/my/applications/new",
    "/sign-up",
];
/// What they can read all the same: it invents nothing. Certificates are in the world, and notices run.
const READABLE: [&str; 8] = [
    "/check",
    "/check/paper",
    "/favicon.ico",
    "/forgot",
    "/healthz",
    "/notices",
    "/privacy",
    "/readyz",
];

/// What the first start of a server does.
fn first_start(app: &TestApp) -> Option<String> {
    let who = Who::system("first start");
    app.db.write_now(&who, chamber::first_path).unwrap()
}

/// An instance that was started for the first time.
fn new_instance() -> TestApp {
    let app = TestApp::start();
    first_start(&app).unwrap();
    app
}

fn opening(app: &TestApp) -> Opening {
    app.db.read_now(settings::get).unwrap()
}

fn is_set_up(reader: &Browser) -> bool {
    let told = reader.word("web-set-up-title");
    reader.answer().status == 200 && reader.text().contains(&told)
}

#[test]
fn a_new_instance_tells_strangers_that_it_is_being_set_up_and_nothing_else() {
    let app = new_instance();
    let (mut closed, mut readable) = (BTreeSet::new(), BTreeSet::new());
    let pages = ROUTES.iter().filter(|(method, _)| *method == "get");
    for (_, path) in pages.filter(|(_, path)| !path.contains('{')) {
        let mut stranger = app.browser();
        if stranger.go(path) != 200 || stranger.path().starts_with("/sign-in") {
            continue;
        }
        match is_set_up(&stranger) {
            true => closed.insert(*path),
            false => readable.insert(*path),
        };
    }
    assert_eq!(closed, BTreeSet::from(CLOSED));
    let more: Vec<_> = readable
        .difference(&BTreeSet::from(READABLE))
        .copied()
        .collect();
    assert!(more.is_empty(), "public, and not on the list: {more:?}");
}

#[test]
fn it_says_so_in_each_language_without_a_way_in_for_search_engines() {
    let app = new_instance();
    for lang in ["zh-CN", "zh-TW", "en"] {
        let mut stranger = app.browser_in(lang);
        stranger.open("/").says("web-set-up-title");
        assert!(stranger.has("meta[name=robots][content=noindex]"));
        assert!(stranger.has("a[href='/sign-in']"));
        assert!(!stranger.has("a[href='/join']") && !stranger.has("a[href='/directory']"));
        stranger.open("/sign-in");
        assert!(!stranger.has("a[href^='/sign-up']"), "nobody signs up yet");
    }
}

#[test]
fn nobody_signs_up_or_applies_before_it_is_open_and_who_was_invited_signs_in() {
    let app = new_instance();
    let form = [
        ("name", "Ada"),
        ("email", "ada@example.com"),
        ("password", "four plum trees in snow"),
        ("privacy", "on"),
    ];
    let post = app.browser().by_hand(Method::POST, "/sign-up");
    assert_eq!(post.form(&form).send().unwrap().status(), 422);
    assert!(app.mails().is_empty());
    let mut ada = app.signed_in("Ada", &[]);
    ada.open("/my").is_at("/my");
    ada.open("/join/apply").says("web-set-up-title");
    let begin = ada.by_hand(Method::POST, "/my/applications");
    assert_eq!(begin.form(&[("x", "")]).send().unwrap().status(), 422);
    let mut mei = app.signed_in("Mei", &[Role::Secretary]);
    mei.open("/join").says("web-closed-ribbon");
    assert!(
        !is_set_up(&mei),
        "who works for the chamber sees what will be public"
    );
}

#[test]
fn the_administrator_opens_it_once_it_has_a_name_and_closes_it_with_a_reason() {
    let app = new_instance();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open(OPENING).says("desk-opening-not-yet");
    lin.submit(OPENING).is_refused_at("anyway");
    lin.fill("anyway", "on").submit(OPENING);
    lin.is_refused_at("anyway").says("chamber-opening-nameless");
    assert_eq!(opening(&app), Opening::SettingUp);
    lin.open("/desk/settings/chamber")
        .fill("name_zh_cn", "示例商会")
        .fill("name_en", "Example Chamber")
        .submit("/desk/settings/chamber");
    for why in ["We move house", "And again"] {
        lin.open(OPENING).fill("anyway", "on").submit(OPENING);
        lin.is_at(OPENING).says("desk-opening-is-open");
        assert_eq!(opening(&app), Opening::Open);
        let mut stranger = app.browser();
        stranger.open("/join");
        assert!(!is_set_up(&stranger) && stranger.has("a[href='/directory']"));
        lin.submit("/opening/close").is_refused_at("why");
        lin.fill("why", why).submit("/opening/close");
        lin.is_at(OPENING).sees(why);
        assert_eq!(opening(&app), Opening::Closed(why.to_owned()));
        stranger.open("/join").says("web-closed-title").misses(why);
        stranger.open("/check").says("portal-check-title");
        let letter = app.mail_to(&address("Lin")).text_body;
        let told: Vec<&str> = letter.split_whitespace().collect();
        assert!(told.join(" ").contains(why), "{letter}");
    }
    lin.open("/desk/audit")
        .sees("Public site closed")
        .sees("Public site opened");
    let mut mei = app.signed_in("Mei", &[Role::Secretary]);
    assert_eq!(mei.go(OPENING), 404, "it is for administrators");
    for path in [
        OPENING,
        "/desk/settings/opening/close",
        "/desk/settings/later",
    ] {
        let post = mei.by_hand(Method::POST, path);
        let form = [("anyway", "on"), ("why", "x"), ("what", "standard")];
        assert_eq!(post.form(&form).send().unwrap().status(), 404, "{path}");
    }
    assert_eq!(opening(&app), Opening::Closed("And again".into()));
}

#[test]
fn an_instance_with_people_of_its_own_stays_as_open_as_it_was() {
    let app = TestApp::start();
    app.person("Lin", &[Role::Admin]);
    assert_eq!(first_start(&app), None);
    assert_eq!(opening(&app), Opening::Open);
    let mut stranger = app.browser();
    stranger.open("/join");
    assert!(!is_set_up(&stranger));
}

#[test]
fn what_somebody_wrote_before_it_closed_stays_theirs_until_it_opens_again() {
    let app = TestApp::start();
    let put = |opening: Opening| {
        let set = move |tx: &mut Tx| settings::set(tx, &opening);
        app.db.write_now(&Who::system("test"), set).unwrap();
    };
    let mut li = app.browser();
    li.open("/join/apply");
    let link = sign_up(&app, &mut li, "Li", "li@example.test");
    put(Opening::Closed("We move house".into()));
    li.open("/join/draft?step=company")
        .fill("name", "Plum Blossom Trading")
        .press("application-go-later");
    li.is_at("/join/draft").says("application-early-title");
    li.open(&link).submit(&link);
    li.is_at("/my/applications/new").says("web-closed-title");
    put(Opening::Open);
    li.open("/my/applications/new")
        .press("application-case-continue");
    assert_eq!(li.value_of("name"), "Plum Blossom Trading");
}

/// Where the page of the opening leads for what is missing, in order.
fn missing(lin: &mut Browser) -> Vec<String> {
    lin.open(OPENING).values_of(".todo a", "href")
}

#[test]
fn the_list_asks_for_what_the_first_application_needs_and_leads_there() {
    let app = new_instance();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let all = missing(&mut lin);
    let expected = [
        "/desk/settings/chamber",
        "/desk/settings/chamber#f-phone",
        "/desk/settings/charter",
        "/desk/settings/mail",
        "/desk/people/invite?roles=secretary",
        "/desk/people/invite?roles=reviewer",
        "/desk/settings/board/many",
        "/desk/settings/counting",
        "/desk/settings/signatory",
        "/desk/dues/standards",
        "/desk/settings/dues#f-payee",
        "/desk/members/imports",
    ];
    assert_eq!(all, expected);
    for href in all {
        lin.open(href.split('#').next().unwrap());
    }
    lin.open("/desk/people/invite?roles=reviewer");
    assert!(lin.has("input[value=reviewer][checked]"));
    lin.open("/desk/people/invite?roles=admin");
    assert!(!lin.has("input[checked]"), "no link gives much away");
    for (name, role) in [
        ("Mei", Role::Secretary),
        ("Rui", Role::Reviewer),
        ("Shen", Role::President),
    ] {
        app.person(name, &[role]);
    }
    lin.open("/desk/settings/chamber")
        .fill("name_en", "Example Chamber")
        .fill("phone", "021 5550 0100")
        .submit("/desk/settings/chamber");
    let left = missing(&mut lin);
    let done = ["/chamber", "phone", "secretary", "reviewer", "signatory"];
    let is_done = |href: &String| done.iter().any(|end| href.ends_with(end));
    assert!(!left.iter().any(is_done), "{left:?}");
    assert_eq!(left.len(), expected.len() - done.len());
}

#[test]
fn what_the_chamber_does_not_have_yet_is_put_off_and_no_more_in_the_way() {
    let app = new_instance();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let before = missing(&mut lin).len();
    for n in 1..=Later::ALL.len() {
        lin.open(OPENING).submit("/desk/settings/later");
        lin.is_at("/desk/settings").says("desk-settings-later");
        assert_eq!(missing(&mut lin).len(), before - n);
    }
    let put_off: PutOff = app.db.read_now(settings::get).unwrap();
    assert_eq!(put_off.what, Later::ALL);
    let nothing = lin.by_hand(Method::POST, "/desk/settings/later");
    let status = nothing
        .form(&[("what", "charter")])
        .send()
        .unwrap()
        .status();
    assert_eq!(status, 422, "the first application needs a charter");
}

#[test]
fn the_last_step_stands_at_the_end_of_the_list_until_it_is_done() {
    let app = new_instance();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings");
    let hrefs = lin.values_of(".todo a", "href");
    assert_eq!(hrefs.last().map(String::as_str), Some(OPENING));
    let mut again = app.browser();
    again.sign_in(&address("Lin"), PASSPHRASE);
    again.open("/desk").says("desk-today-set-up");
}
