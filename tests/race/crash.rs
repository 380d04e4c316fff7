//! kill -9 while writing: every write that was answered is there afterwards, whole, and the audit
//! chain is unbroken. The writer is this test program, started again as a child.
use crate::support::database::{TestDatabase, open, postgres};
use huiguan::kernel::Who;
use huiguan::platform::audit::{self, Chain, Entry};
use huiguan::platform::clock::Clock;
use huiguan::platform::settings::next_number;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

const CHILD: &str = "HUIGUAN_TEST_CRASH_URL";
const ROUNDS: u64 = 4;
/// Answered writes after which the axe falls, more with each round.
const ENOUGH: u64 = 60;

/// Not a test of its own: what the child runs. Writes until it is killed, and says each number only
/// after its write was answered.
#[test]
fn child() {
    let Ok(url) = std::env::var(CHILD) else {
        return;
    };
    let db = open(&url, Clock::default());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let done = db.write_now(&Who::system("crash"), |tx| {
                        let number = next_number(tx, "crash")?;
                        audit::record(tx, Entry::on("crash", number).did("crash.number.drawn"))?;
                        Ok(number)
                    });
                    let Ok(number) = done else { return };
                    let line = format!("answered {number}\n");
                    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
}

fn start(url: &str) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "race::crash::child",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD, url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    (child, lines)
}

/// Lets it write, kills it with `axe`, and gives the highest number it had answered.
fn one_round(url: &str, enough: u64, axe: &dyn Fn(&mut Child)) -> i64 {
    let (mut child, lines) = start(url);
    let (mut answered, mut highest) = (0, 0);
    for line in lines.lines().map_while(Result::ok) {
        // The test runner's own words may stand before the first one on its line.
        let Some((_, number)) = line.split_once("answered ") else {
            continue;
        };
        highest = highest.max(number.trim().parse().unwrap());
        answered += 1;
        if answered == enough {
            axe(&mut child);
        }
    }
    child.wait().unwrap();
    assert!(
        answered >= enough,
        "the writer ended by itself after {answered} writes"
    );
    highest
}

fn what_was_answered_is_there(database: &TestDatabase, axe: &dyn Fn(&mut Child)) {
    for round in 1..=ROUNDS {
        let highest = one_round(&database.url, ENOUGH * round, axe);
        let db = open(&database.url, Clock::default());
        let chain = db.read_now(audit::verify).unwrap();
        let Chain::Whole(rows, _) = chain else {
            panic!("round {round}: {chain:?}")
        };
        // Numbers have no gaps, so the highest answered one stands for all below it.
        assert!(
            rows >= highest,
            "round {round}: {highest} was answered, {rows} are there"
        );
        let next = db.write_now(&Who::system("crash"), |tx| {
            let number = next_number(tx, "crash")?;
            audit::record(tx, Entry::on("crash", number).did("crash.number.drawn"))?;
            Ok(number)
        });
        assert_eq!(
            next.unwrap(),
            rows + 1,
            "round {round}: number and audit row go together"
        );
    }
}

fn kill(child: &mut Child) {
    child.kill().unwrap();
}

#[test]
fn on_sqlite_every_answered_write_outlives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    what_was_answered_is_there(&TestDatabase::on_sqlite(folder.path()), &kill);
}

#[test]
fn on_postgres_every_answered_write_outlives_kill_9() {
    let Some(server) = postgres() else { return };
    what_was_answered_is_there(&TestDatabase::on_postgres(&server), &kill);
}

/// The database server itself goes down hard and comes back: `HUIGUAN_TEST_POSTGRES_CRASH` names a
/// command that does both, which only a throw-away server has.
#[test]
fn on_postgres_every_answered_write_outlives_a_crash_of_the_database() {
    let (Some(server), Ok(command)) = (postgres(), std::env::var("HUIGUAN_TEST_POSTGRES_CRASH"))
    else {
        return;
    };
    let axe = move |child: &mut Child| {
        assert!(Command::new(&command).status().unwrap().success());
        child.kill().unwrap();
    };
    what_was_answered_is_there(&TestDatabase::on_postgres(&server), &axe);
}
