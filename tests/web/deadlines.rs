//! What follows from deadlines: a silence that counts as an answer, told once to both sides; and
//! reminders before and after, the last with a copy to those above.
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::apply::{self, at_desk, credit_code};
use crate::support::board::{Hall, NAME};
use crate::support::browser::Browser;
use crate::support::sign::signed;
use chrono::TimeDelta;
use huiguan::kernel::Role;

/// One round of the worker of one server.
fn tick(app: &TestApp) {
    app.round("admission.applications");
}

/// Two servers at once, and one of them again.
fn rounds(app: &TestApp) {
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| tick(app));
        }
    });
    tick(app);
}

/// Kinds of all mails to this person since the application arrived, and how many of each.
fn mails(app: &TestApp, name: &str) -> Vec<(String, usize)> {
    let mut kinds: Vec<(String, usize)> = vec![];
    for mail in app.mails().iter().filter(|m| m.to_address == address(name)) {
        if mail.kind == "admission.received" {
            continue;
        }
        match kinds.iter_mut().find(|(kind, _)| *kind == mail.kind) {
            Some((_, n)) => *n += 1,
            None => kinds.push((mail.kind.clone(), 1)),
        }
    }
    kinds
}

fn one(kind: &str) -> (String, usize) {
    (kind.to_owned(), 1)
}

/// Sent back for a telephone number, to be answered within the chamber's fifteen days.
fn returned(app: &TestApp) -> (Browser, Browser, String) {
    let (applicant, mut office, case) = apply::sent(app, NAME);
    office.open(&format!("{}/check", at_desk(&case)));
    for requirement in office.values_of("[name^='mark-'][value=fine]", "name") {
        let is_people = requirement == "mark-people";
        office.fill(&requirement, if is_people { "missing" } else { "fine" });
    }
    office.fill("why-people", "Nobody answers this phone.");
    office.press("admission-check-return");
    (applicant, office, case)
}

#[test]
fn a_silence_that_accepts_is_told_once_to_both_sides() {
    let app = TestApp::start();
    let (mut li, mut office, case) = apply::sent(&app, NAME);
    app.clock
        .advance(TimeDelta::days(5) + TimeDelta::minutes(1));
    rounds(&app);
    assert_eq!(mails(&app, "Applicant"), [one("admission.accepted")]);
    assert_eq!(mails(&app, "Secretary"), [one("admission.deemed")]);
    li.open(&case).says("admission-event-deemed");
    office
        .open(&at_desk(&case))
        .says("admission-do-assign")
        .says("admission-event-deemed");
}

#[test]
fn it_is_told_as_well_when_somebody_was_faster_than_the_worker() {
    let app = TestApp::start();
    app.person("Reviewer", &[Role::Reviewer]);
    let (_, mut office, case) = apply::sent(&app, NAME);
    app.clock
        .advance(TimeDelta::days(5) + TimeDelta::minutes(1));
    office
        .open(&format!("{}/review", at_desk(&case)))
        .press("review-open-button");
    rounds(&app);
    assert_eq!(mails(&app, "Applicant"), [one("admission.accepted")]);
    assert_eq!(mails(&app, "Secretary"), [one("admission.deemed")]);
}

#[test]
fn the_office_is_reminded_before_its_silence_accepts_and_the_applicant_is_not() {
    let app = TestApp::start();
    apply::sent(&app, NAME);
    app.clock.advance(TimeDelta::hours(71));
    rounds(&app);
    assert_eq!(mails(&app, "Secretary"), []);
    app.clock.advance(TimeDelta::hours(2));
    rounds(&app);
    assert_eq!(mails(&app, "Secretary"), [one("admission.due")]);
    assert_eq!(mails(&app, "Applicant"), []);
}

#[test]
fn an_accepted_duplicate_is_settled_before_its_review_opens() {
    let app = TestApp::start();
    app.person("Reviewer", &[Role::Reviewer]);
    let (_, mut office, first) = apply::sent(&app, NAME);
    apply::accept(&mut office, &first);
    let mut stranger = app.signed_in("Stranger", &[]);
    let second = apply::send(&mut stranger, "Plum Blossom Trade", &credit_code(1));
    app.clock.advance(TimeDelta::days(6));
    rounds(&app);
    let all = app.mails();
    let told = all.iter().find(|m| m.kind == "admission.deemed").unwrap();
    assert!(told.text_body.contains(NAME), "{}", told.text_body);
    assert!(!app.mail_to(&address("Stranger")).text_body.contains(NAME));
    let review = format!("{}/review", at_desk(&second));
    office.open(&review).press("review-open-button");
    assert_eq!(office.answer().status, 422);
    office.sees("Settle the duplicate");
    office.open(&format!("{}/check", at_desk(&second)));
    office
        .fill("how", "take")
        .fill("reason", "Theirs is the licence.")
        .submit("/duplicate");
    office.open(&review).press("review-open-button");
    office.says("review-done-opened");
}

