//! A form counts once, however often, from wherever and on whichever server it is pressed.
use crate::dues::Chamber;
use crate::dues::life::rules;
use crate::support::again::{NOTED, route};
use crate::support::app::{PASSPHRASE, address};
use crate::support::browser::Browser;
use huiguan::app::routes::ROUTES;
use huiguan::kernel::Role;
use huiguan::membership::rules::Membership;
use reqwest::Method;
use reqwest::blocking::Response;
use std::collections::BTreeSet;

/// What is billed where nothing but the form's mark keeps it from being billed again.
const STAND: [(&str, &str); 2] = [("service", "Stand"), ("service_amount", "500")];

/// The treasurer on the account of a member that owes this year's dues, and the address that bills it for
/// [`STAND`].
fn billing() -> (Chamber, Membership, Browser, String) {
    let chamber = Chamber::with(rules());
    chamber.at("2026-01-01");
    let (member, _) = chamber.joins("晨光机械有限公司");
    let mut treasurer = chamber.treasurer();
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer.open(&account);
    (chamber, member, treasurer, format!("{account}/service"))
}

fn bill(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Response {
    press(browser, path, &[fields, &STAND].concat())
}

/// Presses a form by hand, as its page was sent.
fn press(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Response {
    let post = browser.by_hand(Method::POST, path);
    post.form(fields).send().unwrap()
}

/// Where an answer leads, and what it says there.
fn led(answer: &Response) -> (u16, String, String) {
    let header = |name| {
        let value = answer.headers().get(name);
        value.map_or_else(String::new, |v| v.to_str().unwrap().to_owned())
    };
    (
        answer.status().as_u16(),
        header("location"),
        header("set-cookie"),
    )
}

#[test]
fn renew_pressed_three_times_bills_one_year_and_says_the_same_each_time() {
    let (chamber, member, treasurer, _) = billing();
    let renew = format!("/desk/dues/members/{}/renew", member.id);
    let mark = treasurer.value_of("once");
    assert_eq!(mark.len(), 32);
    let before = chamber.invoices(&member).len();
    let answers = [(); 3].map(|()| led(&press(&treasurer, &renew, &[("once", &mark)])));
    assert_eq!(chamber.invoices(&member).len(), before + 1);
    assert_eq!(answers[0].0, 303);
    assert!(answers[0].2.starts_with("flash="), "{answers:?}");
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[test]
fn pressed_at_the_same_time_on_two_servers_it_counts_once() {
    let (chamber, member, treasurer, stand) = billing();
    let twin = chamber.app.twin();
    let mark = treasurer.value_of("once");
    let before = chamber.invoices(&member).len();
    let presses = [&chamber.app.base, &twin.base, &chamber.app.base].map(|base| {
        let post = treasurer.by_hand(Method::POST, &format!("{base}{stand}"));
        post.form(&[&[("once", mark.as_str())][..], &STAND].concat())
    });
    let answers = std::thread::scope(|scope| {
        presses
            .map(|press| scope.spawn(|| led(&press.send().unwrap())))
            .map(|press| press.join().unwrap())
    });
    assert_eq!(answers[0].0, 303);
    assert!(answers.iter().all(|a| *a == answers[0]), "{answers:?}");
    assert_eq!(chamber.invoices(&member).len(), before + 1);
}

#[test]
fn another_field_another_page_and_no_mark_are_acts_of_their_own() {
    let (chamber, member, mut treasurer, stand) = billing();
    let mark = treasurer.value_of("once");
    let before = chamber.invoices(&member).len();
    bill(&treasurer, &stand, &[("once", &mark)]);
    bill(&treasurer, &stand, &[("once", &mark), ("x", "1")]);
    assert_eq!(chamber.invoices(&member).len(), before + 2);
    // The page once more: its form is another one.
    treasurer.open(&format!("/desk/dues/companies/{}", member.company));
    assert_ne!(treasurer.value_of("once"), mark);
    for (field, value) in STAND {
        treasurer.fill(field, value);
    }
    treasurer.submit("/service");
    assert_eq!(chamber.invoices(&member).len(), before + 3);
    bill(&treasurer, &stand, &[]);
    bill(&treasurer, &stand, &[]);
    assert_eq!(chamber.invoices(&member).len(), before + 5);
}

#[test]
fn what_was_sent_first_is_an_act_again_once_the_same_form_did_something_else() {
    let (chamber, member, treasurer, stand) = billing();
    let mark = treasurer.value_of("once");
    let before = chamber.invoices(&member).len();
    let (one, other) = ([("once", mark.as_str())], [("once", &*mark), ("x", "1")]);
    for (fields, bills) in [
        (&one[..], 1),
        (&other[..], 2),
        (&one, 3),
        (&one, 3),
        (&other, 4),
    ] {
        bill(&treasurer, &stand, fields);
        assert_eq!(chamber.invoices(&member).len(), before + bills);
    }
}

#[test]
fn an_old_page_pressed_by_who_signed_in_meanwhile_is_an_act_of_their_own() {
    let (chamber, member, mut treasurer, stand) = billing();
    chamber.app.person("Deputy", &[Role::Treasurer]);
    let mark = treasurer.value_of("once");
    let before = chamber.invoices(&member).len();
    bill(&treasurer, &stand, &[("once", &mark)]);
    treasurer.open("/my").submit("/sign-out");
    treasurer.sign_in(&address("Deputy"), PASSPHRASE);
    bill(&treasurer, &stand, &[("once", &mark)]);
    bill(&treasurer, &stand, &[("once", &mark)]);
    assert_eq!(chamber.invoices(&member).len(), before + 2);
}

#[test]
fn a_refused_act_leaves_nothing_and_may_be_pressed_again() {
    let (chamber, member, treasurer, _) = billing();
    let mark = treasurer.value_of("once");
    let pay = format!("/desk/dues/companies/{}/pay", member.company);
    let tomorrow = (chamber.today() + chrono::TimeDelta::days(1)).to_string();
    let seen = treasurer.value_of("seen");
    let fields = [
        ("once", mark.as_str()),
        ("seen", &seen),
        ("amount", "100"),
        ("received_on", &tomorrow),
        ("method", "bank"),
    ];
    assert_eq!(press(&treasurer, &pay, &fields).status(), 422);
    chamber.app.clock.advance(chrono::TimeDelta::days(1));
    assert_eq!(press(&treasurer, &pay, &fields).status(), 303);
    assert_eq!(press(&treasurer, &pay, &fields).status(), 303);
    let mut treasurer = treasurer;
    treasurer.open("/desk/dues/payments").sees("R2026-00001");
    treasurer.misses("R2026-00002");
}

/// Forms that no press can do twice, each with the reason, beside those that carry no mark.
const NOT_PRESSED: &[(&str, &str)] = &[
    (
        "/desk/cases/{case}/visit/pieces/{upload}/{place}",
        "sent by a script as bare bytes, which lie under their hash; no row is written",
    ),
    (
        "/desk/cases/{case}/visit/pieces/{upload}",
        "sent by a script with a key of its own: a photo with this key is there already and is named",
    ),
    (
        "/hooks/{provider}",
        "a signed notice from elsewhere, stored once under the number that its sender gave it",
    ),
    (
        "/desk/members/views",
        "sent on as it is to where views of every list are kept",
    ),
    ("/desk/members/views/{view}/remove", "the same"),
];

/// Asked after the whole suite, which leaves the list of what it pressed: `./check web` does so.
#[test]
#[ignore = "reads the list that the whole suite writes"]
fn every_form_was_pressed_again() {
    let list = std::env::var(NOTED).expect("the list of routes that were pressed again");
    let list = std::fs::read_to_string(list).unwrap();
    let pressed: BTreeSet<&str> = list.lines().collect();
    let exempt = |path: &str| {
        let mut named = huiguan::web::mark::EXEMPT.iter().chain(NOT_PRESSED);
        named.any(|(named, _)| *named == path)
    };
    let posts = ROUTES.iter().filter(|(method, _)| *method == "post");
    let left: Vec<_> = posts
        .map(|(_, path)| *path)
        .filter(|path| !pressed.contains(path) && !exempt(path))
        .collect();
    assert_eq!(left, Vec::<&str>::new(), "no test presses these again");
    let known = |path: &str| route(path) == Some(path);
    assert!(NOT_PRESSED.iter().all(|(path, _)| known(path)));
}
