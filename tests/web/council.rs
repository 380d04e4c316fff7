//! Seats are added, taken, changed and left, and the organ's counting rule is set with a preview.
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use huiguan::chamber::{self, rules::Organ};
use huiguan::council::{self, rules::Seat};
use huiguan::kernel::id::PersonId;
use huiguan::kernel::{Day, Role};
use huiguan::voting::rules::{CountingRule, QuorumBase, ThresholdBase};

fn seats(app: &TestApp, day: &str) -> Vec<Seat> {
    let day: Day = day.parse().unwrap();
    app.db
        .read_now(move |conn| council::seats(conn, Organ::Board, day))
        .unwrap()
}

fn today(app: &TestApp) -> String {
    app.clock.now().date().to_string()
}

fn directors(app: &TestApp) -> Vec<PersonId> {
    let read = |conn: &mut _| huiguan::accounts::people_with_role(conn, Role::Director);
    let found = app.db.read_now(read).unwrap();
    found.into_iter().map(|person| person.id).collect()
}

/// Adds a seat to an organ; gives the path of its page.
fn add_seat(who: &mut Browser, organ: Organ) -> String {
    who.open(&format!("/desk/settings/board?organ={}", organ.word()))
        .fill("label", "Seat")
        .submit("/board/seats");
    who.path().to_owned()
}

/// Seats whoever has this address from a day on; gives the status.
fn take(who: &mut Browser, seat: &str, email: &str, from: &str) -> u16 {
    who.open(seat)
        .fill("email", email)
        .fill("from", from)
        .fill("notice", "Letter 1");
    who.submit("/person").answer().status
}

