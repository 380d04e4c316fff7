//! Rounds: what fails doesn't keep the rest from being done, what has nothing to do writes nothing, and
//! what nobody asks for any more is swept out.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use chrono::TimeDelta;
use diesel::{QueryDsl, RunQueryDsl};
use huiguan::platform::db::{Fault, Tx};
use huiguan::platform::housekeeping;
use huiguan::platform::jobs::{self, JobRow, Outcome};
use huiguan::platform::limits::{self, Limit};
use huiguan::platform::rounds::Round;
use huiguan::platform::settings;
use huiguan::platform::workers::{Task, Workers};
use huiguan::schema;

use super::instance::{Instance, who};

/// Draws a number, as a trace in the database that a write happened.
fn trace(tx: &mut Tx, name: &str) -> Result<i64, Fault> {
    settings::next_number(tx, name)
}

fn drawn(instance: &Instance, of: &str) -> i64 {
    use schema::counters::dsl;
    let all: Vec<(String, i64)> = instance
        .db
        .read_now(|conn| Ok(dsl::counters.select((dsl::name, dsl::last)).load(conn)?))
        .unwrap();
    let mut own = all.into_iter().filter(|(name, _)| name.starts_with(of));
    own.by_ref().map(|(_, last)| last).sum()
}

/// A number that every commit raises which changes anything but the jobs.
fn edition(instance: &Instance) -> i64 {
    let any = schema::editions::table.find("any");
    let any = any.select(schema::editions::number);
    instance.db.read_now(|conn| Ok(any.first(conn)?)).unwrap()
}

#[actix_web::test]
async fn what_fails_or_panics_does_not_keep_the_rest_from_being_done() {
    let instance = Instance::new();
    let round = Round::new(1, "test", "test")
        .each(
            |_, _| Ok(vec![1, 2, 3, 4]),
            |tx, n| match n {
                2 => Err(Fault::Broken("two".into())),
                3 => panic!("on purpose"),
                n => trace(tx, &format!("each-{n}")).map(drop),
            },
        )
        .some::<i32, (), _, _>(2, |_, _| Err(Fault::Broken("find".into())), |_, _| Ok(()))
        .some(
            2,
            |_, _| Ok(vec![1, 2, 3]),
            |tx, some: &[i32]| trace(tx, &format!("some-{}", some.len())),
        )
        .batches(
            |_, _| Ok(true),
            |tx| Ok(usize::from(trace(tx, "batch")? < 3)),
        );
    let report = round.go(&instance.db, &instance.clock).await;
    assert_eq!(drawn(&instance, "each-"), 2, "the first and the last");
    assert_eq!(
        drawn(&instance, "some-"),
        2,
        "two, and the one that was left"
    );
    assert_eq!(drawn(&instance, "batch"), 3, "until there was no more");
    assert_eq!(report.faults.len(), 3, "{:?}", report.faults);
    assert_eq!(report.writes, 6);
    assert_eq!(report.outcome(), Outcome::Later("two".into()));
}

#[actix_web::test]
async fn where_nothing_is_due_nothing_is_written_and_nobody_waits_for_the_writer() {
    let instance = Instance::new();
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let round = Round::new(1, "test", "test")
        .each(
            move |_, _| {
                counted.fetch_add(1, SeqCst);
                Ok(Vec::<i32>::new())
            },
            |_, _| -> Result<(), Fault> { panic!("nothing was due") },
        )
        .batches(|_, _| Ok(false), |_| panic!("nothing waited"));
    let before = edition(&instance);
    let tasks = vec![Task::from(round)];
    let server = Workers::new(instance.db.clone(), instance.clock.clone(), tasks).start();
    for minutes in 1..=3 {
        super::workers::until("the round was gone", || asked.load(SeqCst) >= minutes).await;
        instance.clock.advance(TimeDelta::minutes(1));
    }
    server.stop().await;
    assert_eq!(edition(&instance), before);
    assert_eq!(instance.db.read(jobs::states).await.unwrap(), []);
}

fn jobs_now(instance: &Instance) -> Vec<JobRow> {
    use diesel::SelectableHelper;
    let all = |conn: &mut _| {
        Ok(schema::jobs::table
            .order(schema::jobs::id)
            .select(JobRow::as_select())
            .load(conn)?)
    };
    instance.db.read_now(all).unwrap()
}

#[actix_web::test]
async fn a_round_that_fails_is_one_job_until_it_goes_well() {
    let instance = Instance::new();
    let (gone, well) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, mended) = (gone.clone(), well.clone());
    let round = Round::new(1, "test", "test").each(
        move |_, _| {
            counted.fetch_add(1, SeqCst);
            match mended.load(SeqCst) {
                0 => Err(Fault::Broken("not yet".into())),
                _ => Ok(Vec::<i32>::new()),
            }
        },
        |_, _| Ok(()),
    );
    let tasks = vec![Task::from(round)];
    let server = Workers::new(instance.db.clone(), instance.clock.clone(), tasks).start();
    super::workers::until("it failed", || !jobs_now(&instance).is_empty()).await;
    for minute in 1..4 {
        instance.clock.advance(TimeDelta::minutes(1));
        super::workers::until("it failed again", || gone.load(SeqCst) > minute).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let rows = jobs_now(&instance);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0].last_error.as_deref(), Some("not yet"));
    well.store(1, SeqCst);
    instance.clock.advance(TimeDelta::hours(1));
    super::workers::until("it went well", || jobs_now(&instance)[0].state == "done").await;
    server.stop().await;
    assert_eq!(jobs_now(&instance).len(), 1);
}

#[actix_web::test]
async fn counted_tries_and_done_jobs_are_swept_out_and_failed_ones_stay() {
    let instance = Instance::new();
    let hour = Limit {
        hits: 5,
        seconds: 3600,
    };
    let fill = move |tx: &mut Tx| {
        for n in 0..3 {
            limits::hit(tx, &format!("old-{n}"), hour)?.unwrap();
            let now = tx.now();
            jobs::enqueue(tx, "test", &n.to_string(), &(), now)?;
        }
        let kinds = [("test".to_owned(), 1)];
        for outcome in [Outcome::Done, Outcome::Failed("why".into())] {
            let job = jobs::lease_some(tx, "test", &kinds)?.remove(0);
            jobs::finish(tx, &job, &outcome)?;
        }
        Ok(())
    };
    instance.db.write(&who(), fill).await.unwrap();
    let sweep = housekeeping::sweep();
    let go = || sweep.go(&instance.db, &instance.clock);
    assert_eq!(go().await.whole().unwrap(), 0, "nothing is old");
    instance.clock.advance(TimeDelta::days(15));
    let fresh = move |tx: &mut Tx| limits::hit(tx, "fresh", hour);
    let hit = instance.db.write(&who(), fresh).await.unwrap();
    hit.unwrap();
    assert_eq!(go().await.whole().unwrap(), 2, "tries and jobs");
    let (buckets, states): (Vec<String>, _) = instance
        .db
        .read_now(|conn| {
            let buckets = schema::limits::table.select(schema::limits::bucket);
            Ok((buckets.load(conn)?, jobs::states(conn)?))
        })
        .unwrap();
    assert_eq!(buckets, ["fresh"]);
    let mut states = states;
    states.sort();
    assert_eq!(states, [("failed".to_owned(), 1), ("queued".to_owned(), 1)]);
    assert_eq!(
        go().await.whole().unwrap(),
        0,
        "and then nothing is written"
    );
}
