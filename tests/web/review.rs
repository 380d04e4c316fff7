//! The qualification review: reviewers declare before they see, answer, and the office concludes.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::apply::{self, at_desk};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use huiguan::admission::case;
use huiguan::kernel::Role;
use huiguan::kernel::id::{CaseId, CompanyId};
use huiguan::platform::outbox::MailRow;
use reqwest::Method;

pub const NAME: &str = "Plum Blossom Trading";

/// An accepted application, the office, and two reviewers who are asked.
pub struct Panel {
    pub app: TestApp,
    pub office: Browser,
    pub applicant: Browser,
    pub first: Browser,
    pub second: Browser,
    /// The office's path of the case.
    pub case: String,
}

pub fn panel() -> Panel {
    let app = TestApp::start();
    let first = app.signed_in("Reviewer One", &[Role::Reviewer]);
    let second = app.signed_in("Reviewer Two", &[Role::Reviewer]);
    let (applicant, mut office, case) = apply::sent(&app, NAME);
    apply::accept(&mut office, &case);
    let case = at_desk(&case);
    office.open(&format!("{case}/review"));
    office.press("review-open-button");
    office.sees("Reviewer One").sees("Reviewer Two");
    Panel {
        app,
        office,
        applicant,
        first,
        second,
        case,
    }
}

impl Panel {
    /// The company that applies.
    pub fn company(&self) -> CompanyId {
        let id: CaseId = self.case.rsplit('/').next().unwrap().parse().unwrap();
        let read = move |conn: &mut _| case::load(conn, &id);
        self.app.db.read_now(read).unwrap().company.unwrap()
    }

    pub fn review(&self) -> String {
        format!("{}/review", self.case)
    }

    /// What the clock does; gives how many reminders were noted.
    pub fn nudge(&self) -> usize {
        let noted = || {
            let all = self.app.mails();
            let about = |m: &&MailRow| {
                ["review.reminder", "review.late", "review.asked"].contains(&m.kind.as_str())
            };
            all.iter().filter(about).count()
        };
        let before = noted();
        self.app.round("admission.reviews");
        noted() - before
    }
}

pub fn declare(reviewer: &mut Browser, path: &str) {
    reviewer.open(path).fill("conflict", "none");
    reviewer.press("review-declare-button");
}

/// Answers every question as well as it can be and proposes.
pub fn answer(reviewer: &mut Browser, path: &str, proposal: &str) {
    reviewer.open(path);
    for (key, best) in [
        ("lawful", "met"),
        ("papers", "met"),
        ("standing", "4"),
        ("credit", "yes"),
        ("aims", "met"),
        ("duties", "met"),
    ] {
        reviewer.fill(&format!("a-{key}"), best);
    }
    reviewer.fill("proposal", proposal);
    reviewer.press("review-write-submit");
}

#[test]
fn a_reviewer_sees_the_name_alone_until_they_declared() {
    let mut p = panel();
    let mail = p.app.mail_to(&address("Reviewer One"));
    assert_eq!(mail.kind, "review.asked");
    assert_eq!(link_in(&mail, "/review"), p.review());
    assert!(!mail.text_body.contains("We make software"));
    p.first
        .open(&p.review())
        .sees(NAME)
        .misses("We make software");
    let at = p.review();
    declare(&mut p.first, &at);
    p.first.sees("We make software").sees("licence.pdf");
    let paper = p.first.link("/review/papers/");
    assert_eq!(p.first.go(&paper), 200);
    assert_eq!(p.second.go(&paper), 404);
}

#[test]
fn who_was_not_asked_finds_nothing() {
    let mut p = panel();
    let mut other = p.app.signed_in("Reviewer Three", &[Role::Reviewer]);
    let mut director = p.app.signed_in("Director", &[Role::Director]);
    for page in ["", "/mine"] {
        let path = format!("{}{page}", p.review());
        assert_eq!(other.go(&path), 404);
        assert_eq!(director.go(&path), 404);
        assert_eq!(p.applicant.go(&path), 404);
    }
}

