//! What the board's ballot on a motion to expel comes to, and what follows.
use crate::support::app::address;
use crate::support::board::{on_desk, wait_until};
use crate::support::trial::{ANSWER, GROUNDS, NAME, Trial};
use chrono::TimeDelta;
use diesel::RunQueryDsl;
use huiguan::ballots;
use huiguan::expulsion;
use huiguan::kernel::brand::Brand;
use huiguan::kernel::time::day_in;
use huiguan::kernel::{Role, Who};
use huiguan::platform::db::Tx;
use huiguan::voting;
use huiguan::voting::rules::BallotId;

#[test]
fn a_carried_ballot_ends_the_membership_that_day_and_is_named_in_its_history() {
    let mut trial = Trial::set_up();
    let (page, ballot) = trial.on_ballot();
    assert_eq!(trial.mails("ballot.invitation"), 4);
    let one = &mut trial.directors[0];
    one.open("/board").says("portal-board-expulsion").sees(NAME);
    one.open(&ballot)
        .says("expulsion-conflict-text")
        .misses(GROUNDS);
    one.press("ballot-conflict-none")
        .sees(GROUNDS)
        .sees(ANSWER)
        .sees(&trial.membership.number);
    trial.app.browser().open("/directory").sees(NAME);
    trial.vote_all(&ballot, ["yes", "yes", "yes", "no"]);
    trial.office.open(&page).press("ballot-close-button");
    trial.office.says("expulsion-state-carried");
    assert!(!trial.is_member());
    let last = trial.history().pop().unwrap();
    assert_eq!(last.kind, "expelled");
    assert_eq!(last.detail, "M2026-001 · 1");
    assert!(last.why.contains("M2026-001"), "{}", last.why);
    assert_eq!(last.by, "", "no single person did it");
    let told = trial.app.mail_to(&address("Wang"));
    assert_eq!(told.kind, "expulsion.decided");
    assert!(told.text_body.contains(GROUNDS), "{}", told.text_body);
    // Another address, for a page is kept some seconds.
    trial.app.browser().open("/directory?later").misses(NAME);
    let member = trial.member_page();
    trial
        .office
        .open(&member)
        .says("membership-standing-expelled");
    trial
        .member
        .open(&Trial::own(&page))
        .says("expulsion-told-carried");
    trial.directors[3]
        .open(&format!("{ballot}/minutes"))
        .sees("4 of 4 seats have voted")
        .sees(NAME);
    // The hand that could not expel it can't take it back either.
    let mut admin = trial.app.signed_in("Qian", &[Role::Admin]);
    admin
        .open(&format!("/desk/dues/companies/{}", trial.company))
        .fill("back_why", "a second chance")
        .submit("/back")
        .is_refused_at("back_why");
    assert!(!trial.is_member());
    trial.is_whole();
}

#[test]
fn closing_twice_and_the_clock_again_change_nothing_more() {
    let mut trial = Trial::set_up();
    let (_, ballot) = trial.on_ballot();
    for seat in 0..3 {
        trial.vote(&ballot, seat, "yes");
    }
    trial.after(5);
    trial.tick();
    trial.tick();
    let close = format!("{}/close", on_desk(&ballot));
    assert_eq!(trial.post(&trial.office, &close, &[]), 303);
    assert_eq!(trial.post(&trial.office, &close, &[]), 303);
    trial.tick();
    let ended = trial.history().into_iter().filter(|e| e.kind == "expelled");
    let ended: Vec<_> = ended.collect();
    assert_eq!(ended.len(), 1);
    let closed = trial.app.clock.now() - TimeDelta::days(1);
    assert_eq!(
        ended[0].from,
        day_in(Brand::default().zone, closed),
        "the day it closed, not of the count"
    );
    assert_eq!(trial.mails("expulsion.decided"), 1);
    assert_eq!(trial.mails("ballot.result"), 4);
    trial.is_whole();
}

#[test]
fn a_motion_that_is_not_carried_changes_nothing() {
    let mut trial = Trial::set_up();
    let (page, ballot) = trial.on_ballot();
    trial.vote_all(&ballot, ["no", "no", "yes", "abstain"]);
    trial.office.open(&page).press("ballot-close-button");
    trial.office.says("expulsion-state-lost");
    assert!(trial.is_member());
    let kinds: Vec<String> = trial.history().into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["motion", "motion_lost"]);
    assert_eq!(
        trial.app.mail_to(&address("Wang")).kind,
        "expulsion.decided"
    );
    trial
        .member
        .open(&Trial::own(&page))
        .says("expulsion-told-lost");
    let withdraw = format!("{page}/withdraw");
    trial.post(&trial.office, &withdraw, &[("why", "Too late.")]);
    trial.office.open(&page).says("expulsion-state-lost");
    let again = trial.bring();
    assert_ne!(again, page, "another motion may follow");
    trial.is_whole();
}

#[test]
fn too_few_decide_nothing_and_it_is_put_again_or_withdrawn() {
    let mut trial = Trial::set_up();
    let (page, ballot) = trial.on_ballot();
    trial.vote(&ballot, 0, "yes");
    trial.after(5);
    trial.tick();
    trial.tick();
    assert!(trial.is_member());
    assert_eq!(trial.mails("expulsion.decided"), 0);
    trial.office.open(&page).says("expulsion-state-ready");
    trial.office.says("voting-outcome-no-quorum");
    let again = trial.open(&page);
    assert_ne!(again, ballot);
    trial.office.open(&page).sees("Round 2");
    trial
        .office
        .fill("why", "A paper is missing.")
        .submit("/annul");
    trial.office.says("ballot-annulled");
    trial.office.fill("why", "Settled.").submit("/withdraw");
    trial.office.says("expulsion-state-withdrawn");
    trial.is_whole();
}

