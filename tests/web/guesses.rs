//! Wrong guesses slow whoever guesses, from wherever they do, and never the owner.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use diesel::prelude::*;
use huiguan::kernel::Who;
use huiguan::platform::db::{Conn, Tx};
use huiguan::schema::audit;
use reqwest::Method;

const NEW: &str = "four plum trees in snow";

/// An instance behind a proxy, which says from where somebody comes.
fn behind_a_proxy() -> TestApp {
    TestApp::with(&[("trusted_proxies", "1")])
}

/// Tries to sign in from another address on the network; gives the status.
fn from(browser: &Browser, ip: &str, email: &str, phrase: &str) -> u16 {
    let post = browser.by_hand(Method::POST, "/sign-in");
    let post = post.header("X-Forwarded-For", ip);
    let form = [("email", email), ("password", phrase)];
    post.form(&form).send().unwrap().status().as_u16()
}

/// What stands on record of wrong guesses: all of each row.
fn wrong(app: &TestApp) -> Vec<String> {
    let read = |conn: &mut Conn| {
        let rows = audit::table
            .filter(audit::act.eq_any(["accounts.passphrase.wrong", "accounts.code.wrong"]))
            .order(audit::seq)
            .load::<huiguan::platform::audit::Row>(conn)?;
        Ok(rows.iter().map(|row| format!("{row:?}")).collect())
    };
    app.db.read_now(read).unwrap()
}

#[test]
fn a_stranger_who_guesses_is_slowed_and_the_owner_is_not() {
    let app = behind_a_proxy();
    let (id, email) = (app.person("Ada", &[]), address("Ada"));
    let stranger = app.browser();
    let guess = || from(&stranger, "203.0.113.7", &email, "a wrong guess");
    let answers: Vec<u16> = (0..12).map(|_| guess()).collect();
    assert_eq!(answers[..10], [422; 10]);
    assert_eq!(answers[10..], [429; 2]);
    let right = from(&stranger, "203.0.113.7", &email, PASSPHRASE);
    assert_eq!(right, 429, "the right one has to wait as well");
    assert_eq!(
        from(&app.browser(), "198.51.100.7", &email, PASSPHRASE),
        303
    );
    let told = wrong(&app);
    assert_eq!(told.len(), 10, "what was not looked at is no guess");
    assert!(told.iter().all(|row| row.contains(id.as_str())));
    assert!(told.iter().all(|row| row.contains("203.0.113.7")));
    assert!(told.iter().all(|row| !row.contains("a wrong guess")));
}

#[test]
fn a_new_pass_phrase_by_mail_begins_anew() {
    let app = TestApp::start();
    app.person("Ada", &[]);
    let mut ada = app.browser();
    for _ in 0..11 {
        ada.open("/sign-in").fill("email", address("Ada"));
        ada.fill("password", "a wrong guess").submit("/sign-in");
    }
    assert_eq!(ada.answer().status, 429);
    ada.open("/forgot").fill("email", address("Ada"));
    ada.submit("/forgot");
    let link = link_in(&app.mail_to(&address("Ada")), "/reset/");
    ada.open(&link).fill("password", NEW).submit(&link);
    ada.sign_in(&address("Ada"), NEW);
    ada.open("/my/account").sees("Ada");
}

#[test]
fn what_many_strangers_guess_does_not_shut_out_a_device_that_is_known() {
    let app = behind_a_proxy();
    let email = address("Ada");
    let mut known = app.signed_in("Ada", &[]);
    known.open("/my").submit("/sign-out");
    assert_eq!(from(&app.browser(), "203.0.113.7", &email, "a guess"), 422);
    let many = |tx: &mut Tx| {
        let sql = "UPDATE limits SET hits = 1000 WHERE bucket LIKE 'passphrase:%' \
                   AND bucket NOT LIKE '%:network:%'";
        assert_eq!(diesel::sql_query(sql).execute(tx.conn())?, 1);
        Ok(())
    };
    app.db.write_now(&Who::system("test"), many).unwrap();
    assert_eq!(from(&app.browser(), "203.0.113.8", &email, "a guess"), 429);
    assert_eq!(from(&app.browser(), "203.0.113.9", &email, PASSPHRASE), 429);
    assert_eq!(from(&known, "203.0.113.8", &email, PASSPHRASE), 303);
    // The device is no way round: it guesses ten times at most, and knows nobody else's account.
    let guess = || from(&known, "203.0.113.8", &email, "a guess");
    let answers: Vec<u16> = (0..11).map(|_| guess()).collect();
    assert_eq!(answers[..10], [422; 10]);
    assert_eq!(answers[10], 429);
    app.person("Bo", &[]);
    let other = || from(&known, "203.0.113.8", &address("Bo"), "a guess");
    let answers: Vec<u16> = (0..11).map(|_| other()).collect();
    assert_eq!(answers[10], 429);
}

#[test]
fn a_hall_behind_one_address_signs_in() {
    let app = behind_a_proxy();
    let names = ["Ada", "Bo", "Chen", "Deng", "Er"];
    for name in names {
        app.person(name, &[]);
    }
    for nth in 0..65 {
        let email = address(names[nth % names.len()]);
        assert_eq!(from(&app.browser(), "203.0.113.7", &email, PASSPHRASE), 303);
    }
    assert_eq!(wrong(&app), Vec::<String>::new());
}

