//! What is done about members in the background: copies are made anew; and the runs that issue
//! certificates and bring registers in.

use crate::membership::acts::import::{Bringing, TakingBack};
use crate::membership::issuer::Issuer;
use crate::membership::store::copy;
use crate::platform::rounds::Round;
use crate::platform::runs::Runs;
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

/// The rounds.
#[must_use]
pub fn tasks(_: &Tools) -> Vec<Task> {
    vec![catch_up().into()]
}

/// Who issues certificates, brings registers in and takes them back.
#[must_use]
pub fn runs(runs: Runs, tools: &Tools) -> Runs {
    runs.on(Issuer::of(tools))
        .on(Bringing::of(tools))
        .on(TakingBack)
}
