//! How ballots end: early or by the clock, carried or not, tied, without quorum, annulled; the
//! letters that follow, the minutes, and the reminders before.
use crate::support::app::{PASSPHRASE, address};
use crate::support::board::{DIRECTORS, Hall, NAME, on_desk, wait_until};
use chrono::TimeDelta;

/// Words of the application that only the papers hold.
pub const INSIDE: &str = "We make software";

/// Everybody signs in again: more time passed than a session lasts without use.
fn after(hall: &mut Hall, days: i64) {
    hall.app.clock.advance(TimeDelta::days(days));
    for (name, director) in DIRECTORS.iter().zip(&mut hall.directors) {
        director.sign_in(&address(name), PASSPHRASE);
    }
    hall.office.sign_in(&address("Secretary"), PASSPHRASE);
    hall.applicant.sign_in(&address("Applicant"), PASSPHRASE);
}

/// Half of the votes cast decide, and the chair settles a tie.
fn chaired() -> (Hall, String) {
    let mut hall = Hall::set_up(|admin| {
        admin
            .open("/desk/settings/counting")
            .fill("first", ">1/2")
            .fill("first_base", "cast")
            .fill("tie", "chair")
            .submit("Save the rule");
    });
    hall.recommend(&hall.case.clone());
    let ballot = hall.open();
    hall.decide(&ballot, ["yes", "yes", "no", "no"]);
    (hall, ballot)
}

#[test]
fn it_is_counted_before_its_time_only_once_every_seat_has_voted() {
    let (mut hall, ballot) = Hall::opened();
    let page = format!("{}/ballot", hall.case);
    for seat in 0..3 {
        hall.vote(&ballot, seat, "yes");
    }
    hall.office.open(&page);
    assert!(!hall.office.has("form[action$='/close']"));
    hall.post(&hall.office, &format!("{}/close", on_desk(&ballot)), &[]);
    hall.office
        .open(&page)
        .sees("One seat has not voted yet")
        .misses("Carried");
    hall.vote(&ballot, 3, "abstain");
    hall.office.open(&page).press("ballot-close-button");
    hall.office.says("voting-outcome-passed");
    assert_eq!(
        hall.post(&hall.directors[3], &ballot, &[("choice", "no")]),
        303
    );
    hall.directors[3]
        .open(&ballot)
        .says("voting-choice-abstain");
}

#[test]
fn the_clock_counts_and_the_applicant_gets_the_admission_notice() {
    let (mut hall, ballot) = Hall::opened();
    for seat in 0..3 {
        hall.vote(&ballot, seat, "yes");
    }
    hall.tick();
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-on-ballot");
    hall.app.clock.advance(TimeDelta::days(5));
    hall.tick();
    hall.tick();
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-admitted");
    let notice = hall.app.mail_to(&address("Applicant"));
    assert_eq!(notice.kind, "ballot.admitted");
    assert!(notice.text_body.contains(NAME), "{}", notice.text_body);
    assert_eq!(hall.mails("ballot.admitted"), 1);
    assert_eq!(
        hall.app.mail_to(&address("Secretary")).kind,
        "ballot.office"
    );
    for name in DIRECTORS {
        assert_eq!(hall.app.mail_to(&address(name)).kind, "ballot.result");
    }
    let minutes = format!("{ballot}/minutes");
    hall.directors[3]
        .open(&minutes)
        .sees("3 of 4 seats have voted")
        .says("ballot-roll-silent");
    assert_eq!(hall.applicant.go(&minutes), 404);
}

#[test]
fn too_few_is_no_rejection_and_a_new_round_follows_with_the_old_one_in_sight() {
    let (mut hall, ballot) = Hall::opened();
    hall.vote(&ballot, 0, "no");
    hall.vote(&ballot, 1, "no");
    hall.app.clock.advance(TimeDelta::days(5));
    hall.tick();
    hall.applicant
        .open(&hall.own())
        .says("admission-told-no-quorum");
    hall.told("Secretary", "ballot-letter-office-no-quorum");
    let again = hall.open();
    assert_ne!(again, ballot);
    let page = format!("{}/ballot", hall.case);
    hall.office
        .open(&page)
        .sees("Round 2")
        .sees("0 of 4 seats have voted")
        .says("voting-outcome-no-quorum");
    let minutes = hall.office.link("/minutes");
    assert_eq!(minutes, format!("{ballot}/minutes"));
    hall.office.open(&minutes).sees("2 of 4 seats have voted");
    hall.decide(&again, ["yes"; 4]);
    hall.office.says("voting-outcome-passed");
}

