//! Which numbers a write raises, and what is kept under which: seen in the statements, on both databases.
use super::instance::{Instance, who};
use crate::support::database::{self, TestDatabase, postgres};
use diesel::connection::SimpleConnection;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Conn, Db, Fault, Tables, Tx, watched};
use huiguan::platform::kept::Kept;
use huiguan::platform::limits::{self, Limit};
use huiguan::platform::settings::next_number;
use huiguan::schema::{counters, editions, limits as counted};
use std::collections::BTreeMap;

fn numbers(conn: &mut Conn) -> Result<BTreeMap<String, i64>, Fault> {
    let rows = editions::table.select((editions::topic, editions::number));
    Ok(rows.load::<(String, i64)>(conn)?.into_iter().collect())
}

/// The tables whose numbers `work` raised, but for `any`.
fn raised(db: &Db, work: impl FnOnce(&Db)) -> Vec<String> {
    let before = db.read_now(numbers).unwrap();
    work(db);
    let after = db.read_now(numbers).unwrap();
    for (topic, number) in &before {
        assert!(after[topic] >= *number, "{topic} went back");
    }
    let raised: Vec<String> = after
        .into_iter()
        .filter(|(topic, number)| before.get(topic) != Some(number))
        .map(|(topic, _)| topic)
        .collect();
    let any = raised.iter().any(|topic| topic == "any");
    assert_eq!(
        any,
        !raised.is_empty(),
        "`any` is raised with all others: {raised:?}"
    );
    raised.into_iter().filter(|topic| topic != "any").collect()
}

fn write(db: &Db, work: fn(&mut Tx) -> Result<(), Fault>) {
    let _ = db.write_now(&who(), work);
}

fn draw(tx: &mut Tx) -> Result<(), Fault> {
    next_number(tx, "test").map(|_| ())
}

const LIMIT: Limit = Limit {
    hits: 5,
    seconds: 60,
};

fn hit(tx: &mut Tx) -> Result<(), Fault> {
    limits::hit(tx, "a test", LIMIT).map(|_| ())
}

#[test]
fn a_write_raises_the_numbers_of_the_tables_it_touched_and_no_others() {
    let instance = Instance::new();
    let db = instance.db.clone();
    assert_eq!(raised(&db, |db| write(db, draw)), ["counters"]);
    // The second time the row is there: an update is seen as well as an insert.
    assert_eq!(raised(&db, |db| write(db, draw)), ["counters"]);
    let remove = |tx: &mut Tx| {
        diesel::delete(counters::table).execute(tx.conn())?;
        diesel::insert_into(huiguan::schema::settings::table)
            .values((
                huiguan::schema::settings::key.eq("test"),
                huiguan::schema::settings::value.eq("{}"),
                huiguan::schema::settings::version.eq(1),
                huiguan::schema::settings::changed_at.eq(tx.now()),
            ))
            .execute(tx.conn())?;
        Ok(())
    };
    assert_eq!(
        raised(&db, |db| write(db, remove)),
        ["counters", "settings"]
    );
    let look = |tx: &mut Tx| {
        counters::table.count().get_result::<i64>(tx.conn())?;
        Ok(())
    };
    assert!(raised(&db, |db| write(db, look)).is_empty());
}

#[test]
fn what_was_undone_raises_nothing_alone_or_in_company() {
    let instance = Instance::new();
    let db = instance.db.clone();
    let refused = |tx: &mut Tx| {
        next_number(tx, "test")?;
        Err(Fault::Missing)
    };
    assert!(raised(&db, |db| write(db, refused)).is_empty());
    let together = |db: &Db| {
        // The first holds the writer while the others gather behind it.
        let slow = |tx: &mut Tx| {
            std::thread::sleep(std::time::Duration::from_millis(200));
            hit(tx)
        };
        std::thread::scope(|scope| {
            scope.spawn(|| db.write_now(&who(), slow).unwrap());
            std::thread::sleep(std::time::Duration::from_millis(50));
            scope.spawn(|| db.write_now(&who(), refused).unwrap_err());
            scope.spawn(|| db.write_now(&who(), hit).unwrap());
        });
    };
    assert!(raised(&db, together).is_empty());
}

#[test]
fn housekeeping_raises_nothing() {
    let instance = Instance::new();
    let db = instance.db.clone();
    assert!(raised(&db, |db| write(db, hit)).is_empty());
    let job = |tx: &mut Tx| {
        let now = tx.now();
        huiguan::platform::jobs::enqueue(tx, "test", "key", &(), now)
    };
    assert!(raised(&db, |db| write(db, job)).is_empty());
    let quiet = |tx: &mut Tx| {
        tx.quietly(|conn| diesel::delete(counters::table).execute(conn))?;
        Ok(())
    };
    assert!(raised(&db, |db| write(db, quiet)).is_empty());
    // Only what stands within is quiet.
    let both = |tx: &mut Tx| {
        tx.quietly(|conn| diesel::delete(counters::table).execute(conn))?;
        draw(tx)
    };
    assert_eq!(raised(&db, |db| write(db, both)), ["counters"]);
}

