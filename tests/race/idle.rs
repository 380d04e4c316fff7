//! A server nobody uses lets stand what is kept: its jobs raise next to no numbers. Ten minutes of the
//! chamber of the demo, told by the test's clock; with `HUIGUAN_TEST_IDLE_MINUTES=10` ten of ours, of the
//! real server as a process of its own.
use crate::support::database::{TestDatabase, postgres};
use crate::support::server::{program, reads_apart};
use chrono::TimeDelta;
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::app::{Parts, crew};
use huiguan::demo;
use huiguan::kernel::Moment;
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;
use huiguan::platform::db::{Conn, Fault};
use huiguan::platform::metrics;
use huiguan::schema::jobs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

const MINUTES: i64 = 10;

fn config(database: &TestDatabase, folder: &Path) -> Config {
    reads_apart();
    let pairs = [
        ("HUIGUAN_DATA", folder.display().to_string()),
        ("HUIGUAN_DATABASE_URL", database.url.clone()),
    ];
    let pairs = pairs
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    Config::from_pairs(pairs).unwrap()
}

/// The commits since the process began that raised a number, of its text of metrics.
fn raising(metrics: &str) -> u64 {
    let line = metrics
        .lines()
        .find_map(|line| line.strip_prefix("huiguan_raising_commits_total "));
    line.unwrap().trim().parse().unwrap()
}

fn tell(database: &TestDatabase, minutes: i64, commits: u64) {
    let kind = database.url.split(':').next().unwrap();
    let line = format!("{kind}: idle for {minutes} minutes, {commits} commits raised a number\n");
    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
    assert!(commits < u64::try_from(minutes).unwrap(), "{line}");
}

/// How many jobs are due or done at this moment.
fn busy(conn: &mut Conn, now: Moment) -> Result<i64, Fault> {
    let waits = jobs::state.eq("queued").and(jobs::run_at.le(now));
    let left = jobs::table.filter(waits.or(jobs::state.eq("running")));
    Ok(left.count().get_result(conn)?)
}

/// Lets the workers do what is due, until nothing is.
async fn settle(parts: &Parts, workers: &huiguan::platform::workers::Running) {
    workers.wake();
    // Longer than they sleep: they have looked for what is due by then.
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let began = Instant::now();
    loop {
        let now = parts.clock.now();
        let left = parts.db.read(move |conn| busy(conn, now)).await.unwrap();
        if left == 0 {
            return;
        }
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "{left} jobs don't end"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn by_the_tests_clock(database: &TestDatabase) {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::default();
    let parts = Parts::open(config(database, folder.path()), clock.clone(), false).unwrap();
    demo::load(&parts.db, &parts.files).await.unwrap();
    let workers = crew(&parts).unwrap().start();
    settle(&parts, &workers).await;
    let before = raising(&metrics::text(&[], &[]).unwrap());
    for _ in 0..MINUTES {
        clock.advance(TimeDelta::minutes(1));
        settle(&parts, &workers).await;
    }
    let after = raising(&metrics::text(&[], &[]).unwrap());
    workers.stop().await;
    tell(database, MINUTES, after - before);
}

/// The real server's metrics, over its own address for them.
fn ask(address: &str) -> u64 {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET /metrics HTTP/1.0\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    raising(&answer)
}

fn by_ours(database: &TestDatabase, minutes: i64) {
    let folder = tempfile::tempdir().unwrap();
    let parts = Parts::open(config(database, folder.path()), Clock::default(), false).unwrap();
    let load = demo::load(&parts.db, &parts.files);
    actix_web::rt::System::new().block_on(load).unwrap();
    let free = || {
        TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .to_string()
    };
    let (listen, metrics) = (free(), free());
    let mut child = program(&["serve"])
        .env("HUIGUAN_LISTEN", &listen)
        .env("HUIGUAN_METRICS_LISTEN", &metrics)
        .env("HUIGUAN_DATA", folder.path())
        .env("HUIGUAN_DATABASE_URL", &database.url)
        .env("HUIGUAN_LOG", "error")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // What was due since the demo's story ended is done first; a run that is carried on is due now and then.
    let mut quiet = 0;
    while quiet < 30 {
        std::thread::sleep(Duration::from_secs(1));
        let now = parts.clock.now();
        let left = parts.db.read_now(move |conn| busy(conn, now)).unwrap();
        quiet = if left == 0 { quiet + 1 } else { 0 };
    }
    let before = ask(&metrics);
    std::thread::sleep(Duration::from_secs(60 * minutes.unsigned_abs()));
    let commits = ask(&metrics) - before;
    child.kill().unwrap();
    child.wait().unwrap();
    tell(database, minutes, commits);
}

fn idle(database: &TestDatabase) {
    match std::env::var("HUIGUAN_TEST_IDLE_MINUTES") {
        Ok(minutes) => by_ours(database, minutes.parse().unwrap()),
        Err(_) => actix_web::rt::System::new().block_on(by_the_tests_clock(database)),
    }
}

#[test]
fn on_sqlite_an_idle_server_raises_next_to_no_numbers() {
    let folder = tempfile::tempdir().unwrap();
    idle(&TestDatabase::on_sqlite(folder.path()));
}

#[test]
fn on_postgres_an_idle_server_raises_next_to_no_numbers() {
    let Some(server) = postgres() else { return };
    idle(&TestDatabase::on_postgres(&server));
}
