//! Ballots whatever they are about: the question of conflicts before the vote, ties that arise while a
//! ballot runs, addresses and data of the version before, and how often a vote reads its ballot.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::board::{DIRECTORS, Hall, in_days, on_desk, seat};
use crate::support::trial::{GROUNDS, Trial, act_for};
use chrono::TimeDelta;
use diesel::connection::{Connection, InstrumentationEvent, SimpleConnection};
use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl};
use huiguan::accounts;
use huiguan::admission::case;
use huiguan::app::SUBJECTS;
use huiguan::ballots;
use huiguan::kernel::id::{CaseId, CompanyId};
use huiguan::kernel::{Powers, Role, Who};
use huiguan::platform::db::Tx;
use huiguan::platform::migrate;
use huiguan::voting::rules::{BallotId, Choice};
use std::sync::{Arc, Mutex};

/// Words of the application that only the papers hold.
const INSIDE: &str = "We make software";

/// What an older version leaves behind.
const BEFORE: &str = include_str!("../../migrations/common/2026-11-22-001050_ballots/down.sql");

/// The company that applies.
pub fn applicant(hall: &Hall) -> CompanyId {
    let id: CaseId = hall.case.rsplit('/').next().unwrap().parse().unwrap();
    let read = move |conn: &mut _| case::load(conn, &id);
    hall.app.db.read_now(read).unwrap().company.unwrap()
}

fn id_of(ballot: &str) -> BallotId {
    ballot.rsplit('/').next().unwrap().parse().unwrap()
}

#[test]
fn nobody_votes_before_they_answered_the_question_of_conflicts() {
    let (mut hall, ballot) = Hall::opened();
    let one = &hall.directors[0];
    assert_eq!(hall.post(one, &ballot, &[("choice", "yes")]), 303);
    hall.directors[0]
        .open(&ballot)
        .says("ballot-refused-unanswered")
        .says("ballot-conflict-title")
        .misses(INSIDE);
    let page = format!("{}/ballot", hall.case);
    hall.office.open(&page).sees("0 of 4 seats have voted");
    hall.vote(&ballot, 0, "yes");
    hall.office.open(&page).sees("1 of 4 seats have voted");
}

#[test]
fn who_comes_to_act_for_the_applicant_before_they_vote_is_recused() {
    let (mut hall, ballot) = Hall::opened();
    hall.directors[0]
        .open(&ballot)
        .press("ballot-conflict-none")
        .sees(INSIDE);
    act_for(&hall.app, &applicant(&hall), DIRECTORS[0], Powers::ALL);
    let one = &hall.directors[0];
    assert_eq!(hall.post(one, &ballot, &[("choice", "yes")]), 303);
    let one = &mut hall.directors[0];
    one.open(&ballot)
        .says("ballot-recused-title")
        .misses(INSIDE);
    assert_eq!(one.go(&format!("{ballot}/pack")), 404);
    one.open("/board").says("ballot-board-none");
    let page = format!("{}/ballot", hall.case);
    hall.office
        .open(&page)
        .sees("任职于申请企业")
        .sees("0 of 3 seats have voted");
    for seat in 1..4 {
        hall.vote(&ballot, seat, "yes");
    }
    hall.office.open(&page).press("ballot-close-button");
    hall.office
        .says("voting-outcome-passed")
        .sees("3×3 = 9 ≥ 2×3 = 6");
    let report = hall.app.db.read_now(huiguan::voting::verify).unwrap();
    assert_eq!(report.flaws, []);
}

#[test]
fn a_tie_that_nobody_wrote_down_in_time_counts_and_one_after_the_close_does_not() {
    let (mut hall, ballot) = Hall::opened();
    for seat in 0..2 {
        hall.vote(&ballot, seat, "yes");
    }
    act_for(
        &hall.app,
        &applicant(&hall),
        DIRECTORS[2],
        Powers::default(),
    );
    hall.app.clock.advance(TimeDelta::days(5));
    act_for(
        &hall.app,
        &applicant(&hall),
        DIRECTORS[3],
        Powers::default(),
    );
    hall.tick();
    let read = move |conn: &mut _| huiguan::voting::ballot(conn, &id_of(&ballot));
    let counted = hall.app.db.read_now(read).unwrap();
    let recused: Vec<bool> = counted.seats.iter().map(|s| s.recused.is_some()).collect();
    assert_eq!(recused, [false, false, true, false]);
}