#[test]
fn a_conflict_releases_the_reviewer_and_tells_the_office() {
    let mut p = panel();
    p.first.open(&p.review()).fill("conflict", "yes");
    p.first
        .press("review-declare-button")
        .is_refused_at("reason");
    p.first
        .fill("conflict", "yes")
        .fill("reason", "I hold shares");
    p.first
        .press("review-declare-button")
        .says("review-read-conflict");
    p.first.open(&p.review()).misses("We make software");
    let mail = p.app.mail_to(&address("Secretary"));
    assert_eq!(mail.kind, "review.conflict");
    assert!(mail.text_body.contains("I hold shares"));
    p.office
        .open(&p.review())
        .says("review-standing-conflicted");
}

#[test]
fn a_review_is_complete_when_every_question_is_answered() {
    let mut p = panel();
    let at = p.review();
    declare(&mut p.first, &at);
    p.first.fill("a-lawful", "not").fill("proposal", "reject");
    p.first.press("review-write-submit");
    assert_eq!(p.first.answer().status, 422);
    p.first
        .says("review-lack-answer")
        .says("review-lack-note")
        .says("review-lack-reasons");
    p.first.open(&p.review());
    assert!(p.first.has("[name=a-lawful][value=not][checked]"));
}

#[test]
fn a_draft_saves_itself() {
    let mut p = panel();
    let at = p.review();
    declare(&mut p.first, &at);
    let typed = p
        .first
        .by_hand(Method::POST, &format!("{}/answers", p.review()))
        .header("Origin", &p.app.base)
        .header("X-Autosave", "1")
        .form(&[("a-standing", "3"), ("n-standing", "seen once")])
        .send()
        .unwrap();
    assert_eq!(typed.status(), 204);
    let mut phone = p.app.browser();
    phone.sign_in(&address("Reviewer One"), PASSPHRASE);
    phone.open(&p.review()).sees("seen once");
}

#[test]
fn the_office_concludes_once_all_that_count_are_in() {
    let mut p = panel();
    let at = p.review();
    declare(&mut p.first, &at);
    let at = p.review();
    answer(&mut p.first, &at, "pass");
    p.first.says("review-standing-submitted");
    p.office.open(&p.review());
    assert!(!p.office.has("form[action$='/conclude']"));
    let at = p.review();
    declare(&mut p.second, &at);
    let at = p.review();
    answer(&mut p.second, &at, "visit");
    assert_eq!(p.second.answer().status, 422);
    p.second
        .fill("opinion", "Look at the workshop")
        .press("review-write-submit");
    assert_eq!(p.app.mail_to(&address("Secretary")).kind, "review.all_in");
    p.office
        .open(&p.review())
        .says("review-office-dissent")
        .sees("Look at the workshop");
    p.office
        .fill("proposal", "pass")
        .press("review-office-conclude");
    p.office.says("review-office-concluded");
    p.applicant
        .open(&p.case.replace("/desk/cases/", "/my/applications/"));
    p.applicant
        .says("admission-stage-reviewed")
        .misses("Look at the workshop");
}

#[test]
fn a_rejection_goes_to_the_board_without_a_visit() {
    let mut p = panel();
    let at = p.review();
    let mut code = String::new();
    for reviewer in [&mut p.first, &mut p.second] {
        declare(reviewer, &at);
        answer(reviewer, &at, "reject");
        code = reviewer
            .says("review-lack-reasons")
            .values_of("[name=reasons]", "value")
            .remove(0);
        reviewer
            .fill("reasons", &code)
            .fill("opinion", "No business of its own.")
            .press("review-write-submit");
        reviewer.says("review-standing-submitted");
    }
    // What no reviewer proposed is not concluded without a word.
    p.office.open(&at).fill("proposal", "pass");
    p.office.press("review-office-conclude");
    p.office
        .is_refused_at("opinion")
        .says("review-lack-against");
    p.office.open(&at).fill("reasons", &code);
    p.office
        .fill("opinion", "Both agree.")
        .press("review-office-conclude");
    p.office.says("review-office-concluded");
    p.office.open(&p.case).says("admission-do-recommend");
    p.office.open(&format!("{}/visit/plan", p.case));
    p.office.open(&format!("{}/ballot", p.case));
    assert!(p.office.has("[name=proposal][value=reject][checked]"));
    p.office
        .fill("summary", "Not yet.")
        .press("ballot-recommend-button");
    p.office.says("ballot-recommended");
    assert_eq!(
        p.office.go(&format!("{}/visit/plan", p.case)),
        200,
        "the form is there and refuses"
    );
    p.office.press("visit-plan-button");
    assert_eq!(p.office.answer().status, 422);
    p.office.says("admission-refusal-not-now");
}

