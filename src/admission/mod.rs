//! Admission: from application to member, in one case. `case` holds what happened; `journey` says what
//! may happen next; each step (application, review, visit, ballot, agreement) is a folder of its own.

pub mod agreement;
pub mod application;
pub mod ballot;
pub mod case;
pub mod deadline;
pub mod event;
pub mod journey;
pub mod office;
pub mod people;
pub mod printed;
pub mod rail;
pub mod record;
pub mod review;
pub mod route;
pub mod stage;
pub mod visit;
mod words;

use crate::platform::tools::Tools;
use crate::platform::workers::Task;

/// What is done about applications in the background, step by step.
#[must_use]
pub fn tasks(tools: &Tools) -> Vec<Task> {
    let mut tasks = agreement::tasks(tools);
    let rounds = [
        application::round(),
        case::read_again(),
        review::round(),
        review::ties(),
        visit::round(),
        visit::ties(),
    ];
    tasks.extend(rounds.map(Task::from));
    tasks
}