#[test]
fn a_vote_cast_before_a_tie_stands_and_the_president_may_annul_the_round() {
    let (mut hall, ballot) = Hall::opened();
    let mut president = hall.app.signed_in("Shen", &[Role::President]);
    hall.vote(&ballot, 0, "yes");
    let annul = format!("{}/annul", on_desk(&ballot));
    let why = [("why", "I don't like where this goes.")];
    assert_eq!(hall.post(&president, &annul, &why), 404);
    act_for(&hall.app, &applicant(&hall), DIRECTORS[0], Powers::ALL);
    hall.directors[0]
        .open(&ballot)
        .says("ballot-late-own-title")
        .misses(INSIDE);
    let one = &hall.directors[0];
    hall.post(one, &ballot, &[("choice", "no")]);
    hall.tick();
    hall.tick();
    assert_eq!(hall.mails("ballot.late_tie"), 1);
    // Whoever stops acting for the company is as tied to this ballot as before.
    let applies = applicant(&hall);
    let email = address(DIRECTORS[0]);
    let leave = move |tx: &mut Tx| {
        let person = accounts::person_by_email(tx.conn(), &email)?.unwrap();
        accounts::unlink_company(tx, &applies, &person.id)
    };
    let who = Who::system("test");
    hall.app.db.write_now(&who, leave).unwrap();
    let one = &hall.directors[0];
    hall.post(one, &ballot, &[("choice", "no")]);
    let close = format!("{}/close", on_desk(&ballot));
    hall.post(&hall.office, &close, &[]);
    hall.directors[0]
        .open(&ballot)
        .says("ballot-late-own-title");
    let told = hall.app.mail_to(&address("Shen"));
    assert!(told.text_body.contains(DIRECTORS[0]), "{}", told.text_body);
    let page = format!("{}/ballot", hall.case);
    hall.office.open(&page).sees("1 of 4 seats have voted");
    president.open(&page).says("ballot-late-tie-annul");
    president
        .fill("why", "Decided by all who may.")
        .submit("/annul");
    president.says("ballot-annulled");
    hall.office
        .open(&page)
        .says("ballot-state-annulled")
        .sees("Decided by all who may.");
}

#[test]
fn a_president_who_stepped_back_sees_the_motion_no_more() {
    let app = TestApp::start();
    let mut office = app.signed_in("Lin", &[Role::Admin, Role::Secretary]);
    let mut president = app.signed_in(DIRECTORS[0], &[Role::President]);
    for name in DIRECTORS {
        if name != DIRECTORS[0] {
            app.person(name, &[]);
        }
        seat(&mut office, name);
    }
    let title = "Shall we found a committee?";
    office.open("/desk/motions").fill("title", title);
    office.fill("body", "x").press("motions-bring");
    office.fill("closes", in_days(&app, 4));
    office.press("ballot-open-button");
    let page = office.path().to_owned();
    let ballot = link_in(&app.mail_to(&address(DIRECTORS[0])), "/board/ballots/");
    assert_eq!(president.go(&page), 200);
    president.open("/desk/ballots").sees(title);
    president.open(&ballot).fill("why", "It is my nephew.");
    president.submit("/recuse");
    assert_eq!(president.go(&page), 404);
    president.open("/desk/ballots").misses(title);
    office.open("/desk/ballots").sees(title);
}

#[test]
fn letters_of_the_version_before_lead_to_the_ballot() {
    let mut trial = Trial::set_up();
    let (_, ballot) = trial.on_ballot();
    let old = ballot.replace("/board/ballots/", "/board/motions/");
    trial.directors[0].open(&old).says("ballot-conflict-title");
    trial.directors[0].is_at(&ballot);
    trial.vote_all(&ballot, ["yes", "yes", "no", "no"]);
    trial.after(5);
    trial.tick();
    trial.directors[0]
        .open(&format!("{old}/minutes"))
        .sees("4 of 4 seats have voted");
}

