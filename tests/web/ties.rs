//! Who comes to act for the company while they review, visit, vote, sign or keep the portal running, and who
//! steps back from it: what they read of its case from then on, and after the tie ended. Every window of the
//! demo chamber is tried in `windows`.
use crate::ballots::applicant;
use crate::review::{NAME, Panel, answer, declare, panel};
use crate::support::app::{TestApp, address};
use crate::support::board::{Hall, NAME as APPLICANT, on_desk, seat};
use crate::support::sign;
use crate::support::trial::act_for;
use crate::visit::{card, declared, visit};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::accounts;
use huiguan::admission::review;
use huiguan::kernel::id::{CaseId, CompanyId};
use huiguan::kernel::{Powers, Role, Who};
use huiguan::platform::db::{Conn, Tx};
use huiguan::schema::{audit, mails};
use reqwest::Method;

#[test]
fn who_comes_to_act_for_the_company_is_out_of_its_review_and_what_they_wrote_counts_no_more() {
    let mut p = panel();
    let path = p.review();
    declare(&mut p.first, &path);
    declare(&mut p.second, &path);
    answer(&mut p.second, &path, "pass");
    let company = p.company();
    for name in ["Reviewer One", "Reviewer Two"] {
        act_for(&p.app, &company, name, Powers::ALL);
    }
    let submit = format!("{path}/answers");
    let sent = p
        .first
        .by_hand(Method::POST, &submit)
        .header("Origin", &p.app.base)
        .form(&[("proposal", "pass")]);
    assert_eq!(sent.send().unwrap().status().as_u16(), 404);
    p.first.open(&path).misses("We make software");
    p.second.open(&path).misses("We make software");
    for writes in [2, 0] {
        assert_eq!(p.app.round("admission.review_ties"), writes);
    }
    p.office
        .open(&path)
        .says("review-standing-conflicted")
        .says("review-office-tied")
        .sees("任职于申请企业");
    let told = p.app.mails();
    let told = told.iter().filter(|m| m.kind == "review.conflict");
    assert_eq!(told.count(), 2);
    let conclude = "form[action$='/review/conclude']";
    assert!(!p.office.has(conclude), "nobody independent wrote");
}

#[test]
fn a_tie_that_arises_after_the_review_was_concluded_is_told_and_leaves_the_opinion_out() {
    let mut p = panel();
    let path = p.review();
    for reviewer in [&mut p.first, &mut p.second] {
        declare(reviewer, &path);
        answer(reviewer, &path, "pass");
    }
    p.office.open(&path).press("review-office-conclude");
    act_for(&p.app, &p.company(), "Reviewer Two", Powers::ALL);
    assert_eq!(p.app.round("admission.review_ties"), 1);
    let told = p.app.mails();
    let told = told.iter().filter(|m| m.kind == "review.conflict");
    assert_eq!(told.count(), 1);
    p.office.open(&path).says("review-office-tied");
    p.office.says("review-office-concluded");
    let id: CaseId = p.case.rsplit('/').next().unwrap().parse().unwrap();
    let read = move |conn: &mut Conn| review::load(conn, &id);
    let summary = p.app.db.read_now(read).unwrap().unwrap().summary();
    assert_eq!(summary.reviews.len(), 1);
    assert_eq!(summary.conflicts.len(), 1);
}

#[test]
fn who_comes_to_act_for_the_company_is_out_of_its_visit() {
    let mut p = declared();
    let path = visit(&p);
    act_for(&p.app, &p.company(), "Reviewer One", Powers::ALL);
    let note = [("version", "0"), ("answer", "met"), ("observation", "x")];
    assert_eq!(card(&p.first, &p, "finding-licences", &note).0, 404);
    assert_eq!(card(&p.second, &p, "finding-licences", &note).0, 200);
    for _ in 0..2 {
        p.app.round("admission.visit_ties");
    }
    p.office
        .open(&path)
        .says("review-standing-conflicted")
        .sees("Reviewer Two");
    let told = p.app.mails();
    let told = told
        .iter()
        .filter(|m| m.text_body.contains("Reviewer One") && m.kind == "visit.office");
    assert_eq!(told.count(), 1);
}

/// What of a case stands open to those who work on it, whichever room it stands in.
const PLACES: [&str; 7] = [
    "",
    "/application",
    "/check",
    "/review",
    "/visit",
    "/record",
    "/record.json",
];