#[test]
fn a_review_that_is_opened_again_keeps_what_was_submitted() {
    let mut p = panel();
    let at = p.review();
    declare(&mut p.first, &at);
    let at = p.review();
    answer(&mut p.first, &at, "pass");
    p.office
        .open(&p.review())
        .fill("reason", "Say more on standing");
    p.office.submit("/review/reopen");
    assert_eq!(
        p.app.mail_to(&address("Reviewer One")).kind,
        "review.reopened"
    );
    p.first.open(&p.review()).sees("Say more on standing");
    assert!(p.first.has("[name=a-standing][value='4'][checked]"));
    p.first
        .press("review-write-submit")
        .says("review-standing-submitted");
}

#[test]
fn reminders_go_out_once_each_and_the_office_gets_a_copy_at_last() {
    let p = panel();
    assert_eq!(p.nudge(), 0);
    p.app.clock.advance(TimeDelta::days(9));
    assert_eq!((p.nudge(), p.nudge()), (2, 0));
    assert_eq!(
        p.app.mail_to(&address("Reviewer One")).kind,
        "review.reminder"
    );
    p.app.clock.advance(TimeDelta::days(5));
    assert_eq!((p.nudge(), p.nudge()), (4, 0), "two reviewers, two copies");
    assert_eq!(p.app.mail_to(&address("Secretary")).kind, "review.late");
    let mails = p.app.mails();
    let to_applicant = mails
        .iter()
        .filter(|m| m.to_address == address("Applicant"));
    assert!(
        to_applicant
            .into_iter()
            .all(|m| !m.kind.starts_with("review."))
    );
}

#[test]
fn a_late_review_goes_to_somebody_else_and_then_to_those_above() {
    let mut p = panel();
    let mut third = p.app.signed_in("Reviewer Three", &[Role::Reviewer]);
    p.app.signed_in("President", &[Role::President]);
    p.app.clock.advance(TimeDelta::days(17));
    p.nudge();
    let mut browsers = [&mut p.first, &mut p.second, &mut third];
    let names = ["Reviewer One", "Reviewer Two", "Reviewer Three"];
    for (browser, name) in browsers.iter_mut().zip(names) {
        browser.sign_in(&address(name), PASSPHRASE);
    }
    let review = format!("{}/review", p.case);
    let open: Vec<bool> = browsers.map(|b| b.go(&review) == 200).into();
    assert!(open[2], "the third was asked");
    let left = usize::from(open[0]) + usize::from(open[1]);
    assert_eq!(
        left, 1,
        "one part was passed on, nobody was left for the other"
    );
    let office: Vec<_> = (p.app.mails().into_iter())
        .filter(|m| m.to_address == address("Secretary") && m.kind == "review.late")
        .collect();
    assert!(
        office
            .iter()
            .any(|m| m.text_body.contains("Reviewer Three"))
    );
    let above = || {
        let all = p.app.mails();
        let told = |m: &&MailRow| m.to_address == address("President");
        all.iter().filter(told).count()
    };
    assert_eq!(above(), 0);
    p.app.clock.advance(TimeDelta::days(3));
    p.nudge();
    assert_eq!((above(), p.nudge(), above()), (2, 0, 2));
}

#[test]
fn nothing_is_done_to_a_review_of_a_case_that_has_ended() {
    let mut p = panel();
    let own = p.case.replace("/desk/cases/", "/my/applications/");
    p.office.open(&p.review());
    p.applicant.open(&own).submit("/withdraw");
    p.office.fill("reason", "Not needed.");
    p.office.submit("/review/release");
    assert_eq!(p.office.answer().status, 422);
    p.office.says("review-refusal-concluded");
    // Who was asked hears of it, once.
    p.nudge();
    p.nudge();
    let released = |m: &MailRow| m.kind == "review.released";
    let told: Vec<_> = p.app.mails().into_iter().filter(released).collect();
    assert_eq!(told.len(), 2);
    p.first.open("/desk").misses(NAME);
}