#[derive(QueryableByName)]
struct Many {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn count(app: &TestApp, sql: &str) -> i64 {
    let read = |conn: &mut _| Ok(diesel::sql_query(sql).get_result::<Many>(conn)?);
    app.db.read_now(read).unwrap().n
}

#[test]
fn what_the_version_before_left_behind_lives_on() {
    let mut trial = Trial::set_up();
    let (page, ballot) = trial.on_ballot();
    trial.vote(&ballot, 0, "yes");
    let back = format!(
        "{BEFORE}
        UPDATE mails SET kind = 'expulsion.' || substr(kind, 8), key = 'expulsion.' || substr(key, 8)
            WHERE kind = 'ballot.invitation';
        DELETE FROM ballot_sittings;
        DELETE FROM __diesel_schema_migrations WHERE version = '20261122001050';"
    );
    trial
        .app
        .db
        .connect()
        .unwrap()
        .batch_execute(&back)
        .unwrap();
    let old = "SELECT count(*) AS n FROM expulsion_packs";
    assert_eq!(count(&trial.app, old), 1);
    migrate::run(&trial.app.db).unwrap();
    let kept =
        "SELECT count(*) AS n FROM ballot_packs p JOIN ballot_sittings s ON s.id = p.sitting_id";
    assert_eq!(count(&trial.app, kept), 1);
    assert_eq!(trial.mails("ballot.invitation"), 4);
    trial.is_whole();
    trial.directors[1]
        .open(&ballot)
        .press("ballot-conflict-none")
        .sees(GROUNDS);
    for seat in 1..4 {
        trial.vote(&ballot, seat, "yes");
    }
    trial.office.open(&page).press("ballot-close-button");
    trial.office.says("expulsion-state-carried");
    trial.is_whole();
}

#[test]
fn a_vote_reads_its_ballot_once() {
    let (mut hall, ballot) = Hall::opened();
    hall.directors[0]
        .open(&ballot)
        .press("ballot-conflict-none");
    let db = &hall.app.db;
    let person = db
        .read_now(|conn| {
            let row = accounts::person_by_email(conn, &address(DIRECTORS[0]))?.unwrap();
            accounts::actor(conn, row)
        })
        .unwrap();
    let who = Who {
        actor: Some(person),
        ..Who::default()
    };
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let (note, id) = (seen.clone(), id_of(&ballot));
    let vote = move |tx: &mut Tx| {
        let note = note.clone();
        tx.conn()
            .set_instrumentation(move |event: InstrumentationEvent<'_>| {
                if let InstrumentationEvent::StartQuery { query, .. } = event {
                    note.lock().unwrap().push(query.to_string());
                }
            });
        let voted = ballots::vote(tx, SUBJECTS, &id, Choice::Yes, None);
        tx.conn()
            .set_instrumentation(|_: InstrumentationEvent<'_>| {});
        voted
    };
    assert_eq!(db.write_now(&who, vote).unwrap(), 1);
    let seen = seen.lock().unwrap();
    let of = |table: &str| {
        let reads = |query: &&String| {
            let plain = query.replace(['`', '"', '('], "");
            plain.contains(&format!("FROM {table} "))
        };
        seen.iter().filter(reads).count()
    };
    assert_eq!((of("ballots"), of("ballot_seats")), (1, 1), "{seen:#?}");
    assert_eq!((of("cases"), of("company_people")), (1, 1), "{seen:#?}");
    assert_eq!(
        of("ballot_votes"),
        2,
        "who has voted, and my own: {seen:#?}"
    );
    let mut again = hall.app.browser();
    again.sign_in(&address(DIRECTORS[0]), PASSPHRASE);
    again.open(&ballot).says("ballot-vote-stands");
}
