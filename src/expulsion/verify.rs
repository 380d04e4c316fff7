//! Checks that every motion ended as its ballot says.

use crate::expulsion::rules::{How, KIND};
use crate::expulsion::store;
use crate::membership;
use crate::membership::rules::standing::Ending;
use crate::platform::db::{Conn, Fault};
use crate::voting;

/// Most motions gone through: all that a chamber ever has.
const ALL: i64 = i64::MAX;

/// Goes through the motions that ended: how many motions there are, and the rows that don't fit.
///
/// # Errors
/// If the database fails.
pub fn verify(conn: &mut Conn) -> Result<(usize, Vec<String>), Fault> {
    let ended = store::ended(conn, ALL)?;
    let many = ended.len() + store::running(conn)?.len();
    let mut flaws = vec![];
    for motion in ended {
        let Some(end) = &motion.end else { continue };
        if !matches!(end.how, How::Carried | How::Lost) {
            continue;
        }
        let ballot = voting::rounds(conn, KIND, motion.id.as_str())?.pop();
        let decided = match &ballot {
            Some(ballot) => voting::result(conn, &ballot.id, ballot.closes_at)?,
            None => None,
        };
        if decided.as_ref().and_then(How::of) != Some(end.how) {
            flaws.push(format!(
                "expulsion_motions {} did not end as its ballot says",
                motion.id
            ));
        }
        let named = format!("{} · ", motion.number);
        let events = membership::events(conn, &motion.membership)?;
        let expelled = events
            .iter()
            .any(|e| e.kind == Ending::Expelled.word() && e.detail.starts_with(&named));
        if expelled != (end.how == How::Carried) {
            flaws.push(format!(
                "expulsion_motions {} and the member's history differ",
                motion.id
            ));
        }
    }
    Ok((many, flaws))
}