#[test]
fn a_tie_is_settled_by_the_chair_who_expels_with_it() {
    let mut trial = Trial::set_up_with(|office| {
        office
            .open("/desk/settings/counting")
            .fill("first", ">1/2")
            .fill("first_base", "cast")
            .fill("tie", "chair")
            .submit("Save the rule");
    });
    let (page, ballot) = trial.on_ballot();
    trial.vote_all(&ballot, ["yes", "yes", "no", "no"]);
    trial.office.open(&page).press("ballot-close-button");
    trial.office.says("expulsion-state-tied");
    assert!(trial.is_member());
    assert_eq!(trial.mails("ballot.tie"), 1);
    let tie = format!("{ballot}/tie");
    assert_eq!(
        trial.post(&trial.directors[1], &tie, &[("word", "yes")]),
        404
    );
    trial.directors[0].open(&ballot).fill("word", "yes");
    trial.directors[0].press("ballot-tie-settle");
    assert!(!trial.is_member());
    trial.office.open(&page).says("expulsion-state-carried");
    trial.is_whole();
}

#[test]
fn a_member_that_leaves_meanwhile_leaves_nothing_to_decide() {
    let mut trial = Trial::set_up();
    let (page, ballot) = trial.on_ballot();
    trial.vote(&ballot, 1, "yes");
    let member = trial.member_page();
    let today = trial.today();
    trial.office.open(&member).fill("on", today);
    trial.office.fill("why", "Letter").submit("/end");
    trial.directors[2].open(&ballot);
    let vote = trial.post(&trial.directors[2], &ballot, &[("choice", "yes")]);
    assert_eq!(vote, 303);
    trial.tick();
    trial.tick();
    trial.office.open(&page).says("expulsion-state-moot");
    let kinds: Vec<String> = trial.history().into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["motion", "resigned"]);
    let motions = format!("{member}/motions");
    let fields = [("grounds", "Again.")];
    assert_eq!(trial.post(&trial.office, &motions, &fields), 422);
    trial.is_whole();
}

#[test]
fn a_count_that_nothing_followed_is_finished_by_the_clock() {
    let mut trial = Trial::set_up();
    let (page, ballot) = trial.on_ballot();
    for seat in 0..3 {
        trial.vote(&ballot, seat, "yes");
    }
    trial.after(5);
    let id: BallotId = ballot.rsplit('/').next().unwrap().parse().unwrap();
    let count = move |tx: &mut Tx| voting::close(tx, &id).map(|_| ());
    trial.app.db.write_now(&Who::system("test"), count).unwrap();
    assert!(trial.is_member());
    trial.office.open(&page).says("expulsion-state-counting");
    trial.tick();
    assert!(!trial.is_member());
    trial.office.open(&page).says("expulsion-state-carried");
    assert_eq!(trial.mails("expulsion.decided"), 1);
    trial.is_whole();
}

#[test]
fn papers_and_ends_that_were_changed_by_hand_are_found() {
    let mut trial = Trial::set_up();
    let (page, ballot) = trial.on_ballot();
    trial.vote_all(&ballot, ["yes", "yes", "yes", "no"]);
    trial.office.open(&page).press("ballot-close-button");
    trial.is_whole();
    let change = |sql: &'static str| {
        let run = move |tx: &mut Tx| Ok(diesel::sql_query(sql).execute(tx.conn())?);
        let who = Who::system("test");
        assert_eq!(trial.app.db.write_now(&who, run).unwrap(), 1);
        let mut flaws = trial.app.db.read_now(ballots::verify).unwrap().1;
        flaws.extend(trial.app.db.read_now(expulsion::verify).unwrap().1);
        flaws
    };
    let flaws = change("UPDATE ballot_packs SET body = replace(body, 'forged', 'real')");
    assert_eq!(flaws.len(), 1, "{flaws:?}");
    assert!(flaws[0].starts_with("ballot_packs"), "{flaws:?}");
    let flaws = change("UPDATE expulsion_motions SET ended_how = 'lost'");
    assert_eq!(flaws.len(), 3, "{flaws:?}");
}

#[test]
fn notice_for_a_later_day_does_not_keep_a_member_from_being_expelled() {
    let mut trial = Trial::set_up();
    let (page, ballot) = trial.on_ballot();
    let later = trial.today() + TimeDelta::days(300);
    let member = trial.member_page();
    trial.office.open(&member).fill("on", later);
    trial.office.fill("why", "Letter").submit("/end");
    assert!(trial.is_member());
    trial.vote_all(&ballot, ["yes"; 4]);
    trial.office.open(&page).press("ballot-close-button");
    trial.office.says("expulsion-state-carried");
    assert!(!trial.is_member());
    let kinds: Vec<String> = trial.history().into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["motion", "resigned", "expelled"]);
    trial.is_whole();
}

#[test]
fn a_day_on_which_the_office_reminds_once_is_the_chambers_day() {
    let mut trial = Trial::set_up();
    let (page, _) = trial.on_ballot();
    // In UTC a day ends between the first two, and between the last two none does.
    for (hour, minute, sent) in [(7, 30, 4), (8, 30, 4), (23, 30, 4), (0, 30, 8)] {
        wait_until(&trial.app, hour, minute);
        trial.office.open(&page).press("ballot-remind-button");
        let reminders = trial.mails("ballot.reminder");
        assert_eq!(reminders, sent, "at {hour}:{minute}");
    }
}
