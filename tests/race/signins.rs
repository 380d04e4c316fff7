//! Sixty people sign in at the same moment, half of them with a wrong pass-phrase: what that takes of the
//! real server's memory, and what it holds a minute later. With the allocator as the system sets it up and
//! as we ship it.
use crate::support::database::{TestDatabase, open};
use crate::support::server::Place;
use huiguan::accounts::{self, NewPerson};
use huiguan::kernel::Who;
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Db, Tx};
use huiguan::platform::secrets;
use reqwest::blocking::Client;
use reqwest::redirect::Policy;
use std::io::Write;
use std::time::{Duration, Instant};

/// How many they are.
const PEOPLE: usize = 60;
/// Megabytes that the server may take at most, and those of its own that it may hold afterwards.
const PEAK: u64 = 400;
const AFTER: u64 = 150;
const PASSPHRASE: &str = "a test needs no secret";

fn email(n: usize) -> String {
    format!("person{n}@example.test")
}

fn add_people(db: &Db) {
    let hash = secrets::hash_passphrase(PASSPHRASE).unwrap();
    let add = move |tx: &mut Tx| {
        for n in 0..PEOPLE {
            let new = NewPerson {
                email: &email(n),
                name: "Somebody",
                lang: None,
                password_hash: Some(hash.clone()),
                roles: &[],
            };
            accounts::add_person(tx, &new)?;
        }
        Ok(())
    };
    db.write_now(&Who::system("test"), add).unwrap();
}

/// Signs in from an address of one's own; the status of the answer.
fn sign_in(base: &str, n: usize) -> u16 {
    let client = Client::builder()
        .redirect(Policy::none())
        .timeout(Duration::from_secs(120));
    let phrase = if n.is_multiple_of(2) {
        PASSPHRASE
    } else {
        "another one"
    };
    let form = [("email", email(n)), ("password", phrase.to_owned())];
    let asked = client
        .build()
        .unwrap()
        .post(format!("{base}/sign-in"))
        .form(&form);
    let from = format!("198.51.{n}.7");
    asked
        .header("X-Forwarded-For", from)
        .send()
        .unwrap()
        .status()
        .as_u16()
}

fn all_at_once(allocator: &[(&str, &str)]) {
    huiguan::platform::tls::install();
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::on_sqlite(folder.path());
    add_people(&open(&database.url, Clock::default()));
    let place = Place {
        data: folder.path().to_owned(),
        database: Some(database.url.clone()),
    };
    let server = place.serve_with(&[allocator, &[("HUIGUAN_TRUSTED_PROXIES", "1")]].concat());
    let rest = server.own();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let base = &server.base;
        let all: Vec<_> = (0..PEOPLE)
            .map(|n| scope.spawn(move || sign_in(base, n)))
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for (n, status) in statuses.iter().enumerate() {
        // Let in or not, or asked to come back: a slow machine has no time for all of them.
        let fine = if n.is_multiple_of(2) {
            [303, 503]
        } else {
            [422, 503]
        };
        assert!(fine.contains(status), "{n}: {status}");
    }
    assert!(
        statuses.contains(&303) && statuses.contains(&422),
        "{statuses:?}"
    );
    let peak = server.peak();
    let began = Instant::now();
    while server.own() >= AFTER && began.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_secs(1));
    }
    let after = server.own();
    let told = format!(
        "{allocator:?}: {rest} MB of its own, {peak} MB at most with the program, {after} MB afterwards\n"
    );
    std::io::stdout().lock().write_all(told.as_bytes()).unwrap();
    assert!(peak < PEAK && after < AFTER, "{told}");
}

#[test]
fn sixty_sign_ins_at_once_fit_with_the_allocator_as_the_system_sets_it_up() {
    all_at_once(&[]);
}

#[test]
fn sixty_sign_ins_at_once_fit_with_the_allocator_as_we_ship_it() {
    all_at_once(&[("MALLOC_ARENA_MAX", "2")]);
}
