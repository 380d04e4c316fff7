//! A motion to expel a member until its ballot: brought, heard, withdrawn, and who has no part in it.
use crate::support::app::{PASSPHRASE, address, link_in};
use crate::support::board::{DIRECTORS, in_days};
use crate::support::trial::{ANSWER, GROUNDS, NAME, Trial, act_for};
use chrono::TimeDelta;
use huiguan::accounts;
use huiguan::kernel::{Powers, Role, Who};
use huiguan::membership;
use huiguan::membership::rules::standing::Ending;
use huiguan::platform::db::Tx;

#[test]
fn nobody_is_expelled_by_one_click() {
    let mut trial = Trial::set_up();
    let page = trial.member_page();
    trial.office.open(&page).says("membership-expel-by-ballot");
    assert!(!trial.office.has("option[value=expelled]"));
    let end = format!("{page}/end");
    let fields = [
        ("on", "2026-11-01"),
        ("how", "expelled"),
        ("why", "At once."),
    ];
    assert_eq!(trial.post(&trial.office, &end, &fields), 422);
    assert!(trial.is_member());
    let id = trial.membership.id.clone();
    let lin = trial.app.db.read_now(|conn| {
        let row = accounts::person_by_email(conn, &address("Lin"))?.unwrap();
        accounts::actor(conn, row)
    });
    let who = Who {
        actor: Some(lin.unwrap()),
        ..Who::default()
    };
    let today = trial.today();
    let act = move |tx: &mut Tx| membership::end(tx, &id, today, Ending::Expelled, "At once.");
    assert!(trial.app.db.write_now(&who, act).is_err());
}

#[test]
fn the_member_is_told_the_grounds_and_answers_once() {
    let mut trial = Trial::set_up();
    let motions = format!("{}/motions", trial.member_page());
    trial.office.open(&motions).press("expulsion-bring-button");
    trial.office.is_refused_at("grounds");
    let page = trial.bring();
    let mail = trial.app.mail_to(&address("Wang"));
    assert_eq!(mail.kind, "expulsion.brought");
    assert!(mail.text_body.contains(GROUNDS), "{}", mail.text_body);
    let own = link_in(&mail, "/my/motions/");
    assert_eq!(own, Trial::own(&page));
    trial.member.open("/my").says("portal-my-motion-answer");
    trial.member.open(&own).sees(GROUNDS);
    trial.member.press("expulsion-my-send");
    trial.member.is_refused_at("answer");
    let long = "x".repeat(6001);
    trial
        .member
        .fill("answer", &long)
        .press("expulsion-my-send");
    trial.member.is_refused_at("answer");
    assert_eq!(
        trial.member.text_of("textarea[name=answer]"),
        long,
        "nothing typed is lost"
    );
    trial
        .member
        .fill("answer", ANSWER)
        .press("expulsion-my-send");
    trial.member.says("expulsion-answered").sees(ANSWER);
    assert!(!trial.member.has("[name=answer]"));
    assert_eq!(
        trial.post(&trial.member, &own, &[("answer", "And more.")]),
        422
    );
    trial.office.open(&page).sees(ANSWER).misses("And more.");
    assert_eq!(trial.app.mail_to(&address("Lin")).kind, "expulsion.office");
    assert_eq!(trial.mails("expulsion.received"), 1);
    let again = trial.post(&trial.office, &motions, &[("grounds", "Once more.")]);
    assert_eq!(again, 422, "one motion at a time");
}

#[test]
fn no_ballot_opens_before_the_member_was_heard() {
    let mut trial = Trial::set_up_with(|office| {
        office
            .open("/desk/settings/expulsion")
            .fill("hearing_days", "0")
            .submit("/settings/expulsion");
        office.is_refused_at("hearing_days");
        office
            .fill("hearing_days", "10")
            .submit("/settings/expulsion");
    });
    let page = trial.bring();
    trial.office.open(&page).says("expulsion-next-hearing");
    assert!(!trial.office.has("form[action$='/open']"));
    let closes = in_days(&trial.app, 30);
    let open = format!("{page}/open");
    let fields = [("closes", closes.as_str())];
    assert_eq!(trial.post(&trial.office, &open, &fields), 422);
    trial.tick();
    assert_eq!(trial.mails("expulsion.waited"), 0);
    trial.after(8);
    trial.tick();
    trial.tick();
    assert_eq!(trial.mails("expulsion.waited"), 1);
    assert_eq!(trial.post(&trial.office, &open, &fields), 422);
    trial.after(2);
    trial.tick();
    trial.tick();
    let told = trial.app.mail_to(&address("Lin"));
    assert_eq!(told.kind, "expulsion.office");
    trial.office.open("/desk").says("expulsion-task-open");
    let ballot = trial.open(&page);
    let own = Trial::own(&page);
    assert_eq!(trial.post(&trial.member, &own, &[("answer", "Late.")]), 422);
    let one = &mut trial.directors[0];
    one.open(&ballot).press("ballot-conflict-none");
    one.sees(GROUNDS).misses("Late.");
}