#[test]
fn a_statement_that_cannot_be_read_raises_what_everything_is_kept_under() {
    let instance = Instance::new();
    let db = instance.db.clone();
    let strange = |tx: &mut Tx| {
        let sql = "WITH old AS (SELECT 'x' AS name) DELETE FROM counters WHERE name IN (SELECT name FROM old)";
        Ok(tx.conn().batch_execute(sql)?)
    };
    assert_eq!(raised(&db, |db| write(db, strange)), ["all"]);
}

#[actix_web::test]
async fn what_is_kept_ends_with_a_change_to_what_it_was_read_from_made_by_another_server() {
    let instance = Instance::new();
    let (db, other) = (
        instance.db.clone(),
        database::open(instance.db.url(), instance.clock.clone()),
    );
    let kept: Kept<&str, i64> = Kept::new(4);
    let ask = async |wrong: i64| {
        let now = db.editions().await.unwrap();
        // A read that ran where it had no need to is seen by its answer.
        let read = db.read(|conn| Ok(counters::table.count().get_result::<i64>(conn)?));
        let found = async { read.await.map(|found| found + wrong) };
        kept.get_or(&now, "counters", found).await.unwrap()
    };
    assert_eq!(ask(0).await, 0);
    assert_eq!(ask(100).await, 0, "kept");
    other.write(&who(), hit).await.unwrap();
    assert_eq!(ask(100).await, 0, "kept beside a change of something else");
    other.write(&who(), draw).await.unwrap();
    assert_eq!(ask(0).await, 1, "read anew");
    assert_eq!(ask(100).await, 1, "kept");
    // A writer that opens its connection anew goes on as before.
    let other = database::open(instance.db.url(), instance.clock.clone());
    let second = |tx: &mut Tx| next_number(tx, "second").map(|_| ());
    other.write(&who(), second).await.unwrap();
    assert_eq!(ask(0).await, 2);
}

#[actix_web::test]
async fn whoever_watches_sees_reads_at_any_depth_and_those_that_were_kept() {
    let instance = Instance::new();
    let db = instance.db.clone();
    let names = |tables: &Tables| format!("{tables:?}");
    let counters = || db.read(|conn| Ok(counters::table.count().get_result::<i64>(conn)?));
    let (_, seen) = watched(async { db.read(|_| Ok(())).await }).await;
    assert_eq!(seen, Tables::default());
    let (_, seen) = watched(async { watched(counters()).await }).await;
    assert!(names(&seen).contains("\"counters\""), "{seen:?}");
    let kept: Kept<&str, i64> = Kept::new(4);
    let now = db.editions().await.unwrap();
    kept.get_or(&now, "a", counters()).await.unwrap();
    let (_, seen) = watched(async { kept.get(&now, "a") }).await;
    assert!(names(&seen).contains("\"counters\""), "{seen:?}");
    // What a write had part in can't be made again by reading.
    let (_, seen) = watched(db.write(&who(), draw)).await;
    kept.put(&now, &seen, "b", 1);
    assert_eq!(kept.get(&now, "b"), None);
}

#[actix_web::test]
#[should_panic(expected = "to be kept, but read from Some(\"limits\")")]
async fn to_keep_what_was_read_from_a_table_without_a_number_is_a_mistake() {
    let instance = Instance::new();
    let db = instance.db.clone();
    let kept: Kept<&str, i64> = Kept::new(4);
    let now = db.editions().await.unwrap();
    let read = db.read(|conn| Ok(counted::table.count().get_result::<i64>(conn)?));
    let _ = kept.get_or(&now, "a", read).await;
}

#[test]
fn a_lock_that_does_not_come_in_time_is_waited_for_again() {
    let Some(server) = postgres() else { return };
    let database = TestDatabase::on_postgres(&server);
    let db = database::open(&database.url, Clock::default());
    let mut stranger = db.connect().unwrap();
    stranger
        .batch_execute("BEGIN; LOCK TABLE turn IN EXCLUSIVE MODE")
        .unwrap();
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| db.write_now(&who(), |tx| next_number(tx, "test")));
        // Longer than the writer waits at once.
        std::thread::sleep(std::time::Duration::from_secs(6));
        assert!(!waits.is_finished());
        stranger.batch_execute("ROLLBACK").unwrap();
        assert_eq!(waits.join().unwrap().unwrap(), 1);
    });
}

#[test]
fn of_several_hosts_the_one_that_answers_and_can_be_written_to_is_taken() {
    let Some(server) = postgres() else { return };
    let database = TestDatabase::on_postgres(&server);
    // A host where nobody listens stands before the real one.
    let at = database.url.find("://").unwrap() + 3;
    let host = database.url[at..]
        .rfind('@')
        .map_or(at, |after| at + after + 1);
    let (before, after) = database.url.split_at(host);
    let several = format!("{before}127.0.0.1:1,{after}");
    let db = database::open(&several, Clock::default());
    db.write_now(&who(), |tx| next_number(tx, "test")).unwrap();
}
