//! Many at once, through two servers on one database.
use super::hall::{Hall, halls, who};
use chrono::TimeDelta;
use huiguan::kernel::Who;
use huiguan::kernel::id::PersonId;
use huiguan::platform::db::{Db, Fault};
use huiguan::voting;
use huiguan::voting::rules::Choice::{No, Yes};
use huiguan::voting::rules::{BallotId, Choice, Closed, CountingRule};
use std::thread::{self, JoinHandle};

fn cast_from(db: &Db, person: &PersonId, id: &BallotId, choice: Choice) -> Result<i32, Fault> {
    let id = id.clone();
    db.write_now(&who(person), move |tx| voting::cast(tx, &id, choice, None))
}

fn close_from(db: &Db, id: &BallotId) -> Result<Closed, Fault> {
    let id = id.clone();
    db.write_now(&Who::system("closer"), move |tx| voting::close(tx, &id))
}

/// Two servers, in turn.
fn servers(hall: &Hall) -> [Db; 2] {
    [hall.db.clone(), hall.second_server()]
}

fn finished<T>(threads: Vec<JoinHandle<T>>) -> Vec<T> {
    threads.into_iter().map(|t| t.join().unwrap()).collect()
}

#[test]
fn votes_cast_at_once_for_one_seat_become_versions_in_a_row() {
    for hall in halls() {
        let id = hall.opened();
        let servers = servers(&hall);
        let threads = (0..16).map(|i| {
            let (db, id, me) = (
                servers[i % 2].clone(),
                id.clone(),
                hall.directors[0].clone(),
            );
            thread::spawn(move || {
                cast_from(&db, &me, &id, if i % 4 < 2 { Yes } else { No }).unwrap()
            })
        });
        let highest = finished(threads.collect()).into_iter().max().unwrap();
        let me = &hall.directors[0];
        let mine = hall
            .db
            .read_now(|c| voting::my_vote(c, &id, me))
            .unwrap()
            .unwrap();
        assert_eq!(mine.version, highest);
        hall.a_day_later();
        let closed = hall.close(&id).unwrap();
        assert_eq!(
            (closed.rolls.present, closed.votes[0].choice),
            (1, mine.choice)
        );
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn a_vote_that_was_taken_at_the_closing_instant_is_counted() {
    for hall in halls() {
        let mut opening = hall.opening(CountingRule::default());
        opening.closes_at = hall.clock.now() + TimeDelta::milliseconds(700);
        let id = hall.open(opening).unwrap();
        let servers = servers(&hall);
        let mut voters = Vec::new();
        for (i, me) in hall.directors.iter().cloned().enumerate() {
            let (db, id) = (servers[i % 2].clone(), id.clone());
            voters.push(thread::spawn(move || {
                let mut last = None;
                loop {
                    let choice = if last == Some(Yes) { No } else { Yes };
                    match cast_from(&db, &me, &id, choice) {
                        Ok(_) => last = Some(choice),
                        Err(Fault::Refused(_)) => return last,
                        Err(other) => panic!("{other}"),
                    }
                }
            }));
        }
        let closers: Vec<_> = servers
            .iter()
            .cloned()
            .map(|db| {
                let id = id.clone();
                thread::spawn(move || {
                    loop {
                        match close_from(&db, &id) {
                            Ok(closed) => return closed,
                            Err(Fault::Refused(_)) => continue,
                            Err(other) => panic!("{other}"),
                        }
                    }
                })
            })
            .collect();
        let last = finished(voters);
        let closed = finished(closers);
        assert_eq!(closed[0], closed[1]);
        for (i, choice) in last.into_iter().enumerate() {
            let seat = format!("s{i}");
            let counted = closed[0]
                .votes
                .iter()
                .find(|v| v.seat == seat)
                .map(|v| v.choice);
            assert_eq!(counted, choice, "{seat}");
        }
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn closing_at_once_gives_one_result() {
    for hall in halls() {
        let id = hall.opened();
        hall.vote(&id, &[Yes; 9]);
        let servers = servers(&hall);
        let threads = (0..8).map(|i| {
            let (db, id) = (servers[i % 2].clone(), id.clone());
            thread::spawn(move || close_from(&db, &id).unwrap())
        });
        let results = finished(threads.collect());
        assert!(results.iter().all(|r| *r == results[0]));
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn opening_at_once_gives_one_round() {
    for hall in halls() {
        let servers = servers(&hall);
        let threads = (0..6).map(|i| {
            let (db, opening) = (
                servers[i % 2].clone(),
                hall.opening(CountingRule::default()),
            );
            thread::spawn(move || {
                db.write_now(&Who::system("office"), move |tx| voting::open(tx, &opening))
                    .is_ok()
            })
        });
        let opened = finished(threads.collect());
        assert_eq!(opened.into_iter().filter(|ok| *ok).count(), 1);
    }
}
