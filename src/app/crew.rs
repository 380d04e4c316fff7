//! What the workers of a server do: each room names its tasks.

use super::Parts;
use crate::accounts;
use crate::admission;
use crate::app::subjects::SUBJECTS;
use crate::ballots;
use crate::chamber;
use crate::companies;
use crate::dues;
use crate::expulsion;
use crate::membership;
use crate::platform::db::Fault;
use crate::platform::housekeeping;
use crate::platform::mailer::Mailer;
use crate::platform::postman::Postman;
use crate::platform::runs::Runs;
use crate::platform::workers::{Task, Workers};

/// What is done in the background, room by room.
///
/// # Errors
/// If the mail server's configuration can't be used.
pub fn tasks(parts: &Parts) -> Result<Vec<Task>, Fault> {
    let tools = parts.tools();
    let mailer = Mailer::new(&tools.config, &tools.key, &tools.clock)?;
    let mut tasks = Postman::new(tools.db.clone(), mailer).tasks();
    tasks.extend(housekeeping::tasks(&tools));
    tasks.push(accounts::sweep().into());
    tasks.push(accounts::read_again().into());
    tasks.push(chamber::round().into());
    tasks.push(companies::read_again().into());
    tasks.extend(membership::tasks(&tools));
    tasks.extend(dues::tasks(&tools));
    tasks.extend(admission::tasks(&tools));
    tasks.push(ballots::round(SUBJECTS).into());
    tasks.push(expulsion::round(SUBJECTS).into());
    tasks.extend(runs(parts).tasks());
    Ok(tasks)
}

/// Who does which kind of run on this server.
#[must_use]
pub fn runs(parts: &Parts) -> Runs {
    let tools = parts.tools();
    let runs = Runs::new(&tools.db);
    dues::runs(membership::runs(runs, &tools), &tools)
}

/// The workers of this server, ready to start.
pub fn crew(parts: &Parts) -> Result<Workers, Fault> {
    let (db, clock) = (parts.db.clone(), parts.clock.clone());
    Ok(Workers::new(db, clock, tasks(parts)?))
}