#[test]
fn a_rejection_is_told_once_with_reasons_from_the_published_ones() {
    let (mut hall, ballot) = Hall::opened();
    hall.decide(&ballot, ["yes", "no", "no", "no"]);
    hall.office.says("ballot-reasons-owed");
    hall.office.open("/desk").says("admission-task-reasons");
    hall.applicant
        .open(&hall.own())
        .says("application-case-reasons-follow")
        .sees("15 days");
    after(&mut hall, 20);
    hall.tick();
    assert_eq!(hall.mails("admission.due"), 1, "the office is reminded");
    let reasons = format!("{}/ballot/reasons", hall.case);
    hall.office.open(&reasons).press("ballot-reasons-send");
    assert_eq!(hall.office.answer().status, 422);
    hall.office.says("ballot-refused-no-reason");
    let code = hall.office.values_of("[name=reason]", "value").remove(0);
    hall.office
        .fill("reason", &code)
        .fill(&format!("text-{code}"), "Two fines this year.")
        .fill("message", "Please come back once they are settled.");
    hall.office
        .press("ballot-reasons-send")
        .says("ballot-told")
        .sees("Two fines this year.");
    let letter = hall.app.mail_to(&address("Applicant"));
    assert_eq!(letter.kind, "ballot.rejected");
    for words in ["Two fines this year.", "come back once they are settled"] {
        assert!(letter.text_body.contains(words), "{}", letter.text_body);
    }
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-rejected")
        .sees("Two fines this year.")
        .misses("Director");
    hall.app.clock.advance(TimeDelta::days(14));
    hall.applicant.sign_in(&address("Applicant"), PASSPHRASE);
    hall.applicant.open(&hall.own());
    assert!(hall.applicant.has("form[action$='/appeal']"));
    hall.office.sign_in(&address("Secretary"), PASSPHRASE);
    assert_eq!(hall.office.go(&reasons), 404);
    let again = [("reason", code.as_str())];
    hall.post(&hall.office, &reasons, &again);
    assert_eq!(hall.mails("ballot.rejected"), 1);
}

#[test]
fn a_rejected_company_objects_and_the_board_votes_again() {
    let (mut hall, ballot) = Hall::opened();
    hall.decide(&ballot, ["no"; 4]);
    let own = hall.own();
    hall.applicant.open(&own).submit("/appeal");
    hall.applicant.is_refused_at("reason");
    hall.applicant
        .fill("reason", "You read the wrong file.")
        .submit("/appeal");
    hall.applicant.says("admission-stage-appealed");
    hall.office
        .open(&hall.case)
        .fill("new_round", "yes")
        .fill("reason", "They are right.")
        .submit("/appeal");
    let letter = hall.app.mail_to(&address("Applicant"));
    assert!(letter.text_body.contains("They are right."));
    let again = hall.open();
    hall.decide(&again, ["yes"; 4]);
    hall.office
        .says("voting-outcome-passed")
        .says("ballot-state-annulled")
        .sees("They are right.");
    hall.applicant.open(&own).says("admission-stage-admitted");
}

#[test]
fn a_tie_is_settled_by_the_chair_and_nobody_else() {
    let (mut hall, ballot) = chaired();
    hall.office.says("voting-outcome-tied");
    hall.told("Secretary", "ballot-letter-office-chair");
    hall.told(DIRECTORS[0], "ballot-letter-tie-text");
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-on-ballot");
    let tie = format!("{ballot}/tie");
    hall.directors[1].open(&ballot).says("voting-outcome-tied");
    assert!(!hall.directors[1].has("form[action$='/tie']"));
    assert_eq!(hall.post(&hall.directors[1], &tie, &[("word", "yes")]), 404);
    hall.directors[0]
        .open(&ballot)
        .fill("word", "yes")
        .press("ballot-tie-settle");
    hall.directors[0].says("voting-outcome-passed");
    assert!(!hall.directors[0].has("form[action$='/tie']"));
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-admitted");
    assert_eq!(hall.mails("ballot.admitted"), 1);
    assert_eq!(hall.mails("ballot.result"), DIRECTORS.len());
}

#[test]
fn a_tie_without_a_chair_who_can_settle_it_is_annulled_and_put_again() {
    let (mut hall, ballot) = chaired();
    hall.office
        .fill("why", "The chair is ill.")
        .submit("/annul");
    hall.office
        .says("ballot-annulled")
        .sees("The chair is ill.");
    let tie = format!("{ballot}/tie");
    assert_eq!(hall.post(&hall.directors[0], &tie, &[("word", "yes")]), 303);
    let again = hall.open();
    hall.decide(&again, ["yes", "yes", "yes", "no"]);
    hall.office.says("voting-outcome-passed");
}

#[test]
fn an_annulled_round_stays_visible_with_its_reason() {
    let (mut hall, ballot) = Hall::opened();
    hall.vote(&ballot, 0, "yes");
    let page = format!("{}/ballot", hall.case);
    hall.office.open(&page).submit("/annul");
    hall.office.says("voting-refused-no-reason");
    hall.office
        .open(&page)
        .fill("why", "Wrong accounts.")
        .submit("/annul");
    hall.office.says("ballot-annulled").sees("Wrong accounts.");
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-deferred")
        .misses("Wrong accounts.");
    assert_eq!(
        hall.post(&hall.directors[0], &ballot, &[("choice", "no")]),
        303
    );
    let again = hall.open();
    hall.office
        .open(&page)
        .sees("Round 2")
        .sees("Wrong accounts.")
        .says("ballot-state-annulled");
    hall.decide(&again, ["yes"; 4]);
    let annul = format!("{}/annul", on_desk(&again));
    hall.post(&hall.office, &annul, &[("why", "We don't like it.")]);
    hall.office
        .open(&page)
        .says("ballot-refused-annul")
        .says("voting-outcome-passed");
}

