//! Reviewers and visitors who come to act for the company while they review or visit it.
use crate::review::{answer, declare, panel};
use crate::support::trial::act_for;
use crate::visit::{card, declared, visit};
use huiguan::kernel::Powers;
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
