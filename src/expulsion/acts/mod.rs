//! What is done about motions: brought, answered, withdrawn, decided. Each with its audit row and its
//! mails in the same write. How their ballots run is `crate::ballots`.

pub mod close;
pub mod hear;

use crate::expulsion::letters::WAITED;
use crate::expulsion::rules::{End, How, MOTION, Motion};
use crate::expulsion::store;
use crate::kernel::Moment;
use crate::membership;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::recalled::call_back;
use crate::platform::settings;

/// Whether the membership a motion is about still runs at `now`.
pub fn member_runs(conn: &mut Conn, motion: &Motion, now: Moment) -> Result<bool, Fault> {
    let today = settings::today(conn, now)?;
    Ok(membership::load(conn, &motion.membership)?.is_current(today))
}

/// Ends a motion, with its audit row; the motion as it is then. A reminder to answer that was not sent yet is
/// not sent any more.
fn finish(
    tx: &mut Tx,
    motion: &Motion,
    (how, act): (How, &'static str),
    why: &str,
) -> Result<Motion, Fault> {
    let by = match how {
        How::Withdrawn => tx.actor()?.name.clone(),
        How::Carried | How::Lost | How::Moot => String::new(),
    };
    let end = End {
        how,
        at: tx.now(),
        by,
        why: why.to_owned(),
    };
    store::set_end(tx.conn(), &motion.id, &end)?;
    let entry = Entry::on(MOTION, &motion.id).did(act);
    audit::record(tx, entry.after(&how.word()).why(why))?;
    call_back(tx, &[WAITED], motion.id.as_str())?;
    Ok(Motion {
        end: Some(end),
        ..motion.clone()
    })
}
