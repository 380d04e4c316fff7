//! A plain motion: brought by the office, voted on by the board like anything else, on record.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::board::{DIRECTORS, in_days, on_desk, seat};
use crate::support::browser::Browser;
use huiguan::ballots;
use huiguan::kernel::Role;

const TITLE: &str = "Shall we found a committee of young owners?";

fn board() -> (TestApp, Browser, Vec<Browser>) {
    let app = TestApp::start();
    let mut office = app.signed_in("Lin", &[Role::Admin, Role::Secretary]);
    let directors = DIRECTORS.map(|name| app.signed_in(name, &[]));
    for name in DIRECTORS {
        seat(&mut office, name);
    }
    (app, office, directors.into())
}

#[test]
fn a_motion_is_brought_voted_on_and_on_record() {
    let (app, mut office, mut directors) = board();
    office.open("/desk/motions").press("motions-bring");
    office.is_refused_at("title").is_refused_at("body");
    office
        .fill("title", TITLE)
        .fill("body", "Twelve asked for it.");
    office.attach("paper", "statutes.pdf", b"%PDF-1.4 statutes");
    office.press("motions-bring").says("motions-brought");
    let page = office.path().to_owned();
    let paper = format!("{page}/paper");
    assert_eq!(directors[0].go(&page), 404);
    assert_eq!(directors[0].go(&paper), 404);
    office
        .fill("closes", in_days(&app, 4))
        .press("ballot-open-button");
    office.says("ballot-opened");
    let mail = app.mail_to(&address(DIRECTORS[0]));
    assert!(mail.subject.contains(TITLE), "{}", mail.subject);
    let ballot = link_in(&mail, "/board/ballots/");
    directors[0].open("/board").says("motions-kind").sees(TITLE);
    assert_eq!(
        directors[0].go(&paper),
        404,
        "before the question of conflicts"
    );
    for (director, choice) in directors.iter_mut().zip(["yes", "yes", "yes", "no"]) {
        director.open(&ballot).misses("Twelve asked for it.");
        director
            .press("ballot-conflict-none")
            .sees("Twelve asked for it.");
        assert_eq!(director.go(&paper), 200);
        director
            .open(&ballot)
            .fill("choice", choice)
            .submit(&ballot);
    }
    assert!(
        !office.open(&page).has("form[action$='/open']"),
        "one round at a time"
    );
    office
        .submit("/close")
        .says("ballot-closed")
        .says("voting-outcome-passed");
    office.sees("Resolution recorded");
    office.open("/desk/motions").sees(TITLE);
    assert_eq!(app.mail_to(&address("Lin")).kind, "motions.office");
    directors[3]
        .open(&format!("{ballot}/minutes"))
        .sees("R20")
        .sees(TITLE);
    let again = directors[0].by_hand(reqwest::Method::POST, &format!("{page}/open"));
    assert_eq!(
        again.send().unwrap().status().as_u16(),
        404,
        "the office puts it"
    );
    assert_eq!(app.db.read_now(ballots::verify).unwrap(), (1, vec![]));
    assert_eq!(app.db.read_now(huiguan::voting::verify).unwrap().flaws, []);
}

#[test]
fn too_few_votes_resolve_nothing_and_it_is_put_again() {
    let (app, mut office, _) = board();
    office
        .open("/desk/motions")
        .fill("title", TITLE)
        .fill("body", "x");
    office
        .press("motions-bring")
        .fill("closes", in_days(&app, 4));
    office.press("ballot-open-button");
    let page = office.path().to_owned();
    let first = link_in(&app.mail_to(&address(DIRECTORS[0])), "/board/ballots/");
    app.clock.advance(chrono::TimeDelta::days(5));
    app.round("ballots.running");
    office.sign_in(&address("Lin"), PASSPHRASE);
    office.open(&page).says("voting-outcome-no-quorum");
    office
        .fill("closes", in_days(&app, 4))
        .press("ballot-open-button");
    office.sees("Round 2").misses(&on_desk(&first));
}
