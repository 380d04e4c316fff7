//! Mails to addresses whose readers asked for nothing: how many one person may cause in a day, and how many
//! one address gets.

use super::short;
use crate::accounts::rules::{MAILS_PER_ADDRESS, MAILS_TO_ONE, MAILS_TO_ONE_FROM_ONE};
use crate::platform::db::{Fault, Tx};
use crate::platform::limits::{self, Limit, network};

fn count(tx: &mut Tx, bucket: &str, limit: Limit) -> Result<(), Fault> {
    limits::hit(tx, bucket, limit)?.map_err(Fault::TooMany)
}

/// Counts a mail to this address that a signed-in person causes, within the act that does. The portal itself
/// may always write.
///
/// # Errors
/// `Fault::TooMany` if they caused as many as they may, or the address got as many as it may.
pub fn may_write(tx: &mut Tx, to: &str, (what, most): (&str, Limit)) -> Result<(), Fault> {
    let Some(me) = tx.who().actor.as_ref().map(|actor| actor.id.clone()) else {
        return Ok(());
    };
    count(tx, &format!("mails:by:{me}:{what}"), most)?;
    let pair = format!("mails:by:{me}:to:{}", short(to));
    count(tx, &pair, MAILS_TO_ONE_FROM_ONE)?;
    count(tx, &format!("mails:to:{}", short(to)), MAILS_TO_ONE)
}

/// Counts a mail to this address that a visitor causes: in a write of its own, so that it counts whatever
/// becomes of the act. The inner error is the seconds to wait.
///
/// # Errors
/// If the database fails.
pub fn count_visitor(tx: &mut Tx, to: &str) -> Result<Result<(), i64>, Fault> {
    let from = short(&network(&tx.who().ip));
    let all = [
        (format!("mails:from:{from}"), MAILS_PER_ADDRESS),
        (
            format!("mails:from:{from}:to:{}", short(to)),
            MAILS_TO_ONE_FROM_ONE,
        ),
        (format!("mails:to:{}", short(to)), MAILS_TO_ONE),
    ];
    for (bucket, limit) in all {
        if let Err(wait) = limits::hit(tx, &bucket, limit)? {
            return Ok(Err(wait));
        }
    }
    Ok(Ok(()))
}