#[test]
fn while_a_motion_waits_the_clock_writes_only_what_is_due() {
    let mut trial = Trial::set_up();
    trial.bring();
    let minute = |trial: &Trial| trial.app.round("expulsion.motions");
    assert_eq!(minute(&trial), 0, "the member was told just now");
    // Fourteen days to answer: reminders three days and one day before their end.
    for (hours, told) in [(11 * 24 + 1, 1), (2 * 24, 2)] {
        trial.app.clock.advance(TimeDelta::hours(hours));
        assert_eq!(minute(&trial), 1);
        assert_eq!(trial.mails("expulsion.waited"), told);
        assert_eq!(minute(&trial), 0, "reminded once");
    }
    let before = trial.mails("expulsion.office");
    trial.app.clock.advance(TimeDelta::days(2));
    assert_eq!(minute(&trial), 1);
    assert_eq!(trial.mails("expulsion.office"), before + 1);
    assert_eq!(minute(&trial), 0, "the office knows that the time ran out");
}

#[test]
fn a_late_answer_is_heard_as_long_as_nobody_votes() {
    let mut trial = Trial::set_up();
    let page = trial.bring();
    trial.after(15);
    trial
        .member
        .open(&Trial::own(&page))
        .says("expulsion-my-over");
    trial.answer(&page);
    let ballot = trial.open(&page);
    let one = &mut trial.directors[0];
    one.open(&ballot).press("ballot-conflict-none").sees(ANSWER);
}

#[test]
fn a_motion_is_withdrawn_with_a_reason_before_its_ballot_and_not_during_it() {
    let mut trial = Trial::set_up();
    let page = trial.bring();
    trial.office.open(&page).press("expulsion-withdraw-button");
    trial.office.is_refused_at("why");
    trial.office.fill("why", "They paid.").submit("/withdraw");
    trial.office.says("expulsion-withdrawn");
    let told = trial.app.mail_to(&address("Wang"));
    assert_eq!(told.kind, "expulsion.withdrawn");
    assert!(told.text_body.contains("They paid."));
    let own = Trial::own(&page);
    assert_eq!(trial.post(&trial.member, &own, &[("answer", ANSWER)]), 422);
    let (second, _) = trial.on_ballot();
    let withdraw = format!("{second}/withdraw");
    assert!(!trial.office.open(&second).has("form[action$='/withdraw']"));
    trial.post(&trial.office, &withdraw, &[("why", "No.")]);
    trial.office.open(&second).says("expulsion-state-voting");
}

#[test]
fn the_members_own_people_have_no_part_in_it() {
    let mut trial = Trial::set_up();
    act_for(&trial.app, &trial.company, DIRECTORS[0], Powers::default());
    trial.app.person("Zhao", &[Role::Secretary]);
    act_for(&trial.app, &trial.company, "Zhao", Powers::default());
    let mut zhao = trial.app.browser();
    zhao.sign_in(&address("Zhao"), PASSPHRASE);
    let page = trial.bring();
    let motions = format!("{}/motions", trial.member_page());
    assert_eq!(zhao.go(&page), 404);
    assert_eq!(zhao.go(&motions), 404);
    zhao.open("/desk/members/motions").misses(NAME);
    let fields = [("grounds", "Mine.")];
    assert_eq!(trial.post(&zhao, &motions, &fields), 404);
    zhao.open(&Trial::own(&page)).sees(GROUNDS);
    assert!(!zhao.has("[name=answer]"), "only who speaks for it answers");
    assert_eq!(
        trial.post(&zhao, &Trial::own(&page), &[("answer", "x")]),
        404
    );
    trial.answer(&page);
    let ballot = trial.open(&page);
    let mails = trial.app.mails();
    let asked = |name: &str| {
        let to = address(name);
        mails
            .iter()
            .any(|m| m.kind == "ballot.invitation" && m.to_address == to)
    };
    assert!(!asked(DIRECTORS[0]) && asked(DIRECTORS[1]));
    let own = &mut trial.directors[0];
    own.open(&ballot)
        .says("ballot-recused-title")
        .misses(ANSWER);
    assert!(!own.has("[name=choice]"));
    let vote = trial.post(&trial.directors[0], &ballot, &[("choice", "no")]);
    assert_eq!(vote, 303, "refused with a word");
    // Who comes to act for the member while the ballot runs loses the vote too.
    act_for(&trial.app, &trial.company, DIRECTORS[3], Powers::default());
    trial.directors[3].open(&ballot).misses(ANSWER);
    trial.post(&trial.directors[3], &ballot, &[("choice", "no")]);
    trial.vote(&ballot, 1, "yes");
    trial.vote(&ballot, 2, "yes");
    trial.after(5);
    trial.tick();
    for seat in [0, 3] {
        let minutes = format!("{ballot}/minutes");
        assert_eq!(trial.directors[seat].go(&minutes), 404);
        let two = DIRECTORS[1];
        trial.directors[seat].open(&ballot).misses(two);
    }
    trial.office.open(&page).says("voting-outcome-no-quorum");
    assert!(trial.is_member(), "two votes are too few");
    trial.is_whole();
}
