//! What calls for something that is over is not sent any more, and who was called is told: rounds that are
//! taken back, cases and motions that end. Nobody has a mail server here, so that every letter waits.
use crate::ballots::applicant;
use crate::review::panel;
use crate::support::app::{TestApp, address};
use crate::support::apply;
use crate::support::board::{DIRECTORS, Hall};
use crate::support::trial::{Trial, act_for};
use huiguan::kernel::{Powers, Role};
use huiguan::platform::outbox::State;

/// How the letters of a kind to this person stand, oldest first.
fn states(app: &TestApp, kind: &str, name: &str) -> Vec<State> {
    let mails = app.mails().into_iter();
    let to = mails.filter(|mail| mail.kind == kind && mail.to_address == address(name));
    to.map(|mail| mail.state).collect()
}

#[test]
fn who_could_vote_in_a_round_that_is_annulled_is_told_and_called_no_more() {
    let (mut hall, ballot) = Hall::opened();
    act_for(
        &hall.app,
        &applicant(&hall),
        DIRECTORS[3],
        Powers::default(),
    );
    let page = format!("{}/ballot", hall.case);
    hall.office.open(&page).fill("why", "Wrong annex.");
    hall.office.submit("/annul").says("ballot-annulled");
    for name in &DIRECTORS[..3] {
        let called = states(&hall.app, "ballot.invitation", name);
        assert_eq!(called, [State::Recalled], "{name}");
        let told = hall.app.mail_to(&address(name));
        assert_eq!(
            (told.kind.as_str(), told.state),
            ("ballot.annulled", State::Queued)
        );
        assert!(
            told.text_body.contains("Wrong annex."),
            "{}",
            told.text_body
        );
        assert!(told.text_body.contains(&ballot), "{}", told.text_body);
    }
    // Who came to act for the company has no part in it, and reads nothing of it.
    let tied = states(&hall.app, "ballot.annulled", DIRECTORS[3]);
    assert_eq!(tied, []);
    let again = hall.open();
    assert_ne!(again, ballot);
    let called = states(&hall.app, "ballot.invitation", DIRECTORS[0]);
    assert_eq!(
        called,
        [State::Recalled, State::Queued],
        "the new round calls"
    );
}

#[test]
fn a_case_that_its_applicant_takes_back_calls_nobody_to_its_ballot_and_to_nothing_else() {
    let (mut hall, _) = Hall::opened();
    assert_eq!(
        states(&hall.app, "review.asked", "Reviewer"),
        [State::Queued]
    );
    let own = hall.own();
    hall.applicant.open(&own).submit("/withdraw");
    assert_eq!(
        states(&hall.app, "review.asked", "Reviewer"),
        [State::Recalled]
    );
    hall.app.round("ballots.running");
    for name in DIRECTORS {
        let called = states(&hall.app, "ballot.invitation", name);
        assert_eq!(called, [State::Recalled], "{name}");
        let told = states(&hall.app, "ballot.annulled", name);
        assert_eq!(told, [State::Queued], "{name}");
    }
    hall.app.round("ballots.running");
    assert_eq!(hall.mails("ballot.annulled"), 4, "once");
}

#[test]
fn a_case_that_ends_calls_no_reviewer() {
    let mut p = panel();
    assert_eq!(
        states(&p.app, "review.asked", "Reviewer One"),
        [State::Queued]
    );
    p.applicant
        .open(&format!(
            "/my/applications/{}",
            p.case.rsplit('/').next().unwrap()
        ))
        .submit("/withdraw");
    assert_eq!(
        states(&p.app, "review.asked", "Reviewer One"),
        [State::Recalled]
    );
    let mut admin = p.app.signed_in("Root", &[Role::Admin]);
    admin.open("/desk/mail?state=recalled").sees("Reviewer One");
}

#[test]
fn whom_the_application_of_a_case_that_ends_names_is_asked_no_more() {
    let app = TestApp::start();
    let (mut applicant, _, case) = apply::sent(&app, "Plum Trading");
    applicant
        .open(&format!("{case}/people"))
        .fill("email_representative", address("Li Si"))
        .submit("/people");
    let asked = || states(&app, "people.invited", "Li Si");
    assert_eq!(asked(), [State::Queued]);
    applicant.open(&case).submit("/withdraw");
    assert_eq!(asked(), [State::Recalled]);
}

#[test]
fn a_motion_to_expel_that_is_withdrawn_reminds_nobody_any_more() {
    let mut trial = Trial::set_up();
    let page = trial.bring();
    trial.after(12);
    trial.tick();
    let waited = |trial: &Trial| {
        let mails = trial.app.mails().into_iter();
        let waited = mails.filter(|mail| mail.kind == "expulsion.waited");
        waited.map(|mail| mail.state).collect::<Vec<_>>()
    };
    assert!(waited(&trial).contains(&State::Queued));
    trial
        .office
        .open(&page)
        .fill("why", "They paid.")
        .submit("/withdraw");
    assert!(waited(&trial).iter().all(|state| *state == State::Recalled));
}
