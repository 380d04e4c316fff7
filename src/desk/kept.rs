//! What an administrator finds in no window: an administrator keeps the portal running, which gives no right
//! to what is said behind the back of their own company.

use crate::admission::case;
use crate::expulsion;
use crate::kernel::Actor;
use crate::platform::db::{Conn, Fault};
use crate::voting;
use crate::web::Call;

/// Ids of the cases and motions on whose other side this person stands or from whose vote they stepped back,
/// and of the ballots on them: whatever is about one of these is kept from them.
///
/// # Errors
/// If the database fails.
fn from(conn: &mut Conn, who: &Actor) -> Result<Vec<String>, Fault> {
    let mut kept: Vec<String> = case::kept_from(conn, who)?
        .iter()
        .map(ToString::to_string)
        .collect();
    kept.extend(expulsion::kept_from(conn, who)?);
    let ballots = voting::ballots_about(conn, &kept)?;
    kept.extend(ballots.iter().map(ToString::to_string));
    Ok(kept)
}

/// The same for who reads a page.
///
/// # Errors
/// If the database fails.
pub async fn from_reader(call: &Call) -> Result<Vec<String>, Fault> {
    let Some(who) = call.actor().cloned() else {
        return Ok(vec![]);
    };
    call.read(move |conn| from(conn, &who)).await
}
