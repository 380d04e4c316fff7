//! What of dues waits on somebody, for the page that their day begins with.

use crate::dues::policy::{DecideRelief, HandleDues};
use crate::dues::store::waiting::waiting;
use crate::kernel::{Act, Actor, Say};
use crate::platform::db::{Conn, Fault};
use crate::say;

/// Something that waits on the reader.
pub struct Task {
    /// What, and how much of it.
    pub what: Say,
    /// Where it is done.
    pub href: &'static str,
}

/// What waits on this person: nothing for who neither handles dues nor decides on relief.
///
/// # Errors
/// If the database fails.
pub fn waits_on(conn: &mut Conn, who: &Actor) -> Result<Vec<Task>, Fault> {
    let (handles, decides) = (HandleDues::allows(who, &()), DecideRelief::allows(who, &()));
    if !handles && !decides {
        return Ok(vec![]);
    }
    let found = waiting(conn)?;
    let (slips, lines, differing) = (found.slips, found.lines, found.differing);
    let all = [
        (
            handles,
            differing,
            say!("dues-today-differing", count = differing),
            "/desk/dues",
        ),
        (
            handles,
            slips,
            say!("dues-today-slips", count = slips),
            "/desk/dues",
        ),
        (
            handles,
            lines,
            say!("dues-today-lines", count = lines),
            "/desk/dues/bank",
        ),
        (
            decides,
            found.requests,
            say!("dues-today-requests", count = found.requests),
            "/desk/dues",
        ),
    ];
    let mine = all
        .into_iter()
        .filter(|(mine, many, ..)| *mine && *many > 0);
    Ok(mine.map(|(_, _, what, href)| Task { what, href }).collect())
}