#[test]
fn an_unanswered_correction_list_is_reminded_of_and_ends_the_case() {
    let app = TestApp::start();
    let (mut li, mut office, case) = returned(&app);
    let mut applicant = vec![one("admission.returned")];
    rounds(&app);
    assert_eq!(mails(&app, "Applicant"), applicant);
    for (days, n) in [(14, 1), (2, 2), (23, 3)] {
        app.clock.advance(TimeDelta::days(days));
        rounds(&app);
        applicant.truncate(1);
        applicant.push(("admission.reminder".to_owned(), n));
        assert_eq!(mails(&app, "Applicant"), applicant);
    }
    assert_eq!(mails(&app, "Secretary"), [one("admission.ending")]);
    li.sign_in(&address("Applicant"), PASSPHRASE);
    li.open(&case).says("admission-stage-returned");
    app.clock.advance(TimeDelta::days(8));
    rounds(&app);
    applicant.push(one("admission.expired"));
    assert_eq!(mails(&app, "Applicant"), applicant);
    let office_got = [one("admission.ending"), one("admission.expired")];
    assert_eq!(mails(&app, "Secretary"), office_got);
    li.open(&case).says("admission-stage-expired");
    office.sign_in(&address("Secretary"), PASSPHRASE);
    office.open(&at_desk(&case)).says("admission-event-expired");
    li.open(&case).press("application-case-again");
    li.says("application-step-company");
}

#[test]
fn who_has_answered_is_left_alone_and_the_office_has_its_time_again() {
    let app = TestApp::start();
    let (mut li, _, case) = returned(&app);
    app.clock.advance(TimeDelta::days(14));
    rounds(&app);
    li.sign_in(&address("Applicant"), PASSPHRASE);
    li.open(&case)
        .fill("answer-1", "A new number.")
        .submit("/answers");
    li.open(&format!("{case}/send")).submit("/send");
    app.clock.advance(TimeDelta::days(4));
    rounds(&app);
    let all = [one("admission.returned"), one("admission.reminder")];
    assert_eq!(mails(&app, "Applicant"), all);
    assert_eq!(mails(&app, "Secretary"), [one("admission.due")]);
}

#[test]
fn a_step_the_office_leaves_undone_goes_to_the_president() {
    let app = TestApp::start();
    app.person("Shen", &[Role::President]);
    let (_, mut office, case) = apply::sent(&app, NAME);
    apply::accept(&mut office, &case);
    for (days, n) in [(4, 1), (2, 2)] {
        app.clock.advance(TimeDelta::days(days));
        rounds(&app);
        assert_eq!(mails(&app, "Secretary"), [("admission.due".to_owned(), n)]);
        assert_eq!(mails(&app, "Shen"), []);
    }
    app.clock.advance(TimeDelta::days(3));
    rounds(&app);
    assert_eq!(mails(&app, "Secretary"), [("admission.due".to_owned(), 3)]);
    assert_eq!(mails(&app, "Shen"), [one("admission.copy")]);
    assert_eq!(mails(&app, "Applicant"), [one("admission.accepted")]);
    app.clock.advance(TimeDelta::days(30));
    rounds(&app);
    assert_eq!(mails(&app, "Secretary"), [("admission.due".to_owned(), 3)]);
}

#[test]
fn who_countersigns_is_reminded_and_the_office_gets_the_copy() {
    let (hall, _) = signed();
    let due = |name: &str, kind: &str| {
        let all = hall.app.mails();
        let mine = all.iter().filter(|m| m.to_address == address(name));
        mine.filter(|m| m.kind == kind).count()
    };
    for (days, shen, office) in [(4, 0, 0), (2, 1, 0), (2, 2, 0), (3, 3, 1)] {
        hall.app.clock.advance(TimeDelta::days(days));
        rounds(&hall.app);
        assert_eq!(due("Shen", "admission.due"), shen);
        assert_eq!(due("Secretary", "admission.copy"), office);
    }
}

#[test]
fn a_notice_that_has_run_out_waits_for_the_office() {
    let mut hall = Hall::set_up(|admin| {
        admin.open("/desk/settings/routes/member");
        admin.fill("notice_days", "7").submit("/routes/member");
    });
    hall.recommend(&hall.case.clone());
    hall.office.press("ballot-notice-button");
    hall.app.clock.advance(TimeDelta::days(6));
    rounds(&hall.app);
    assert_eq!(hall.mails("admission.due"), 0);
    hall.app.clock.advance(TimeDelta::days(2));
    rounds(&hall.app);
    assert_eq!(hall.mails("admission.due"), 1);
}

#[test]
fn the_office_hears_of_an_objection_and_of_a_withdrawal() {
    let (mut hall, ballot) = Hall::opened();
    hall.decide(&ballot, ["no"; 4]);
    let own = hall.own();
    hall.applicant
        .open(&own)
        .fill("reason", "You read the wrong file.")
        .submit("/appeal");
    let told = hall.app.mail_to(&address("Secretary"));
    assert_eq!(told.kind, "admission.appealed");
    assert!(told.text_body.contains("You read the wrong file."));
    assert_eq!(
        hall.app.mail_to(&address("Applicant")).kind,
        "admission.appealed"
    );
    hall.applicant
        .open(&own)
        .fill("reason", "It takes too long.")
        .submit("/withdraw");
    let told = hall.app.mail_to(&address("Secretary"));
    assert_eq!(told.kind, "admission.withdrawn");
    assert!(told.text_body.contains("It takes too long."));
}
