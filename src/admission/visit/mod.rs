//! The site visit: planned with invitations for calendars, its record written on a phone by several
//! people at once, frozen, signed by each on the same hash; the company reads the facts.
//!
//! ```ignore
//! let summary = visit::summary(conn, &case.id)?;       // for the board pack; `None` until the record is complete
//! let file = visit::photo(conn, &case.id, &photo.id)?; // a photo of it, to serve after your own permission check
//! let mine = visit::tasks_of(conn, &actor.id)?;        // what waits on a visitor
//! visit::round()  // by the clock; running it again does nothing
//! ```

mod acts;
mod forms;
mod letters;
pub mod pages;
pub mod policy;
pub mod rules;
mod store;
mod work;

pub use acts::photos::{Description, add as add_photos};
pub use acts::plan::{cancel, declare, plan, replan};
pub use acts::sign::{comment, freeze, sign};
pub use acts::write::{Saved, save as save_card};
pub use store::visits::{Task, latest, of_person as tasks_of};
pub use work::{round, ties};

use crate::kernel::id::CaseId;
use crate::platform::db::{Conn, Fault};
use crate::platform::files::{self, FileRow};

/// The visit of a case as the board reads it; `None` until its record is complete.
pub fn summary(conn: &mut Conn, case: &CaseId) -> Result<Option<rules::Summary>, Fault> {
    Ok(latest(conn, case)?.as_ref().and_then(rules::Summary::of))
}

/// The file of a photo of the newest visit.
///
/// # Errors
/// `Fault::Missing` if it has none of that id.
pub fn photo(conn: &mut Conn, case: &CaseId, id: &str) -> Result<FileRow, Fault> {
    let visit = latest(conn, case)?.ok_or(Fault::Missing)?;
    let file = store::photos::file(conn, &visit.id, id)?;
    files::find(conn, &file)
}
