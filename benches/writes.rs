//! Durable writes on SQLite: 64 writers at once and one alone, as ratios to a bare loop that commits
//! one by one, in the same run on the same disk; and what it costs a read that its tables are seen.
//! `cargo bench --bench writes`
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench tells, and stops where it can't go on"
)]
#[allow(dead_code, reason = "a bench needs only SQLite")]
#[path = "../tests/support/database.rs"]
mod database;

use diesel::connection::SimpleConnection;
use diesel::{Connection, ExpressionMethods, QueryDsl, RunQueryDsl, SqliteConnection};
use huiguan::kernel::Who;
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Db, Tx, watched};
use huiguan::schema::{companies, counters, memberships};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_millis(1200);
const WRITERS: usize = 64;

fn main() {
    let folder = tempfile::tempdir_in(target()).unwrap();
    let database = database::TestDatabase::on_sqlite(folder.path());
    let db = database::open(&database.url, Clock::default());
    db.write_now(&Who::system("bench"), |tx| {
        let row = (counters::name.eq("bench"), counters::last.eq(0));
        Ok(diesel::insert_into(counters::table)
            .values(row)
            .execute(tx.conn())?)
    })
    .unwrap();
    let mut bare = bare_connection(database.url.trim_start_matches("sqlite:"));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .unwrap();

    let (mut alone, mut together) = (Vec::new(), Vec::new());
    println!("durable writes a second     bare loop   one writer   {WRITERS} writers");
    for _ in 0..ROUNDS {
        let first = bare_loop(&mut bare);
        let one = runtime.block_on(writers(&db, 1));
        let many = runtime.block_on(writers(&db, WRITERS));
        let second = bare_loop(&mut bare);
        let base = f64::midpoint(first, second);
        println!("                           {base:>10.0} {one:>12.0} {many:>12.0}");
        alone.push(base / one);
        together.push(many / base);
    }
    let mut seen = Vec::new();
    for _ in 0..ROUNDS {
        let plain = reads(&db);
        seen.push(runtime.block_on(watched(async { reads(&db) })).0 / plain);
    }
    println!(
        "{WRITERS} writers: {:.1} times the bare loop (target: at least 4)",
        median(together)
    );
    println!(
        "a lone write: {:.2} times a bare commit (target: at most 1.3)",
        median(alone)
    );
    println!(
        "a read whose tables are seen: {:.2} times one that nobody looks at",
        1.0 / median(seen)
    );
}

/// Reads a second of a list as a page reads it: narrowed, joined, ordered.
fn reads(db: &Db) -> f64 {
    let (start, mut done) = (Instant::now(), 0);
    while start.elapsed() < ROUND / 2 {
        let list = memberships::table
            .inner_join(companies::table)
            .filter(memberships::ended_on.is_null())
            .order((companies::name_key, memberships::id))
            .select((memberships::number, companies::name))
            .limit(50);
        db.read_now(|conn| Ok(list.load::<(String, String)>(conn)?))
            .unwrap();
        done += 1;
    }
    f64::from(done) / start.elapsed().as_secs_f64()
}

/// On the disk the build is on: /tmp may be memory.
fn target() -> &'static str {
    env!("CARGO_TARGET_TMPDIR")
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// A connection set as the server's writer is.
fn bare_connection(path: &str) -> SqliteConnection {
    let mut conn = SqliteConnection::establish(path).unwrap();
    conn.batch_execute(
        "PRAGMA busy_timeout = 15000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON",
    )
    .unwrap();
    conn
}

/// One write, the same for all: reads the counter and writes it one higher.
fn count(conn: &mut SqliteConnection) {
    let last: i64 = counters::table
        .find("bench")
        .select(counters::last)
        .first(conn)
        .unwrap();
    diesel::update(counters::table.find("bench"))
        .set(counters::last.eq(last + 1))
        .execute(conn)
        .unwrap();
}

fn bare_loop(conn: &mut SqliteConnection) -> f64 {
    let (start, mut done) = (Instant::now(), 0);
    while start.elapsed() < ROUND {
        conn.batch_execute("BEGIN IMMEDIATE").unwrap();
        count(conn);
        conn.batch_execute("COMMIT").unwrap();
        done += 1;
    }
    f64::from(done) / start.elapsed().as_secs_f64()
}

fn through_the_server(tx: &mut Tx) -> Result<(), huiguan::platform::db::Fault> {
    let last: i64 = counters::table
        .find("bench")
        .select(counters::last)
        .first(tx.conn())?;
    diesel::update(counters::table.find("bench"))
        .set(counters::last.eq(last + 1))
        .execute(tx.conn())?;
    Ok(())
}

async fn writers(db: &Db, count: usize) -> f64 {
    let start = Instant::now();
    let tasks: Vec<_> = (0..count)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let (who, mut done) = (Who::system("bench"), 0);
                while start.elapsed() < ROUND {
                    db.write(&who, through_the_server).await.unwrap();
                    done += 1;
                }
                done
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += task.await.unwrap();
    }
    f64::from(done) / start.elapsed().as_secs_f64()
}