#[test]
fn whoever_comes_to_act_for_the_company_reads_its_case_in_no_window() {
    let p = panel();
    let roles = [
        Role::Secretary,
        Role::Reviewer,
        Role::Director,
        Role::President,
        Role::Treasurer,
        Role::Admin,
    ];
    let id = p.case.rsplit('/').next().unwrap().to_owned();
    let about = {
        let case = id.clone();
        let read = move |conn: &mut Conn| {
            let rows = audit::table.filter(audit::subject_id.eq(case.clone()));
            let row: i64 = rows.select(audit::seq).first(conn)?;
            let letters = mails::table.filter(mails::subject_id.eq(case.clone()));
            Ok((row, letters.select(mails::id).first::<String>(conn)?))
        };
        p.app.db.read_now(read).unwrap()
    };
    let windows = [
        format!("/desk/audit/{}", about.0),
        format!("/desk/mail/{}", about.1),
        format!("/desk/mail/{}/letter", about.1),
    ];
    let places = PLACES.map(|place| format!("{}{place}", p.case));
    let places: Vec<&String> = places.iter().chain(&windows).collect();
    let mut opened = 0;
    for (n, role) in roles.into_iter().enumerate() {
        let name = format!("Officer {n}");
        let mut person = p.app.signed_in(&name, &[role]);
        let before: Vec<u16> = places.iter().map(|place| person.go(place)).collect();
        opened += before.iter().filter(|status| **status == 200).count();
        act_for(&p.app, &p.company(), &name, Powers::ALL);
        for (place, before) in places.iter().zip(before) {
            assert_eq!(
                person.go(place),
                404,
                "{role:?} at {place}, {before} before"
            );
        }
        if role == Role::Admin {
            person
                .open(&format!("/desk/audit?id={id}"))
                .says("desk-nothing-found")
                .says("desk-kept");
            person.open("/desk/mail").says("desk-kept").misses(NAME);
        }
    }
    assert!(opened > 20, "before that they read it: {opened}");
}

/// An administrator's windows of the newest row of the record about this kind of thing, and of the newest
/// letter about that one.
fn windows(app: &TestApp, row: &'static str, letter: &'static str) -> [String; 3] {
    let read = move |conn: &mut Conn| {
        let rows = audit::table.filter(audit::subject_kind.eq(row));
        let row: i64 = rows
            .select(audit::seq)
            .order(audit::seq.desc())
            .first(conn)?;
        let letters = mails::table.filter(mails::subject_kind.eq(letter));
        let letter: String = letters
            .select(mails::id)
            .order(mails::id.desc())
            .first(conn)?;
        Ok((row, letter))
    };
    let (row, letter) = app.db.read_now(read).unwrap();
    [
        format!("/desk/audit/{row}"),
        format!("/desk/mail/{letter}"),
        format!("/desk/mail/{letter}/letter"),
    ]
}

#[test]
fn letters_of_a_whole_sitting_and_rows_about_its_agreement_are_kept_from_who_is_tied() {
    let mut hall = sign::sent();
    let windows = windows(&hall.app, "agreement", "sitting");
    for window in &windows {
        assert_eq!(hall.admin.go(window), 200, "{window}");
    }
    act_for(&hall.app, &applicant(&hall), "Lin", Powers::ALL);
    for window in &windows {
        assert_eq!(hall.admin.go(window), 404, "{window}");
    }
    for list in [
        "/desk/audit?kind=agreement",
        "/desk/audit?kind=ballot",
        "/desk/audit?kind=case",
        "/desk/mail?kind=ballot.invitation",
        "/desk/mail?kind=ballot.result",
        "/desk/mail?kind=agreement.sign",
    ] {
        hall.admin.open(list).says("desk-nothing-found");
    }
}

