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
        .sees(TITLE)
        .sees("Twelve asked for it.");
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

/// Brings a motion with this question; its page.
fn bring(office: &mut Browser, title: &str) -> String {
    office.open("/desk/motions").fill("title", title);
    office.fill("body", "Because.").press("motions-bring");
    office.says("motions-brought").path().to_owned()
}

/// What an old form is answered with.
fn late(app: &TestApp, who: &Browser, (path, fields): (&str, &[(&str, &str)])) -> u16 {
    let request = who.by_hand(reqwest::Method::POST, path);
    let request = request.header("Origin", &app.base).form(fields);
    request.send().unwrap().status().as_u16()
}

#[test]
fn a_motion_is_changed_until_its_vote_opens_and_withdrawn_while_none_runs() {
    let (app, mut office, mut directors) = board();
    let page = bring(&mut office, "Shall we meet on Sundays?");
    office.fill("title", "").submit("/change");
    office.is_refused_at("title");
    office
        .fill("title", TITLE)
        .fill("body", "Twelve asked.")
        .attach("paper", "list.pdf", b"%PDF-1.4 list");
    office.submit("/change");
    office
        .is_at(&page)
        .says("motions-changed")
        .sees("Twelve asked.");
    office.misses("Sundays").sees("list.pdf");
    office.open("/desk/motions?q=COMMITTEE").sees(TITLE);
    office.open(&page).fill("drop", "on").submit("/change");
    office.misses("list.pdf").sees(TITLE);
    office
        .fill("closes", in_days(&app, 4))
        .press("ballot-open-button");
    office.says("ballot-opened");
    assert!(!office.has("form[action$='/change']"));
    assert!(!office.has("form[action$='/withdraw']"));
    let late = |office: &Browser, act: &str, fields: &[(&str, &str)]| {
        late(&app, office, (&format!("{page}/{act}"), fields))
    };
    assert_eq!(late(&office, "withdraw", &[("why", "No.")]), 422);
    assert_eq!(late(&directors[0], "withdraw", &[("why", "No.")]), 404);

    // The round is taken back: who could vote is told, and the motion can be withdrawn but not changed.
    let kind = |app: &TestApp, name: &str| app.mail_to(&address(name)).kind;
    office.open(&page).fill("why", "Wrong annex.");
    office.submit("/annul");
    office.says("ballot-annulled");
    for name in DIRECTORS {
        assert_eq!(kind(&app, name), "ballot.annulled", "{name}");
    }
    let told = app.mail_to(&address(DIRECTORS[0]));
    assert!(
        told.text_body.contains("Wrong annex."),
        "{}",
        told.text_body
    );
    let ballot = link_in(&told, "/board/ballots/");
    directors[0].open(&ballot).says("ballot-annulled-text");
    office.open(&page);
    assert!(!office.has("form[action$='/change']"));
    office.submit("/withdraw").is_refused_at("why");
    office.fill("why", "Not needed.").submit("/withdraw");
    office
        .says("motions-withdrawn")
        .says("motions-state-withdrawn")
        .sees("Not needed.");
    assert!(!office.has("form[action$='/open']"));
    let closes = in_days(&app, 4);
    assert_eq!(late(&office, "open", &[("closes", closes.as_str())]), 422);
    assert_eq!(late(&office, "withdraw", &[("why", "Again.")]), 422);
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    admin.open("/desk/audit?act=motions.motion");
    for act in ["changed", "annulled", "withdrawn"] {
        admin.says(&format!("desk-act-motions-motion-{act}"));
    }
}

#[test]
fn only_organs_that_somebody_sits_in_are_offered() {
    let (app, mut office, _) = board();
    office.open("/desk/motions");
    let offered = office.values_of("input[name=organ]", "value");
    assert_eq!(offered, ["board"]);
    let typed = reqwest::blocking::multipart::Form::new();
    let typed = typed.text("title", TITLE).text("body", "x");
    let request = office.by_hand(reqwest::Method::POST, "/desk/motions");
    let request = request.header("Origin", &app.base);
    let answer = request.multipart(typed.text("organ", "presidents")).send();
    let answer = answer.unwrap();
    assert_eq!(answer.status().as_u16(), 422);
    let said = answer.text().unwrap();
    assert!(said.contains("Nobody holds a seat of this organ"));
    let bare = TestApp::start();
    let mut other = bare.signed_in("Lin", &[Role::Admin, Role::Secretary]);
    other.open("/desk/motions").says("motions-no-organ");
    assert!(!other.has("form[action='/desk/motions'][method=post]"));
}

#[test]
fn motions_are_found_sorted_and_saved() {
    let (_app, mut office, _) = board();
    let titles = ["Shall we move?", "Shall we paint it red?", "Shall we rest?"];
    let pages = titles.map(|title| bring(&mut office, title));
    office.open(&pages[1]).fill("why", "No paint.");
    office.submit("/withdraw").says("motions-withdrawn");
    let names = |office: &mut Browser, query: &str| {
        office.open(&format!("/desk/motions{query}&export=csv"));
        let text = office
            .answer()
            .body
            .trim_start_matches('\u{feff}')
            .to_owned();
        let mut read = csv::Reader::from_reader(text.as_bytes());
        let rows = read.records().map(|row| row.unwrap()[1].to_owned());
        rows.collect::<Vec<_>>()
    };
    let all = names(&mut office, "?sort=number");
    assert_eq!(all, titles);
    let mut newest = names(&mut office, "?state=");
    newest.reverse();
    assert_eq!(newest, titles, "the newest stands first");
    assert_eq!(names(&mut office, "?q=PAINT"), [titles[1]]);
    assert_eq!(names(&mut office, "?state=withdrawn"), [titles[1]]);
    assert_eq!(
        names(&mut office, "?state=open&sort=number"),
        [titles[0], titles[2]]
    );
    assert_eq!(
        names(&mut office, "?organ=presidents"),
        Vec::<String>::new()
    );
    office
        .open("/desk/motions?state=open")
        .sees(titles[0])
        .misses(titles[1]);
}
