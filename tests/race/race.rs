//! Threads that read and then write what they read, through one server and through two at once.
use crate::support::database::{TestDatabase, open, postgres};
use huiguan::kernel::Who;
use huiguan::platform::audit::{self, Chain, Entry};
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Db, Fault};
use huiguan::platform::settings::next_number;
use std::collections::BTreeSet;

const THREADS: usize = 8;
const EACH: usize = 50;

/// Draws numbers from all threads at once, each with an audit row; gives all that were answered.
fn draw(servers: &[Db]) -> Vec<i64> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|at| {
                let db = servers[at % servers.len()].clone();
                scope.spawn(move || {
                    let who = Who::system("race");
                    let one = |_| {
                        db.write_now(&who, |tx| {
                            let number = next_number(tx, "race")?;
                            audit::record(tx, Entry::on("race", number).did("race.number.drawn"))?;
                            Ok(number)
                        })
                    };
                    (0..EACH).map(one).collect::<Result<Vec<_>, _>>().unwrap()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    })
}

fn nobody_is_lost(database: &TestDatabase, servers: usize) {
    let clock = Clock::default();
    let servers: Vec<_> = (0..servers)
        .map(|_| open(&database.url, clock.clone()))
        .collect();
    let drawn = draw(&servers);
    let all = i64::try_from(THREADS * EACH).unwrap();
    assert_eq!(
        drawn.into_iter().collect::<BTreeSet<_>>(),
        (1..=all).collect()
    );
    let chain = servers[0].read_now(audit::verify).unwrap();
    assert!(
        matches!(chain, Chain::Whole(rows, _) if rows == all),
        "{chain:?}"
    );
}

#[test]
fn on_sqlite_no_number_is_drawn_twice_and_none_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    nobody_is_lost(&TestDatabase::on_sqlite(folder.path()), 1);
}

#[test]
fn on_sqlite_a_second_process_at_the_same_file_waits_its_turn() {
    let folder = tempfile::tempdir().unwrap();
    nobody_is_lost(&TestDatabase::on_sqlite(folder.path()), 2);
}

#[test]
fn on_postgres_two_servers_lose_nothing() {
    let Some(server) = postgres() else { return };
    nobody_is_lost(&TestDatabase::on_postgres(&server), 2);
}

/// In a group of writes that share a commit, one that fails takes nobody with it.
fn a_refused_write_leaves_no_trace(database: &TestDatabase) {
    let db = open(&database.url, Clock::default());
    std::thread::scope(|scope| {
        for at in 0..THREADS {
            let db = db.clone();
            scope.spawn(move || {
                for _ in 0..EACH {
                    let done = db.write_now(&Who::system("race"), move |tx| {
                        let number = next_number(tx, "race")?;
                        if at % 2 == 0 {
                            Ok(number)
                        } else {
                            Err(Fault::Missing)
                        }
                    });
                    assert_eq!(done.is_ok(), at % 2 == 0);
                }
            });
        }
    });
    let next = db
        .write_now(&Who::system("race"), |tx| next_number(tx, "race"))
        .unwrap();
    assert_eq!(next, i64::try_from(THREADS * EACH / 2 + 1).unwrap());
}

#[test]
fn on_sqlite_a_refused_write_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    a_refused_write_leaves_no_trace(&TestDatabase::on_sqlite(folder.path()));
}

#[test]
fn on_postgres_a_refused_write_leaves_no_trace() {
    let Some(server) = postgres() else { return };
    a_refused_write_leaves_no_trace(&TestDatabase::on_postgres(&server));
}
