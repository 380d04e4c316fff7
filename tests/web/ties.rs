//! Reviewers and visitors who come to act for the company while they review or visit it.
use crate::review::{NAME, answer, declare, panel};
use crate::support::trial::act_for;
use crate::visit::{card, declared, visit};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::kernel::{Powers, Role};
use huiguan::platform::db::Conn;
use huiguan::schema::{audit, mails};
use reqwest::Method;

#[test]
fn who_comes_to_act_for_the_company_is_out_of_its_review_and_one_that_was_in_stands() {
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
    p.nudge();
    p.nudge();
    p.office
        .open(&path)
        .says("review-standing-conflicted")
        .says("review-standing-submitted")
        .sees("任职于申请企业");
    let told = p.app.mails();
    let told = told.iter().filter(|m| m.kind == "review.conflict");
    assert_eq!(told.count(), 1);
    p.office.press("review-office-conclude");
    p.office.says("review-office-concluded");
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
        p.app.round("admission.visits");
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