#[test]
fn a_seat_changes_hands_and_its_history_stays() {
    let app = TestApp::start();
    app.person("Wang", &[]);
    app.person("Zhao", &[]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/board")
        .fill("label", "Seat 1")
        .submit("/board/seats");
    let page = lin.path().to_owned();
    let mut take = |email: &str, from: &str| {
        lin.open(&page)
            .fill("email", email)
            .fill("from", from)
            .fill("notice", "Letter 1");
        lin.submit("/person").answer().status
    };
    assert_eq!(take("wang@example.test", "2026-01-10"), 200);
    assert_eq!(
        take("zhao@example.test", "2026-01-10"),
        422,
        "not before the one before began"
    );
    assert_eq!(take("zhao@example.test", "2026-03-01"), 200);
    assert_eq!(take("nobody@example.test", "2026-04-01"), 422);
    let name = |day: &str| seats(&app, day)[0].holder.clone().map(|(_, name)| name);
    assert_eq!(name("2026-01-09"), None);
    assert_eq!(name("2026-02-28").as_deref(), Some("Wang"));
    assert_eq!(name("2026-03-01").as_deref(), Some("Zhao"));
    lin.open(&page).sees("Wang").sees("Zhao");
}

#[test]
fn whoever_takes_a_seat_is_a_director_until_the_last_seat_is_left() {
    let app = TestApp::start();
    let wang = app.person("Wang", &[]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/board")
        .fill("label", "Chair")
        .fill("chair", "on");
    lin.submit("/board/seats");
    lin.fill("email", "wang@example.test")
        .fill("notice", "Assembly 2026")
        .submit("/person");
    assert_eq!(directors(&app), [wang]);
    lin.fill("why", "Resigned").submit("/vacate");
    assert!(directors(&app).is_empty());
    assert!(seats(&app, &today(&app))[0].chair);
}

#[test]
fn a_person_holds_one_seat_of_an_organ() {
    let app = TestApp::start();
    app.person("Wang", &[]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    for expected in [200, 422] {
        lin.open("/desk/settings/board")
            .fill("label", "Seat")
            .submit("/board/seats");
        lin.fill("email", "wang@example.test")
            .fill("notice", "Letter 1")
            .submit("/person");
        assert_eq!(lin.answer().status, expected);
    }
}

#[test]
fn who_sits_already_is_not_seated_once_more_on_an_earlier_day() {
    let app = TestApp::start();
    let wang = app.person("Wang", &[]);
    app.person("Zhao", &[]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let seat = [(); 2].map(|()| add_seat(&mut lin, Organ::Board));
    let (wangs, zhaos) = ("wang@example.test", "zhao@example.test");
    assert_eq!(take(&mut lin, &seat[0], wangs, "2026-02-20"), 200);
    assert_eq!(take(&mut lin, &seat[1], wangs, "2026-01-10"), 422);
    lin.is_refused_at("email");
    let sits = || {
        let seats = seats(&app, &today(&app));
        let holders = seats.into_iter().filter_map(|seat| seat.holder);
        holders.map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(sits(), [wang], "once on today's roll");
    // Another organ's seat, and one left before, are nothing in the way.
    let other = add_seat(&mut lin, Organ::StandingBoard);
    assert_eq!(take(&mut lin, &other, wangs, "2026-01-10"), 200);
    assert_eq!(take(&mut lin, &seat[1], zhaos, "2026-01-15"), 200);
    lin.open(&seat[1])
        .fill("until", "2026-02-01")
        .fill("why", "Resigned")
        .submit("/vacate");
    let third = add_seat(&mut lin, Organ::Board);
    assert_eq!(take(&mut lin, &third, zhaos, "2026-01-31"), 422);
    assert_eq!(take(&mut lin, &third, zhaos, "2026-02-01"), 200);
}

#[test]
fn who_sits_today_stays_a_director_when_it_is_written_down_late_that_another_seat_was_left() {
    let app = TestApp::start();
    let wang = app.person("Wang", &[]);
    let zhao = app.person("Zhao", &[]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let first = add_seat(&mut lin, Organ::Board);
    let second = add_seat(&mut lin, Organ::StandingBoard);
    let (wangs, zhaos) = ("wang@example.test", "zhao@example.test");
    assert_eq!(take(&mut lin, &first, wangs, "2026-01-10"), 200);
    assert_eq!(take(&mut lin, &second, wangs, "2026-02-10"), 200);
    lin.open(&first)
        .fill("until", "2026-02-05")
        .fill("why", "Resigned")
        .submit("/vacate");
    assert_eq!(directors(&app), std::slice::from_ref(&wang));
    // The same where somebody else took the seat.
    assert_eq!(take(&mut lin, &first, zhaos, "2026-02-05"), 200);
    let third = add_seat(&mut lin, Organ::Presidents);
    assert_eq!(take(&mut lin, &third, zhaos, "2026-02-20"), 200);
    assert_eq!(take(&mut lin, &first, wangs, "2026-02-15"), 200);
    let both = directors(&app);
    assert!(both.contains(&wang) && both.contains(&zhao), "{both:?}");
    // Whoever leaves the last one is none any more.
    lin.open(&third)
        .fill("until", "2026-02-21")
        .fill("why", "Resigned")
        .submit("/vacate");
    assert_eq!(directors(&app), [wang]);
}

#[test]
fn the_charter_never_provides_for_fewer_seats_than_there_are() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    for _ in 0..3 {
        lin.open("/desk/settings/board")
            .fill("label", "Seat")
            .submit("/board/seats");
    }
    let authorised = || {
        app.db
            .read_now(|conn| council::authorised(conn, Organ::Board))
            .unwrap()
    };
    assert_eq!(authorised(), 3);
    lin.open("/desk/settings/board")
        .fill("seats", "9")
        .submit("/authorised");
    assert_eq!(authorised(), 9);
    lin.open("/desk/settings/board")
        .fill("seats", "2")
        .submit("/authorised");
    lin.is_refused_at("seats");
}

#[test]
fn a_rule_is_previewed_in_words_and_numbers_before_it_is_saved() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let path = "/desk/settings/counting";
    lin.open(path)
        .fill("quorum", ">1/2")
        .fill("quorum_base", "roster");
    lin.fill("first", ">1/2")
        .fill("first_base", "cast")
        .submit("Preview");
    lin.sees("9").sees("5");
    let rule = || {
        app.db
            .read_now(|conn| chamber::counting(conn, Organ::Board))
            .unwrap()
    };
    assert_eq!(rule(), CountingRule::default(), "a preview stores nothing");
    lin.submit("Save the rule").is_at("/desk/settings");
    let stored = rule();
    assert_eq!(stored.quorum.base, QuorumBase::Roster);
    assert_eq!(stored.thresholds[0].base, ThresholdBase::Cast);
}

#[test]
fn a_fraction_of_ones_own_is_taken_if_it_is_one() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/counting")
        .fill("first", "own")
        .fill("first_num", "7");
    lin.fill("first_den", "5")
        .fill("first_op", ">=")
        .submit("Save the rule");
    lin.is_refused_at("first_num");
    lin.fill("first_num", "3").submit("Save the rule");
    let rule = app
        .db
        .read_now(|conn| chamber::counting(conn, Organ::Board))
        .unwrap();
    assert_eq!((rule.thresholds[0].num, rule.thresholds[0].den), (3, 5));
}
