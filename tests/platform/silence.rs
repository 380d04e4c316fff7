//! A PostgreSQL that says nothing any more, servers that stop in the middle, and what is known of a write then.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use huiguan::platform::db::{Conn, Fault};
use huiguan::platform::once::{self, Done, Press};
use reqwest::Url;

use super::instance::{Instance, who};
use crate::support::database::{self, TestDatabase};

fn on_postgres() -> Option<Instance> {
    let server = database::postgres()?;
    Some(Instance::on(|_| TestDatabase::on_postgres(&server)))
}

/// Carries bytes between a client and the server, but for while it is told to be silent.
fn carry(mut from: TcpStream, mut to: TcpStream, silent: Arc<AtomicBool>) {
    std::thread::spawn(move || {
        let mut bytes = [0; 8192];
        while let Ok(many @ 1..) = from.read(&mut bytes) {
            while silent.load(SeqCst) {
                std::thread::sleep(Duration::from_millis(20));
            }
            if to.write_all(&bytes[..many]).is_err() {
                break;
            }
        }
    });
}

/// The address of a server that is this one until it falls silent. None where it is not at a port.
fn through(url: &str) -> Option<(String, Arc<AtomicBool>)> {
    let mut url = Url::parse(url).ok()?;
    let host = url.host_str().filter(|host| !host.is_empty())?;
    let server = format!("{host}:{}", url.port().unwrap_or(5432));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let silent = Arc::new(AtomicBool::new(false));
    let told = silent.clone();
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(server) = TcpStream::connect(&server) else {
                return;
            };
            let (back, answers) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            carry(client, server, told.clone());
            carry(answers, back, told.clone());
        }
    });
    url.set_host(Some("127.0.0.1")).ok()?;
    url.set_port(Some(port)).ok()?;
    Some((url.to_string(), silent))
}

#[actix_web::test]
async fn a_database_that_says_nothing_is_away_soon_and_back_as_soon_as_it_speaks() {
    let Some(instance) = on_postgres() else {
        return;
    };
    let Some((url, silent)) = through(instance.db.url()) else {
        return;
    };
    let db = database::open(&url, instance.clock.clone());
    db.editions().await.unwrap();
    db.is_open().await.unwrap();
    silent.store(true, SeqCst);
    let began = Instant::now();
    assert!(matches!(db.editions().await, Err(Fault::Away(_))));
    assert!(began.elapsed() < Duration::from_secs(2));
    assert!(matches!(db.is_open().await, Err(Fault::Away(_))));
    silent.store(false, SeqCst);
    let speaks = async {
        while db.is_open().await.is_err() || db.editions().await.is_err() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), speaks)
        .await
        .unwrap();
}

/// A statement that takes four seconds.
fn slow(conn: &mut Conn) -> Result<(), Fault> {
    Ok(conn.batch_execute("SELECT pg_sleep(4)")?)
}

#[actix_web::test]
async fn who_waits_for_a_page_hears_soon_of_a_silence_and_is_not_told_one_of_what_is_merely_slow() {
    let Some(instance) = on_postgres() else {
        return;
    };
    let Some((url, silent)) = through(instance.db.url()) else {
        return;
    };
    let patient = database::open(&url, instance.clock.clone());
    let db = patient.for_pages();
    db.read(slow).await.unwrap();
    db.write(&who(), |tx| slow(tx.conn())).await.unwrap();

    let began = Instant::now();
    let within = |seconds| began.elapsed() < Duration::from_secs(seconds);
    let (reads, writes, works) = (db.clone(), db.clone(), patient.clone());
    let reading = tokio::spawn(async move { reads.read(slow).await });
    let writing = tokio::spawn(async move { writes.write(&who(), |tx| slow(tx.conn())).await });
    let working = tokio::spawn(async move { works.read(slow).await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    silent.store(true, SeqCst);
    let read = reading.await.unwrap();
    assert!(matches!(read, Err(Fault::Away(_))) && within(6), "{read:?}");
    // Another form waits behind the one that had begun: nothing of it was done.
    let waited = db.write(&who(), |_| Ok(())).await;
    assert!(
        matches!(waited, Err(Fault::Away(_))) && within(12),
        "{waited:?}"
    );
    let wrote = writing.await.unwrap();
    assert!(
        matches!(wrote, Err(Fault::Unsure(_))) && within(15),
        "{wrote:?}"
    );
    let settled = once::settle(&db, "nobody knows").await;
    assert!(
        matches!(settled, Err(Fault::Unsure(_))) && within(30),
        "{settled:?}"
    );
    silent.store(false, SeqCst);
    working.await.unwrap().unwrap();
}

#[actix_web::test]
async fn a_server_that_freezes_with_the_turn_in_its_hands_loses_it_within_ten_seconds() {
    let Some(instance) = on_postgres() else {
        return;
    };
    let frozen = database::open(instance.db.url(), instance.clock.clone());
    let freezes = tokio::spawn(async move {
        let freeze = |_: &mut huiguan::platform::db::Tx| {
            std::thread::sleep(Duration::from_secs(11));
            Ok(())
        };
        frozen.write(&who(), freeze).await
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let began = Instant::now();
    instance.db.write(&who(), |_| Ok(())).await.unwrap();
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    // The frozen one wakes up and knows that it lost the connection with its commit under way.
    let thawed = freezes.await.unwrap();
    assert!(
        matches!(thawed, Err(Fault::Unsure(_) | Fault::Away(_))),
        "{thawed:?}"
    );
}

#[actix_web::test]
async fn a_form_whose_end_was_lost_is_told_by_its_row_whether_it_was_saved() {
    let instance = Instance::new();
    let press = |digest: &str| Press {
        digest: digest.into(),
        page: format!("page of {digest}"),
    };
    let done = Done {
        place: "/my".into(),
        told: String::new(),
    };
    let (kept, saved) = (done.clone(), press("saved"));
    let keep = move |tx: &mut huiguan::platform::db::Tx| once::keep(tx, &saved, &kept);
    instance.db.write(&who(), keep).await.unwrap();
    assert_eq!(once::settle(&instance.db, "saved").await.unwrap(), done);
    let lost = once::settle(&instance.db, "lost").await;
    assert!(
        matches!(lost, Err(Fault::Away(_))),
        "it was not saved: {lost:?}"
    );
}
