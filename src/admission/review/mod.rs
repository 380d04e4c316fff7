//! The qualification review: criteria frozen into the case, reviewers who declare before they see,
//! their answers and proposals, and the office's conclusion.
//!
//! ```ignore
//! let summary = review::summary(conn, &case.id)?;      // for the board pack: serialisable, `None` without a review
//! let mine = review::tasks_of(conn, &actor.id)?;       // what waits on a reviewer
//! review::round()  // by the clock; running it again does nothing
//! ```

mod acts;
mod forms;
mod letters;
pub mod pages;
pub mod policy;
pub mod rules;
mod store;
mod work;

pub use acts::office::{assign, bars_of, candidates, conclude, open, release, reopen};
pub use acts::reviewer::{declare, save_draft, submit};
pub use forms::declaration;
pub use store::{Task, load, tasks_of};
pub use work::{round, ties};

use crate::kernel::id::CaseId;
use crate::platform::db::{Conn, Fault};

/// The review of a case as the board reads it; `None` if there was none.
///
/// # Errors
/// If the database fails.
pub fn summary(conn: &mut Conn, case: &CaseId) -> Result<Option<rules::Summary>, Fault> {
    Ok(load(conn, case)?.map(|review| review.summary()))
}
