//! What is done about dues in the background: billed, reminded of, asked for at providers, expired.

use crate::dues::acts::run::{self, CARRY_ON};
use crate::dues::acts::{balance, online, remind};
use crate::dues::store::{money, runs};
use crate::platform::jobs::{self, Outcome};
use crate::platform::rounds::Round;
use crate::platform::settings;
use crate::platform::tools::Tools;
use crate::platform::workers::Task;

/// The rounds, the billing of a year, and what is asked at providers.
#[must_use]
pub fn tasks(tools: &Tools) -> Vec<Task> {
    let remind =
        Round::new(10, "dues.remind", "dues reminders").batches(remind::is_due, remind::batch);
    let expire = Round::new(6 * 60, "dues.expire", "dues").each(
        |conn, now| {
            let today = settings::today(conn, now)?;
            money::expired(conn, today)
        },
        |tx, lot| balance::expire(tx, lot),
    );
    // A run that was resumed in the moment its worker stopped, or whose job was given up.
    let left = Round::new(5, "dues.left", "dues run").each(
        |conn, _| runs::running(conn),
        |tx, id| jobs::restart(tx, CARRY_ON, id.as_str(), id),
    );
    let db = tools.db.clone();
    let carry_on = move |job: jobs::JobRow| {
        let db = db.clone();
        async move {
            match serde_json::from_str(&job.payload) {
                Ok(id) => Outcome::of(run::carry_on(&db, &id).await),
                Err(error) => Outcome::Failed(error.to_string()),
            }
        }
    };
    let (config, asking) = (tools.config.clone(), tools.clone());
    let ask = Task::alone(
        5,
        "dues.online",
        move |conn, now| online::is_due(conn, &config, now),
        move |_| {
            let Tools {
                db, clock, config, ..
            } = asking.clone();
            async move { Outcome::of(online::run(&db, &config, clock.now()).await) }
        },
    );
    vec![
        remind.into(),
        expire.into(),
        left.into(),
        Task::job(CARRY_ON, carry_on),
        ask,
    ]
}
