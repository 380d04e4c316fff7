//! Workers on one database: each job done once, whoever does it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use chrono::TimeDelta;
use huiguan::platform::db::Tx;
use huiguan::platform::jobs::{self, Outcome};
use huiguan::platform::workers::{Task, Workers};

use super::instance::{Instance, who};
use crate::support::database;

async fn queue(instance: &Instance, count: usize) {
    let who = who();
    let now = instance.clock.now();
    let queue = move |tx: &mut Tx| {
        (0..count).try_for_each(|n| jobs::enqueue(tx, "count", &n.to_string(), &n, now))
    };
    instance.db.write(&who, queue).await.unwrap();
}

/// Waits until something happened.
pub async fn until(what: &str, mut done: impl FnMut() -> bool) {
    for _ in 0..300 {
        if done() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("waited in vain until {what}");
}

/// A server's workers that count how often they did a job.
fn counting(instance: &Instance, count: &Arc<AtomicUsize>, takes: Duration) -> Workers {
    let count = count.clone();
    let db = database::open(instance.db.url(), instance.clock.clone());
    let task = Task::job("count", move |_| {
        let count = count.clone();
        async move {
            tokio::time::sleep(takes).await;
            count.fetch_add(1, SeqCst);
            Outcome::Done
        }
    });
    Workers::new(db, instance.clock.clone(), vec![task])
}

#[actix_web::test]
async fn two_servers_share_the_jobs_and_do_each_once() {
    let instance = Instance::new();
    let count = Arc::new(AtomicUsize::new(0));
    queue(&instance, 40).await;
    let servers = [0, 1].map(|_| counting(&instance, &count, Duration::from_millis(2)).start());
    until("40 were done", || count.load(SeqCst) >= 40).await;
    for server in servers {
        server.stop().await;
    }
    assert_eq!(count.load(SeqCst), 40);
    assert_eq!(
        instance.db.read(jobs::states).await.unwrap(),
        [("done".to_owned(), 40)]
    );
}

#[actix_web::test]
async fn stopping_waits_for_what_runs_and_takes_nothing_new() {
    let instance = Instance::new();
    let count = Arc::new(AtomicUsize::new(0));
    queue(&instance, 20).await;
    let server = counting(&instance, &count, Duration::from_millis(300)).start();
    tokio::time::sleep(Duration::from_millis(150)).await;
    server.stop().await;
    let done = count.load(SeqCst);
    assert!((1..=4).contains(&done), "{done}");
    let states = instance.db.read(jobs::states).await.unwrap();
    assert!(
        states.iter().all(|(state, _)| state != "running"),
        "{states:?}"
    );
}

#[actix_web::test]
async fn a_job_of_a_dead_server_goes_to_another_when_its_lease_is_over() {
    let instance = Instance::new();
    queue(&instance, 1).await;
    let who = who();
    let kinds = vec![("count".to_owned(), 1)];
    let dead = instance
        .db
        .write(&who, move |tx| jobs::lease_some(tx, "dead", &kinds));
    let dead = dead.await.unwrap().remove(0);
    let count = Arc::new(AtomicUsize::new(0));
    let server = counting(&instance, &count, Duration::ZERO).start();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(count.load(SeqCst), 0);
    instance.clock.advance(TimeDelta::seconds(jobs::LEASE + 1));
    server.wake();
    until("the other took over", || count.load(SeqCst) == 1).await;
    server.stop().await;
    // The dead one comes back and can change nothing any more.
    let failed = Outcome::Failed("late".to_owned());
    let late = instance
        .db
        .write(&who, move |tx| jobs::finish(tx, &dead, &failed));
    late.await.unwrap();
    assert_eq!(
        instance.db.read(jobs::states).await.unwrap(),
        [("done".to_owned(), 1)]
    );
}

#[actix_web::test]
async fn jobs_are_taken_at_once_by_kind_however_many_of_another_wait_before_them() {
    let instance = Instance::new();
    queue(&instance, 30).await;
    let now = instance.clock.now();
    let later = move |tx: &mut Tx| jobs::enqueue(tx, "other", "only", &(), now);
    instance.db.write(&who(), later).await.unwrap();
    let free = ["count", "other", "none"].map(|kind| (kind.to_owned(), 2));
    let take = move |tx: &mut Tx| jobs::lease_some(tx, "one", &free);
    let taken = instance.db.write(&who(), take).await.unwrap();
    let kinds: Vec<&str> = taken.iter().map(|job| job.kind.as_str()).collect();
    assert_eq!(kinds, ["count", "count", "other"]);
    assert!(taken.iter().all(|job| job.attempts == 1));
    let none = |tx: &mut Tx| jobs::lease_some(tx, "one", &[]);
    let none = instance.db.write(&who(), none).await.unwrap();
    assert!(none.is_empty(), "no lane is free");
}

#[actix_web::test]
async fn periodic_work_runs_once_per_period_on_one_of_two_servers() {
    let instance = Instance::new();
    let count = Arc::new(AtomicUsize::new(0));
    let servers = [0, 1].map(|_| {
        let count = count.clone();
        let db = database::open(instance.db.url(), instance.clock.clone());
        let hourly = move |_| {
            count.fetch_add(1, SeqCst);
            async { Outcome::Done }
        };
        let task = Task::alone(60, "hourly", |_, _| Ok(true), hourly);
        Workers::new(db, instance.clock.clone(), vec![task]).start()
    });
    until("it ran", || count.load(SeqCst) == 1).await;
    instance.clock.advance(TimeDelta::hours(1));
    until("it ran again", || count.load(SeqCst) == 2).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(count.load(SeqCst), 2);
    for server in servers {
        server.stop().await;
    }
}

#[actix_web::test]
async fn a_job_that_panics_is_tried_again_later() {
    let instance = Instance::new();
    queue(&instance, 1).await;
    let task = Task::job("count", |job| async move {
        assert_eq!(job.kind, "counts", "on purpose");
        Outcome::Done
    });
    let server = Workers::new(instance.db.clone(), instance.clock.clone(), vec![task]).start();
    tokio::time::sleep(Duration::from_millis(400)).await;
    server.stop().await;
    assert_eq!(
        instance.db.read(jobs::states).await.unwrap(),
        [("queued".to_owned(), 1)]
    );
}

/// What the jobs page says of the only job of this kind.
async fn last_error(instance: &Instance, kind: &'static str) -> Option<String> {
    use diesel::prelude::*;
    use huiguan::schema::jobs::dsl;
    let look = move |conn: &mut huiguan::platform::db::Conn| {
        let found = dsl::jobs.filter(dsl::kind.eq(kind));
        Ok(found.select(dsl::last_error).first(conn)?)
    };
    instance.db.read(look).await.unwrap()
}

#[actix_web::test]
async fn what_panics_and_what_hangs_holds_up_no_other_kind_of_work() {
    let instance = Instance::new();
    let now = instance.clock.now();
    let queue_others = move |tx: &mut Tx| {
        jobs::enqueue(tx, "panics", "1", &(), now)?;
        (0..5).try_for_each(|n| jobs::enqueue(tx, "hangs", &n.to_string(), &n, now))
    };
    instance.db.write(&who(), queue_others).await.unwrap();
    queue(&instance, 9).await;
    let (count, hanging) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, hangs) = (count.clone(), hanging.clone());
    let (end, ended) = tokio::sync::watch::channel(false);
    let tasks = vec![
        // Before it gives anything to be awaited.
        Task::job("panics", |job| {
            assert_eq!(job.kind, "counts", "no such day");
            async { Outcome::Done }
        }),
        Task::job("hangs", move |_| {
            hangs.fetch_add(1, SeqCst);
            let mut ended = ended.clone();
            async move {
                let _ = ended.wait_for(|ended| *ended).await;
                Outcome::Done
            }
        }),
        Task::job("count", move |_| {
            counted.fetch_add(1, SeqCst);
            async { Outcome::Done }
        }),
    ];
    let server = Workers::new(instance.db.clone(), instance.clock.clone(), tasks).start();
    until("all others were done", || count.load(SeqCst) == 9).await;
    assert!((1..5).contains(&hanging.load(SeqCst)), "a few at a time");
    end.send(true).unwrap();
    server.stop().await;
    let why = last_error(&instance, "panics").await.unwrap();
    assert!(
        why.starts_with("panicked: ") && why.contains("no such day"),
        "{why}"
    );
}

#[actix_web::test]
async fn a_job_whose_worker_dies_each_time_is_given_up() {
    let instance = Instance::new();
    queue(&instance, 1).await;
    let kinds = [("count".to_owned(), 1)];
    for n in 1..=jobs::TRIES + 1 {
        let kinds = kinds.clone();
        let take = move |tx: &mut Tx| jobs::lease_some(tx, "dies", &kinds);
        let taken = instance.db.write(&who(), take).await.unwrap();
        let tries = taken.first().map(|job| job.attempts);
        assert_eq!(tries, (n <= jobs::TRIES).then_some(n));
        instance.clock.advance(TimeDelta::seconds(jobs::LEASE + 1));
    }
    assert_eq!(
        instance.db.read(jobs::states).await.unwrap(),
        [("failed".to_owned(), 1)]
    );
    let why = last_error(&instance, "count").await.unwrap();
    assert!(why.contains("the last of 8 times"), "{why}");
}
