//! What is done about agreements in the background: reminders, the end of the time to sign, seals.

use crate::admission::agreement::Sealer;
use crate::admission::agreement::acts::{member, seal};
use crate::admission::agreement::store;
use crate::admission::case;
use crate::platform::rounds::Round;
use crate::platform::tools::Tools;
use crate::platform::workers::Task;

/// Goes through every agreement that is out or whose time ran out, then through those that wait for
/// their seal for too long.
#[must_use]
pub fn round() -> Round {
    Round::new(15, "admission.agreements", "agreement worker")
        .each(case::lapsed, member::expire)
        .each(
            |conn, _| store::out(conn),
            |tx, agreement| member::remind(tx, &agreement.case),
        )
        .each(
            |conn, now| store::unsealed(conn, now - seal::LATE),
            seal::retry,
        )
}

/// The round, and the sealing of what both have signed.
#[must_use]
pub fn tasks(tools: &Tools) -> Vec<Task> {
    let sealer = Sealer::of(tools);
    let sealing = Task::job(seal::SEAL, move |job| {
        let sealer = sealer.clone();
        async move { sealer.work(job).await }
    });
    vec![sealing, round().into()]
}
