//! Views: names for what a list is asked for, one's own or everybody's who sees the list.
use crate::support::app::{TestApp, address};
use crate::support::browser::Browser;
use huiguan::kernel::Role;
use reqwest::Method;

/// Every list of the office: its name, its address, and what a view of it keeps.
const LISTS: [(&str, &str, &str); 15] = [
    ("agreements", "/desk/agreements", "show=all&sort=-made"),
    ("audit", "/desk/audit", "person=Root&kind=person"),
    (
        "ballots",
        "/desk/ballots",
        "q=tea&kind=case&how=annulled&sort=opened",
    ),
    ("cases", "/desk/cases", "waits=office&show=all&sort=-due"),
    (
        "certificates",
        "/desk/certificates",
        "q=tea&state=withdrawn&rank=member&sort=number",
    ),
    (
        "companies",
        "/desk/companies",
        "q=tea&industry=C&sort=-created",
    ),
    (
        "fiscal",
        "/desk/dues/fiscal",
        "from=2025-01-01&to=2025-12-31",
    ),
    (
        "invoices",
        "/desk/dues/invoices",
        "state=paid&year=2025&sort=due",
    ),
    ("jobs", "/desk/jobs", "state=queued"),
    ("ledger", "/desk/dues/ledger", "year=2025"),
    ("mail", "/desk/mail", "state=queued&kind=accounts.reset"),
    (
        "members",
        "/desk/members",
        "rank=director&standing=in_arrears&sort=name",
    ),
    (
        "motions",
        "/desk/motions",
        "state=open&organ=board&sort=number",
    ),
    ("payments", "/desk/dues/payments", "q=R2025&year=2025"),
    ("people", "/desk/people", "show=all"),
];

/// A chamber that has written a mail, and so has a job: lists that were never filled are not shown.
fn chamber() -> TestApp {
    let app = TestApp::start();
    app.person("Ada", &[]);
    let mut ada = app.browser();
    ada.open("/forgot").fill("email", address("Ada"));
    ada.submit("/forgot");
    app
}

/// Keeps what the page shows under a name, by its own link.
fn keep(reader: &mut Browser, list: &str, name: &str, shared: bool) {
    let form = format!("/desk/views/{list}");
    let link = reader.link(&format!("{form}?"));
    reader.open(&link).fill("name", name);
    if shared {
        reader.fill("shared", "on");
    }
    reader.submit(&form);
}

fn post(reader: &Browser, app: &TestApp, path: &str) -> u16 {
    let request = reader.by_hand(Method::POST, path);
    let sent = request.header("Origin", &app.base).send();
    sent.unwrap().status().as_u16()
}

#[test]
fn every_list_has_views_that_are_kept_shown_opened_and_removed() {
    let app = chamber();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let mut zhao = app.signed_in("Zhao", &[Role::Admin]);
    for (list, path, query) in LISTS {
        let views = format!("/desk/views/{list}");
        let shown = format!("{path}?{query}");
        lin.open(&format!("{shown}&page=1"));
        let link = lin.link(&format!("{views}?"));
        assert_eq!(link, format!("{views}?{query}"), "all but the page");
        keep(&mut lin, list, "On Mondays", false);
        assert_eq!(lin.path(), shown);
        let here = lin.values_of("a.chip[aria-current]", "href");
        assert!(here.contains(&shown), "{list} shows where one is: {here:?}");
        lin.open(path).click("On Mondays");
        assert_eq!(lin.path(), shown);

        zhao.open(path).misses("On Mondays");
        zhao.open(&views).misses("On Mondays");
        let remove = lin
            .open(&views)
            .values_of("form[action$='/remove']", "action");
        assert_eq!(remove.len(), 1, "{list}");
        assert_eq!(post(&zhao, &app, &remove[0]), 404, "{list}: not theirs");
        let other = LISTS.iter().find(|other| other.0 != list).unwrap().0;
        let elsewhere = remove[0].replacen(list, other, 1);
        assert_eq!(post(&lin, &app, &elsewhere), 404, "not of this list");
        lin.open(&views).submit("/remove");
        lin.is_at(&views)
            .says("web-view-removed")
            .misses("On Mondays");
        lin.open(path).misses("On Mondays");
    }
    lin.open("/desk/audit?act=platform.view");
    lin.says("desk-act-platform-view-kept");
    lin.says("desk-act-platform-view-removed");
}

#[test]
fn a_view_is_ones_own_or_everybodys_who_sees_the_list() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    let list = "/desk/members?rank=director&sort=name";
    lin.open(&format!("{list}&page=3&export="));
    let form = lin.link("/desk/views/members?");
    lin.open(&form)
        .fill("name", "")
        .submit("/desk/views/members");
    lin.is_refused_at("name");
    lin.open(list);
    keep(&mut lin, "members", "Directors", false);
    lin.is_at("/desk/members").sees("Directors");
    keep(&mut lin, "members", "Directors", true);
    lin.is_refused_at("name");
    lin.says("web-view-known");
    lin.open("/desk/members?rank=member");
    keep(&mut lin, "members", "Plain", true);
    // The same name may stand on another list, and shows nothing there.
    lin.open("/desk/companies")
        .misses("Directors")
        .misses("Plain");
    lin.open("/desk/companies?industry=C");
    keep(&mut lin, "companies", "Directors", false);

    let mut other = app.signed_in("Zhao", &[Role::President]);
    other
        .open("/desk/members")
        .sees("Plain")
        .misses("Directors");
    other.open("/desk/views/members");
    assert!(!other.has("form[action$='/remove']"), "not theirs");
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    admin.open("/desk/views/members").submit("/remove");
    admin.says("web-view-removed");
    lin.open("/desk/members").misses("Plain").sees("Directors");
}

#[test]
fn views_are_of_lists_that_one_sees() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    for (list, ..) in LISTS {
        let theirs = ["audit", "jobs", "mail", "people"].contains(&list);
        let expected = if theirs { 404 } else { 200 };
        let views = format!("/desk/views/{list}");
        assert_eq!(lin.go(&views), expected, "{list}");
        assert_eq!(post(&lin, &app, &views), if theirs { 404 } else { 422 });
    }
    assert_eq!(lin.go("/desk/views/nothing"), 404);
    let mut reviewer = app.signed_in("Rao", &[Role::Reviewer]);
    assert_eq!(reviewer.go("/desk/views/cases"), 200);
    assert_eq!(reviewer.go("/desk/views/members"), 404);
    let mut stranger = app.signed_in("Wu", &[Role::Director]);
    for (list, ..) in LISTS {
        assert_eq!(stranger.go(&format!("/desk/views/{list}")), 404, "{list}");
    }
    let mut visitor = app.browser();
    visitor.open("/desk/views/members").is_at("/sign-in");
}

#[test]
fn a_view_keeps_a_long_search() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    let search = "会".repeat(100);
    lin.open("/desk/companies").fill("q", &search);
    let word = lin.word("web-list-search");
    lin.submit(&word);
    keep(&mut lin, "companies", "Long", false);
    lin.is_at("/desk/companies");
    assert_eq!(lin.value_of("q"), search);
}

#[test]
fn where_the_views_of_the_register_were_leads_on() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    lin.open("/desk/members/views?rank=member");
    assert_eq!(lin.path(), "/desk/views/members?rank=member");
    let request = lin.by_hand(Method::POST, "/desk/members/views/1/remove");
    let answer = request.header("Origin", &app.base).send().unwrap();
    assert_eq!(answer.status(), 308, "a form is sent on as it is");
    assert_eq!(answer.headers()["location"], "/desk/views/members/1/remove");
}