#[test]
fn who_stepped_back_reads_the_case_in_no_window_whatever_their_work_is() {
    let mut hall = Hall::recommended();
    let mut both = hall.app.signed_in("Both", &[Role::Admin, Role::Secretary]);
    hall.admin_anew();
    seat(&mut hall.admin, "Both");
    let ballot = hall.open();
    let windows = windows(&hall.app, "ballot", "sitting");
    let places = [
        "",
        "/application",
        "/check",
        "/review",
        "/ballot",
        "/record",
    ];
    let places = places.map(|place| format!("{}{place}", hall.case));
    let places = || places.iter().chain(&windows);
    for place in places() {
        assert_eq!(both.go(place), 200, "{place}");
    }
    both.open(&ballot).fill("why", "My brother works there.");
    both.press("ballot-conflict-step-back");
    for place in places() {
        assert_eq!(both.go(place), 404, "{place}");
    }
    for paper in ["pack", "minutes"] {
        assert_eq!(both.go(&format!("{ballot}/{paper}")), 404, "{paper}");
    }
    let close = format!("{}/close", on_desk(&ballot));
    assert_eq!(hall.post(&both, &close, &[]), 404);
    both.open("/desk").misses(APPLICANT);
    for list in ["/desk/cases?show=all", "/desk/ballots"] {
        hall.office.open(list).sees(APPLICANT);
        both.open(list).misses(APPLICANT);
    }
    hall.decide(&ballot, ["yes"; 4]);
    // The minutes tell that they stepped back, and hold no papers.
    assert_eq!(both.go(&format!("{ballot}/minutes")), 200);
    assert_eq!(both.go(&format!("{ballot}/pack")), 404);
    let told = hall.app.mails();
    let told = told
        .iter()
        .filter(|mail| mail.to_address == address("Both"));
    let kinds = told.map(|mail| mail.kind.as_str());
    let kinds: Vec<&str> = kinds.filter(|kind| kind.starts_with("ballot")).collect();
    assert_eq!(
        kinds,
        ["ballot.invitation"],
        "nothing after they stepped back"
    );
}

#[test]
fn a_president_who_came_to_act_for_the_company_does_not_sign_for_the_chamber() {
    let mut hall = sign::sent();
    let mut shen = hall.app.signed_in("Shen", &[Role::President]);
    shen.open("/desk/agreements").sees(APPLICANT);
    act_for(&hall.app, &applicant(&hall), "Shen", Powers::default());
    shen.open("/desk/agreements").misses(APPLICANT);
    let path = sign::mine(&hall);
    sign::sign(&hall.app, &mut hall.applicant, "Applicant", &path);
    assert_eq!(hall.mails("agreement.countersign"), 0);
    assert_eq!(hall.mails("agreement.nobody"), 1, "nobody else may");
    for step in ["read", "code"] {
        let step = format!("{}/{step}", sign::desk(&hall));
        assert_eq!(hall.post(&shen, &step, &[]), 404, "{step}");
    }
}

/// A reviewer who keeps the portal running besides.
fn administering(p: &Panel) {
    let give = |tx: &mut Tx| {
        let person = accounts::person_by_email(tx.conn(), &address("Reviewer One"))?.unwrap();
        accounts::give_role(tx, &person.id, Role::Admin)
    };
    p.app.db.write_now(&Who::system("test"), give).unwrap();
}

#[test]
fn a_conflict_declared_in_the_review_counts_in_every_other_room() {
    let mut p = panel();
    administering(&p);
    assert_eq!(p.first.go(&p.case), 200);
    let mine = format!("{}/review/mine", p.case);
    p.first.open(&mine).fill("conflict", "yes");
    p.first.fill("reason", "I hold shares");
    p.first.press("review-declare-button");
    for place in ["", "/application", "/record", "/visit/plan"] {
        assert_eq!(p.first.go(&format!("{}{place}", p.case)), 404, "{place}");
    }
    p.first.open("/desk/cases").misses(NAME);
    p.first
        .open("/desk/audit?kind=case")
        .says("desk-nothing-found");
    p.first.open(&mine).says("review-read-conflict");
    p.office.open(&p.case).sees(NAME);
}

fn leave(app: &TestApp, company: &CompanyId, name: &str) {
    let (company, email) = (company.clone(), address(name));
    let leave = move |tx: &mut Tx| {
        let person = accounts::person_by_email(tx.conn(), &email)?.unwrap();
        accounts::unlink_company(tx, &company, &person.id)
    };
    app.db.write_now(&Who::system("test"), leave).unwrap();
}

#[test]
fn a_tie_by_account_ends_with_it_and_one_that_was_written_down_stays_with_the_case() {
    let mut p = panel();
    let mut keeper = p.app.signed_in("Keeper", &[Role::Admin]);
    let (company, path) = (p.company(), p.review());
    declare(&mut p.first, &path);
    p.first.sees("We make software");
    for name in ["Keeper", "Reviewer One"] {
        act_for(&p.app, &company, name, Powers::ALL);
    }
    assert_eq!(keeper.go(&p.case), 404);
    p.nudge();
    for name in ["Keeper", "Reviewer One"] {
        leave(&p.app, &company, name);
    }
    assert_eq!(keeper.go(&p.case), 200);
    p.first
        .open(&path)
        .says("review-read-conflict")
        .misses("We make software");
    p.first.open("/desk/cases").misses(NAME);
}