/// As if so many wrong guesses had come from every network in this span.
fn guessed(app: &TestApp, span: &str, hits: i64) {
    let sql = format!("UPDATE limits SET hits = {hits} WHERE bucket LIKE 'guesses:{span}:%'");
    let set = move |tx: &mut Tx| {
        assert_eq!(diesel::sql_query(&sql).execute(tx.conn())?, 1);
        Ok(())
    };
    app.db.write_now(&Who::system("test"), set).unwrap();
}

#[test]
fn what_others_of_a_hall_mistype_stops_nobody_and_a_guesser_behind_one_address_is_slowed() {
    let app = behind_a_proxy();
    app.person("Ada", &[]);
    let ip = "203.0.113.7";
    let right = || from(&app.browser(), ip, &address("Ada"), PASSPHRASE);
    let wrong = || from(&app.browser(), ip, "somebody@firm.example", "a guess");
    assert_eq!(wrong(), 422);
    // Two hundred people mistype three times each, but for one time.
    guessed(&app, "network", 599);
    assert_eq!(right(), 303);
    assert_eq!(wrong(), 422);
    assert_eq!(right(), 429, "the address has guessed six hundred times");
    assert_eq!(
        from(&app.browser(), "203.0.113.8", &address("Ada"), PASSPHRASE),
        303
    );
    // After a quarter of an hour it goes on, and more slowly once no hall guesses as much in a day.
    app.clock.advance(TimeDelta::minutes(16));
    assert_eq!(wrong(), 422);
    guessed(&app, "day", 2400);
    guessed(&app, "network", 59);
    assert_eq!(right(), 303);
    guessed(&app, "network", 60);
    assert_eq!(right(), 429);
    app.clock.advance(TimeDelta::hours(24));
    assert_eq!(right(), 303);
}

#[test]
fn networks_of_one_block_guess_together_four_times_as_much_as_one() {
    let app = behind_a_proxy();
    app.person("Ada", &[]);
    let wrong = |ip: &str| from(&app.browser(), ip, "somebody@firm.example", "a guess");
    let right = |ip: &str| from(&app.browser(), ip, &address("Ada"), PASSPHRASE);
    assert_eq!(wrong("2001:db8:1:1::7"), 422);
    let nearly = |tx: &mut Tx| {
        let sql = "UPDATE limits SET hits = 2399 WHERE bucket LIKE 'guesses:network:%'";
        Ok(diesel::sql_query(sql).execute(tx.conn())?)
    };
    let set = app.db.write_now(&Who::system("test"), nearly).unwrap();
    assert_eq!(set, 2, "the network and its block");
    assert_eq!(right("2001:db8:1:1::7"), 429, "the network itself");
    assert_eq!(right("2001:db8:1:2::7"), 303);
    assert_eq!(wrong("2001:db8:1:2::7"), 422);
    assert_eq!(right("2001:db8:1:3::7"), 429, "another of the block");
    assert_eq!(right("2001:db8:2:1::7"), 303, "another block");
}

#[test]
fn guesses_inside_a_session_count_too() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    let mut guess = |phrase: &str| {
        ada.open("/my/account").fill("current", phrase);
        ada.fill("password", NEW).submit("/my/account/passphrase");
        ada.answer().status
    };
    let answers: Vec<u16> = (0..11).map(|_| guess("a wrong guess")).collect();
    assert_eq!(answers[..10], [422; 10]);
    assert_eq!(answers[10], 429);
    assert_eq!(guess(PASSPHRASE), 429);
    assert_eq!(wrong(&app).len(), 10);
}

#[test]
fn a_pass_phrase_typed_on_another_system_is_the_same() {
    let app = TestApp::start();
    let (nfc, nfd) = (
        "Caf\u{e9} cr\u{e8}me au lait",
        "Cafe\u{301} cre\u{300}me au lait",
    );
    let mut vera = app.browser();
    vera.open("/sign-up")
        .fill("name", "Vera")
        .fill("email", address("Vera"))
        .fill("password", nfc)
        .fill("privacy", "on");
    vera.submit("/sign-up");
    let link = link_in(&app.mail_to(&address("Vera")), "/confirm/");
    vera.open(&link).submit(&link);
    for phrase in [nfd, nfc] {
        let mut elsewhere = app.browser();
        elsewhere.sign_in(&address("Vera"), phrase);
        elsewhere.open("/my/account").sees("Vera");
    }
}

#[test]
fn a_name_with_a_line_break_is_refused_at_its_field() {
    let app = TestApp::start();
    for line in ["\r\n", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\0"] {
        let name = format!("Wang{line}Bcc: x@example.com");
        let form = [
            ("name", name.as_str()),
            ("email", "wang@example.test"),
            ("password", NEW),
            ("privacy", "on"),
        ];
        let post = app.browser().by_hand(Method::POST, "/sign-up");
        let answer = post.form(&form).send().unwrap();
        assert_eq!(answer.status(), 422, "{line:?}");
    }
    assert!(app.mails().is_empty());
}
