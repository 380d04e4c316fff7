//! Who vouches for an applicant has no part in judging it: by the address that the application names, and by
//! acting for a company that it names, also from the middle of a ballot on. Every window of the demo chamber
//! is tried in `windows`.
use crate::permits::found;
use crate::review::{declare, panel};
use crate::support::app::{TestApp, address};
use crate::support::apply;
use crate::support::board::{DIRECTORS, Hall, on_desk};
use crate::support::browser::Browser;
use crate::support::trial::act_for;
use chrono::TimeDelta;
use huiguan::admission::case;
use huiguan::kernel::id::{CaseId, CompanyId};
use huiguan::kernel::{Powers, Role, Who};
use huiguan::platform::db::Tx;
use huiguan::platform::outbox::MailRow;

/// A company applies and names a recommender, by text and by address; the office's path of its case.
fn recommended_by(app: &TestApp, name: &str, (text, email): (&str, &str)) -> (Browser, String) {
    let mut applicant = app.signed_in(name, &[]);
    let draft = apply::fill_in(&mut applicant, name, &apply::credit_code(2));
    applicant
        .open(&format!("{draft}/step/rank"))
        .fill("recommender_1", text)
        .fill("recommender_1_email", email)
        .press("application-go-on");
    applicant.open(&format!("{draft}/send")).submit("/send");
    (applicant, apply::at_desk(&draft))
}

/// The office writes down that the recommender vouches.
fn confirm(office: &mut Browser, case: &str) {
    office.open(case).press("admission-vouching-yes");
    office.says("admission-vouching-saved");
    office.says("admission-vouching-holds");
}

#[test]
fn an_applicant_puts_nobody_out_by_naming_them_and_each_line_names_one_company() {
    let mut hall = Hall::reviewed();
    hall.another("Beech Timber", 3);
    let both = "Beech Timber, Alder Works";
    let (_applicant, case) = recommended_by(&hall.app, "Camellia", (both, &address(DIRECTORS[3])));
    let beech = "SELECT id FROM companies WHERE name = 'Beech Timber'";
    let beech: CompanyId = found(&hall.app, beech).remove(0).parse().unwrap();
    act_for(&hall.app, &beech, DIRECTORS[2], Powers::default());
    let named = "SELECT named AS id FROM case_recommenders WHERE held_at IS NULL";
    assert_eq!(
        found(&hall.app, named),
        [both, both],
        "a company, an address"
    );
    hall.case = case.clone();
    hall.review(&case, "pass");
    hall.recommend(&case);
    let page = hall.office.open(&format!("{case}/ballot"));
    page.sees("Named by the applicant as recommender");
    assert_eq!(page.values_of("[name=recuse]", "value").len(), 4);
    let ticked = page.values_of("[name=recuse][checked]", "value");
    assert!(ticked.is_empty(), "the office decides");
    confirm(&mut hall.office, &case);
    let page = hall.office.open(&format!("{case}/ballot"));
    assert_eq!(page.values_of("[name=recuse]", "value").len(), 3);
    hall.office.open(&case).press("admission-vouching-no");
    hall.office.says("admission-vouching-saved");
    let page = hall.office.open(&format!("{case}/ballot"));
    assert_eq!(page.values_of("[name=recuse]", "value").len(), 4);
}

