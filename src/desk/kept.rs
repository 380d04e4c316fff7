//! What an administrator finds in no window: an administrator keeps the portal running, which gives no right
//! to what is said behind the back of their own company, or of one from whose case they stepped back.

use crate::admission::{agreement, case};
use crate::ballots;
use crate::expulsion;
use crate::kernel::Actor;
use crate::kernel::id::CaseId;
use crate::motions;
use crate::platform::db::{Conn, Fault};
use crate::platform::{jobs, outbox};
use crate::voting;
use crate::web::Call;

/// Ids of the cases and motions on whose other side this person stands or from which they stepped back, and
/// of whatever else is about one of them: agreements, ballots, sittings that decide it among others, letters
/// about any of these, jobs that do something for it. What has such an id or is about one is kept from them.
///
/// # Errors
/// If the database fails.
pub fn from(conn: &mut Conn, who: &Actor) -> Result<Vec<String>, Fault> {
    let cases: Vec<CaseId> = case::kept_from(conn, who)?;
    let mut kept: Vec<String> = cases.iter().map(ToString::to_string).collect();
    kept.extend(expulsion::kept_from(conn, who)?);
    kept.extend(motions::kept_from(conn, who)?);
    if kept.is_empty() {
        return Ok(kept);
    }
    let agreements = agreement::of_cases(conn, &cases)?;
    kept.extend(agreements.iter().map(ToString::to_string));
    let ballots = voting::ballots_about(conn, &kept)?;
    let sittings = ballots::sittings_of(conn, &ballots)?;
    kept.extend(ballots.iter().map(ToString::to_string));
    kept.extend(sittings.iter().map(ToString::to_string));
    let mails = outbox::about(conn, &kept)?;
    kept.extend(mails.iter().map(ToString::to_string));
    let mut jobs = jobs::keyed(conn, agreement::SEAL, &cases)?;
    jobs.extend(jobs::keyed(conn, outbox::SEND, &mails)?);
    kept.extend(jobs.iter().map(ToString::to_string));
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