#[test]
fn who_has_not_voted_is_reminded_twice_and_by_hand_once_a_day() {
    let (mut hall, ballot) = Hall::opened();
    hall.vote(&ballot, 0, "yes");
    hall.tick();
    assert_eq!(hall.mails("ballot.reminder"), 0);
    hall.app.clock.advance(TimeDelta::hours(60));
    hall.tick();
    hall.tick();
    assert_eq!(hall.mails("ballot.reminder"), 3);
    let page = format!("{}/ballot", hall.case);
    for _ in 0..2 {
        hall.office.open(&page).press("ballot-remind-button");
        hall.office.sees("3 directors are reminded");
    }
    assert_eq!(hall.mails("ballot.reminder"), 6);
    hall.vote(&ballot, 1, "no");
    hall.app.clock.advance(TimeDelta::hours(24));
    hall.tick();
    hall.tick();
    assert_eq!(hall.mails("ballot.reminder"), 8);
    let all = hall.app.mails();
    let second = all.iter().filter(|m| m.to_address == address(DIRECTORS[1]));
    let reminders = second.filter(|m| m.kind == "ballot.reminder").count();
    assert_eq!(reminders, 2, "who has voted is left alone");
}

#[test]
fn a_day_on_which_the_office_reminds_once_is_the_chambers_day() {
    let (mut hall, _) = Hall::opened();
    let page = format!("{}/ballot", hall.case);
    // In UTC a day ends between the first two, and between the last two none does.
    for (hour, minute, sent) in [(7, 30, 4), (8, 30, 4), (23, 30, 4), (0, 30, 8)] {
        wait_until(&hall.app, hour, minute);
        hall.office.open(&page).press("ballot-remind-button");
        assert_eq!(hall.mails("ballot.reminder"), sent, "at {hour}:{minute}");
    }
}

#[test]
fn an_application_that_is_withdrawn_takes_its_ballot_along() {
    let (mut hall, ballot) = Hall::opened();
    hall.vote(&ballot, 0, "yes");
    hall.applicant.open(&hall.own()).submit("/withdraw");
    hall.directors[1]
        .open(&ballot)
        .says("ballot-refused-case-ended")
        .misses(INSIDE);
    assert_eq!(
        hall.post(&hall.directors[1], &ballot, &[("choice", "no")]),
        303
    );
    hall.tick();
    hall.tick();
    hall.office
        .open(&format!("{}/ballot", hall.case))
        .says("ballot-state-annulled")
        .sees("申请人撤回申请");
    assert_eq!(hall.mails("ballot.result"), 0);
    after(&mut hall, 15);
    hall.tick();
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-withdrawn");
}

#[test]
fn a_sitting_is_one_mail_and_its_results_are_told_when_the_last_of_it_is_over() {
    let mut hall = Hall::recommended();
    let (mut other, case) = hall.another("Camellia Foods", 2);
    hall.recommend(&case);
    let closes = hall.closes();
    hall.office
        .open("/desk/ballots")
        .press("ballot-sittings-open");
    hall.office.says("ballot-refused-no-case");
    for tick in hall.office.values_of("[name=case]", "value") {
        hall.office.fill("case", tick);
    }
    hall.office
        .fill("closes", closes)
        .press("ballot-sittings-open");
    assert_eq!(hall.mails("ballot.invitation"), DIRECTORS.len());
    hall.directors[0].open("/board");
    let ballots = hall.directors[0].values_of("a[href^='/board/ballots/']", "href");
    assert_eq!(ballots.len(), 2);
    let title = |hall: &mut Hall, path: &str| hall.directors[0].open(path).text().contains(NAME);
    let (mine, theirs) = if title(&mut hall, &ballots[0]) {
        (&ballots[0], &ballots[1])
    } else {
        (&ballots[1], &ballots[0])
    };
    hall.decide(mine, ["yes"; 4]);
    assert_eq!(hall.mails("ballot.result"), 0, "one still runs");
    hall.vote(theirs, 0, "yes");
    other
        .open(&case.replace("/desk/cases/", "/my/applications/"))
        .submit("/withdraw");
    hall.tick();
    hall.tick();
    assert_eq!(hall.mails("ballot.result"), DIRECTORS.len());
    let told = hall.app.mail_to(&address(DIRECTORS[2]));
    assert!(told.text_body.contains(NAME) && !told.text_body.contains("Camellia"));
}
