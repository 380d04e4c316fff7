//! Runs of a made-up kind: carried by several workers on two servers at once, each step is done once; a
//! step that is refused leaves nothing of itself; paused and ended ones do nothing more.
use crate::support::database::{TestDatabase, open, postgres};
use futures_util::future::{BoxFuture, FutureExt};
use huiguan::kernel::Who;
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Conn, Db, Fault, Tx};
use huiguan::platform::runs::{self, New, Run, RunId, State, Steer, Steps, Work};
use huiguan::platform::settings::next_number;
use huiguan::say;

const STEPS: i64 = 600;
/// Every so manieth is refused after it has written something.
const REFUSED: i64 = 50;

#[derive(Clone, Copy)]
struct Counting;

impl Work for Counting {
    const KIND: &'static str = "test.counting";
    type Ready = ();
    type Step = i64;

    fn ready<'a>(&'a self, _: &'a Run) -> BoxFuture<'a, Result<(), Fault>> {
        std::future::ready(Ok(())).boxed()
    }

    fn next(&self, _: &mut Conn, (): &(), run: &Run) -> Result<Steps<i64>, Fault> {
        let upto = STEPS.min(run.cursor + 64);
        Ok((run.cursor + 1..=upto).map(|n| (n, n)).collect())
    }

    fn about(&self, step: &i64) -> String {
        format!("step {step}")
    }

    fn put(&self, tx: &mut Tx, (): &(), run: &mut Run, step: &i64) -> Result<(), Fault> {
        next_number(tx, "steps")?;
        if step % REFUSED == 0 {
            return Err(say!("web-form-needed").into());
        }
        run.done += 1;
        Ok(())
    }

    fn end(&self, tx: &mut Tx, _: &Run) -> Result<(), Fault> {
        next_number(tx, "ends").map(|_| ())
    }
}

fn begin(db: &Db) -> RunId {
    let new = |tx: &mut Tx| {
        let new = New {
            kind: Counting::KIND,
            subject: "",
            total: STEPS,
        };
        runs::begin(tx, &new, &())
    };
    db.write_now(&Who::system("test"), new).unwrap()
}

fn carry(db: &Db, id: &RunId) -> bool {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let carried = runs::carry_on(db, &Counting, id, None);
    runtime.block_on(carried).unwrap()
}

fn look(db: &Db, id: &RunId) -> Run {
    db.read_now(|conn| runs::run(conn, id)).unwrap()
}

fn each_step_is_done_once(database: &TestDatabase) {
    let servers = [(); 2].map(|()| open(&database.url, Clock::default()));
    let [db, _] = &servers;
    let (id, who) = (begin(db), Who::system("test"));
    let steer = |how| {
        let id = id.clone();
        db.write_now(&who, move |tx| runs::steer(tx, &id, how))
    };
    steer(Steer::Pause).unwrap();
    assert!(!carry(db, &id));
    assert_eq!(look(db, &id).seen, 0, "a paused run does nothing");
    steer(Steer::Resume).unwrap();
    std::thread::scope(|scope| {
        for server in servers.iter().cycle().take(6) {
            let id = &id;
            // Who loses the run to another comes back, as the sweep does.
            scope.spawn(move || while !carry(server, id) {});
        }
    });
    let run = look(db, &id);
    let refused = STEPS / REFUSED;
    assert_eq!(run.state, State::Done);
    assert_eq!(
        (run.seen, run.done, run.cursor),
        (STEPS, STEPS - refused, STEPS)
    );
    let left = db
        .read_now(|conn| runs::left_out(conn, &id, None, STEPS))
        .unwrap();
    let places: Vec<i64> = left.iter().map(|one| one.place).collect();
    assert_eq!(
        places,
        (1..=refused).map(|n| n * REFUSED).collect::<Vec<_>>()
    );
    assert_eq!(left[0].about, "step 50");
    let drawn = |name: &'static str| db.write_now(&who, move |tx| next_number(tx, name));
    assert_eq!(
        drawn("steps").unwrap(),
        run.done + 1,
        "what is refused leaves nothing"
    );
    assert_eq!(drawn("ends").unwrap(), 2, "it ended once");
    assert!(matches!(steer(Steer::Resume), Err(Fault::Refused(_))));

    let id = begin(db);
    let stop = id.clone();
    db.write_now(&who, move |tx| runs::steer(tx, &stop, Steer::Cancel))
        .unwrap();
    assert!(carry(db, &id));
    assert_eq!(look(db, &id).seen, 0, "an ended run does nothing");
}

#[test]
fn on_sqlite_each_step_of_a_run_is_done_once() {
    let folder = tempfile::tempdir().unwrap();
    each_step_is_done_once(&TestDatabase::on_sqlite(folder.path()));
}

#[test]
fn on_postgres_each_step_of_a_run_is_done_once() {
    let Some(server) = postgres() else { return };
    each_step_is_done_once(&TestDatabase::on_postgres(&server));
}