#[test]
fn whom_an_application_names_by_their_address_finds_it_nowhere_and_is_not_written_to() {
    let app = TestApp::start();
    let mut named = app.signed_in("Named", &[Role::Secretary, Role::President]);
    let mut office = app.signed_in("Office", &[Role::Secretary]);
    let (mut applicant, case) = recommended_by(
        &app,
        "Camellia Foods",
        ("A friend", address("Named").as_str()),
    );
    assert_eq!(named.go(&case), 200, "nobody is kept out by being named");
    confirm(&mut office, &case);
    for place in ["", "/application", "/check", "/record", "/record.json"] {
        let place = format!("{case}{place}");
        assert_eq!(office.go(&place), 200, "{place}");
        assert_eq!(named.go(&place), 404, "{place}");
    }
    office.open("/desk/cases").sees("Camellia Foods");
    named.open("/desk/cases").misses("Camellia Foods");
    let case = case.rsplit('/').next().unwrap().to_owned();
    // The applicant's own page is as ever.
    assert_eq!(applicant.go(&format!("/my/applications/{case}")), 200);
    for _ in 0..30 {
        app.clock.advance(TimeDelta::days(1));
        app.round("admission.applications");
    }
    let told = app.mails();
    let about = |name: &str| {
        let own = |mail: &&MailRow| mail.subject_id == case && mail.to_address == address(name);
        told.iter().filter(own).count()
    };
    assert!(about("Office") > 0, "its deadline came near");
    assert_eq!(about("Named"), 0);
}

#[test]
fn who_comes_to_act_for_a_recommender_while_a_ballot_runs_votes_no_more_and_a_vote_stands() {
    let mut hall = Hall::reviewed();
    hall.another("Beech Timber", 3);
    let (_applicant, case) = recommended_by(&hall.app, "Camellia", ("Beech Timber, Ms W", ""));
    hall.case = case.clone();
    confirm(&mut hall.office, &case);
    hall.review(&case, "pass");
    hall.recommend(&case);
    let ballot = hall.open();
    hall.vote(&ballot, 1, "yes");
    let beech = "SELECT id FROM companies WHERE name = 'Beech Timber'";
    let beech: CompanyId = found(&hall.app, beech).remove(0).parse().unwrap();
    for seat in [1, 2] {
        act_for(&hall.app, &beech, DIRECTORS[seat], Powers::default());
    }
    hall.directors[1]
        .open(&ballot)
        .says("ballot-late-own-title")
        .misses("We make software");
    for _ in 0..2 {
        hall.directors[2]
            .open(&ballot)
            .says("ballot-recused-title")
            .sees("Beech Timber, Ms W");
        hall.post(&hall.directors[2], &ballot, &[("choice", "yes")]);
        // The clock writes down what follows; it is the same before and after.
        hall.app.round("ballots.running");
    }
    hall.office
        .open(&format!("{case}/ballot"))
        .sees("1 of 3 seats have voted");
    let close = format!("{}/close", on_desk(&ballot));
    hall.vote(&ballot, 0, "yes");
    hall.vote(&ballot, 3, "yes");
    hall.post(&hall.office, &close, &[]);
    hall.office.open(&format!("{case}/ballot"));
    hall.office.says("ballot-annul-button");
}

#[test]
fn a_reviewer_who_comes_to_act_for_a_recommender_is_out_and_it_is_written_down_why() {
    let mut p = panel();
    let path = p.review();
    declare(&mut p.first, &path);
    p.first.sees("We make software");
    let (_beech_applicant, _) = recommended_by(&p.app, "Beech Timber", ("", ""));
    let beech = "SELECT id FROM companies WHERE name = 'Beech Timber'";
    let beech: CompanyId = found(&p.app, beech).remove(0).parse().unwrap();
    let case: CaseId = p.case.rsplit('/').next().unwrap().parse().unwrap();
    let name = move |tx: &mut Tx| {
        let (now, named) = (tx.now(), [("Beech Timber, Ms W", "")]);
        case::name_recommenders(tx.conn(), (&case, None), &named, now)?;
        case::hold_recommender(tx.conn(), (&case, 0), true, now).map(|_| ())
    };
    p.app.db.write_now(&Who::system("test"), name).unwrap();
    act_for(&p.app, &beech, "Reviewer One", Powers::default());
    p.first.open(&path).misses("We make software");
    p.nudge();
    p.office
        .open(&path)
        .says("review-standing-conflicted")
        .sees("Beech Timber, Ms W");
}
