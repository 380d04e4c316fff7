//! What is done about members in the background: copies are made anew, certificates issued.

use crate::membership::acts::certificates::ISSUE;
use crate::membership::issuer::Issuer;
use crate::membership::store::{certificates, copy};
use crate::platform::jobs::{self, Outcome};
use crate::platform::rounds::Round;
use crate::platform::tools::Tools;
use crate::platform::workers::Task;

/// Memberships whose copy is made anew in one write.
const COPIED_AT_ONCE: usize = 200;

/// What members are sorted and found by follows their companies.
#[must_use]
pub fn catch_up() -> Round {
    Round::new(5, "membership.catch_up", "members").some(
        COPIED_AT_ONCE,
        |conn, _| copy::stale(conn),
        copy::catch_up,
    )
}

/// The rounds, and the making of certificates.
#[must_use]
pub fn tasks(tools: &Tools) -> Vec<Task> {
    let issuer = Issuer::of(tools);
    let issue = move |job: jobs::JobRow| {
        let issuer = issuer.clone();
        async move {
            match serde_json::from_str(&job.payload) {
                Ok(id) => Outcome::of(issuer.carry_on(&id).await),
                Err(error) => Outcome::Failed(error.to_string()),
            }
        }
    };
    // A run whose job was given up, or whose worker stopped in the moment it was resumed.
    let left = Round::new(5, "membership.certificates_left", "certificates").each(
        |conn, _| certificates::running(conn),
        |tx, id| jobs::restart(tx, ISSUE, id.as_str(), id),
    );
    vec![catch_up().into(), Task::job(ISSUE, issue), left.into()]
}
