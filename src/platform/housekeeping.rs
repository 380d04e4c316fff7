//! What is swept out: what was counted, done or uploaded and that nobody asks for any more.

use chrono::TimeDelta;

use crate::platform::db::Fault;
use crate::platform::files::{clear_orphans, look_for_lost};
use crate::platform::jobs::{self, Outcome};
use crate::platform::limits;
use crate::platform::once;
use crate::platform::outbox;
use crate::platform::rounds::Round;
use crate::platform::tools::Tools;
use crate::platform::workers::Task;

/// Rows that go in one write.
pub const SWEPT_AT_ONCE: usize = 500;
/// Rows that go in one round; the rest waits for the next.
pub const SWEPT: i64 = 20_000;
/// How long done jobs stay to be looked at.
const JOBS: TimeDelta = TimeDelta::days(14);
/// How long tries are counted, longer than any limit's window.
const TRIES: TimeDelta = TimeDelta::days(1);

/// Sweeps out what the platform keeps for a while.
#[must_use]
pub fn sweep() -> Round {
    Round::new(60, "platform.sweep", "housekeeping")
        .some(
            SWEPT_AT_ONCE,
            |conn, now| limits::stale(conn, now - TRIES, SWEPT),
            |tx, buckets| {
                let before = tx.now() - TRIES;
                limits::forget(tx, buckets, before)
            },
        )
        .some(
            SWEPT_AT_ONCE,
            |conn, now| jobs::ended(conn, now - JOBS, SWEPT),
            jobs::clear,
        )
        .some(
            SWEPT_AT_ONCE,
            |conn, now| once::stale(conn, now, SWEPT),
            once::forget,
        )
        .some(
            SWEPT_AT_ONCE,
            |conn, now| outbox::stale_keys(conn, now, SWEPT),
            outbox::forget_keys,
        )
}

/// The sweep, and once a day, by one server: files that no row names are removed, files that are lost noted.
#[must_use]
pub fn tasks(tools: &Tools) -> Vec<Task> {
    let tools = tools.clone();
    let clear = move |_| {
        let Tools {
            db, files, clock, ..
        } = tools.clone();
        let clear = async move {
            clear_orphans(&db, &files, &clock).await?;
            look_for_lost(&db, &files).await
        };
        async move { Outcome::of(clear.await) }
    };
    let orphans = Task::alone(24 * 60, "files.orphans", |_, _| Ok(true), clear);
    vec![sweep().into(), orphans]
}
