//! A dues run that is killed in the middle, again and again: in the end each member is billed once,
//! numbers have no gap, and the books balance. `HUIGUAN_TEST_MEMBERS=100000` makes it a large one and
//! says how long it took; the killed one is this test program, started again as a child.
use crate::support::database::{TestDatabase, open, postgres};
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use huiguan::companies::{self, rules::Profile};
use huiguan::dues::rules::StandardId;
use huiguan::dues::rules::standard::{AdoptedBy, Standard};
use huiguan::dues::{self, Billing};
use huiguan::kernel::id::PersonId;
use huiguan::kernel::{Actor, Day, Fen, Role, Who};
use huiguan::membership::{self, rules::NewMember};
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Conn, Db, Tx};
use huiguan::platform::runs::{self, RunId};
use huiguan::schema::{entries, invoices, member_periods};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const CHILD: &str = "HUIGUAN_TEST_RUN_URL";
const RUN: &str = "HUIGUAN_TEST_RUN_ID";
/// Members, unless the environment names another number.
const MEMBERS: usize = 3_000;
const KILLS: u32 = 4;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn treasurer() -> Who {
    let actor = Actor {
        id: PersonId::new(),
        name: "Treasurer".into(),
        email: String::new(),
        lang: None,
        roles: vec![Role::Treasurer],
        firms: vec![],
        second_factor: false,
        must_set_up_second_factor: false,
        session: String::new(),
    };
    Who {
        actor: Some(actor),
        ..Who::default()
    }
}

/// Not a test of its own: what the child runs until it is killed or through.
#[test]
fn child() {
    let (Ok(url), Ok(run)) = (std::env::var(CHILD), std::env::var(RUN)) else {
        return;
    };
    let db = open(&url, Clock::default());
    let id: RunId = run.parse().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let carried = runs::carry_on(&db, &Billing, &id, None);
    assert!(runtime.block_on(carried).unwrap());
}

fn seed(db: &Db, count: usize) -> RunId {
    let who = Who::system("test");
    for from in (0..count).step_by(500) {
        let upto = (from + 500).min(count);
        let add = move |tx: &mut Tx| {
            for n in from..upto {
                let profile = Profile {
                    name: format!("示例企业{n:06}有限公司"),
                    ..Profile::default()
                };
                let new = NewMember {
                    company: companies::register(tx, profile)?.id,
                    case: None,
                    rank: "member".into(),
                    joined_on: day("2020-05-01"),
                    published: true,
                };
                membership::admit(tx, &new)?;
            }
            Ok(())
        };
        db.write_now(&who, add).unwrap();
    }
    let standard = Standard {
        id: StandardId::new(),
        name: "Dues".into(),
        resolution: "1".into(),
        organ: AdoptedBy::Assembly,
        adopted_on: day("2025-12-01"),
        valid_from: day("2026-01-01"),
        joining_fee: Fen(0),
        levels: vec![("member".into(), Fen(500_000))],
        by: String::new(),
        paper: None,
    };
    db.write_now(&who, move |tx| dues::adopt(tx, &standard))
        .unwrap();
    let days = (day("2027-01-01"), day("2027-12-31"));
    db.write_now(&treasurer(), move |tx| dues::start_run(tx, days))
        .unwrap()
}

/// Runs the child; kills it after a while, if one is given. Whether it came through.
fn go(url: &str, run: &RunId, killed_after: Option<Duration>) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "race::dues_run::child", "--test-threads=1"])
        .env(CHILD, url)
        .env(RUN, run.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(after) = killed_after {
        std::thread::sleep(after);
        child.kill().unwrap();
    }
    child.wait().unwrap().success()
}

fn each_is_billed_once(database: &TestDatabase) {
    let count = std::env::var("HUIGUAN_TEST_MEMBERS").map_or(MEMBERS, |n| n.parse().unwrap());
    let db = open(&database.url, Clock::default());
    let run = seed(&db, count);
    let (asked, all) = (run.clone(), i64::try_from(count).unwrap());
    let billed = |db: &Db| -> (i64, i64) {
        let run = asked.clone();
        let read = move |conn: &mut Conn| {
            let there = invoices::table.count().get_result(conn)?;
            Ok((there, runs::run(conn, &run)?.done))
        };
        db.read_now(read).unwrap()
    };
    let began = Instant::now();
    let mut kills = 0;
    // Each child gets a little longer, so that some die while starting and some in the middle.
    for n in 1..=KILLS {
        go(&database.url, &run, Some(Duration::from_millis(150) * n));
        let (there, told) = billed(&db);
        assert_eq!(there, told, "a write is there whole or not at all");
        kills += u32::from(there < all);
    }
    assert!(go(&database.url, &run, None));
    let took = began.elapsed();
    let told = format!("{count} members billed in {took:.1?}, killed {kills} times\n");
    std::io::stdout().lock().write_all(told.as_bytes()).unwrap();
    let (periods, numbers, sum, highest) = db
        .read_now(|conn| {
            let periods: Vec<i64> = member_periods::table
                .group_by(member_periods::membership_id)
                .select(count_star())
                .load(conn)?;
            let numbers: i64 = invoices::table.count().get_result(conn)?;
            let sum: i64 = entries::table
                .select(sql::<BigInt>("CAST(SUM(amount) AS BIGINT)"))
                .first(conn)?;
            let highest: Option<i64> = invoices::table
                .select(diesel::dsl::max(invoices::seq))
                .first(conn)?;
            Ok((periods, numbers, sum, highest))
        })
        .unwrap();
    assert_eq!(periods.len(), count, "nobody is left out");
    assert!(periods.iter().all(|n| *n == 1), "nobody is billed twice");
    assert_eq!(numbers, all);
    assert_eq!(highest, Some(numbers), "numbers have no gap");
    assert_eq!(sum, 0, "the books balance");
}

#[test]
fn on_sqlite_a_run_outlives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    each_is_billed_once(&TestDatabase::on_sqlite(folder.path()));
}

#[test]
fn on_postgres_a_run_outlives_kill_9() {
    let Some(server) = postgres() else { return };
    each_is_billed_once(&TestDatabase::on_postgres(&server));
}
