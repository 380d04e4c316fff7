//! Clears away bytes that no row names: uploads whose form was never sent, files that were
//! taken back. In two steps, so that bytes put again at the same moment are not lost: what lay
//! unnamed for a day goes to the trash, from where it is still served; a round that comes half a day
//! later or more deletes it, or puts it back if a row names it by then.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::{Store, rows};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};

/// How long bytes may lie before a row names them.
const GRACE: TimeDelta = TimeDelta::days(1);
/// How long they stay in the trash: longer than a form takes that was being sent when they went there, however
/// soon a round is gone again.
const TRASH: TimeDelta = TimeDelta::hours(12);

/// One round. Returns how many went to the trash.
pub async fn clear_orphans(db: &Db, store: &Store, clock: &Clock) -> Result<usize, Fault> {
    let old = store.list(true).await?;
    let named = named_now(db).await?;
    for lying in &old {
        if named.contains(&lying.sha256) {
            store.restore(&lying.sha256).await?;
        } else if clock.now() - lying.since > TRASH {
            store.empty_trash(&lying.sha256).await?;
        }
    }
    let lying = store.list(false).await?;
    let named = named_now(db).await?;
    let mut cleared = 0;
    for file in lying {
        if clock.now() - file.since > GRACE && !named.contains(&file.sha256) {
            store.to_trash(&file.sha256).await?;
            cleared += 1;
        }
    }
    Ok(cleared)
}

async fn named_now(db: &Db) -> Result<BTreeSet<String>, Fault> {
    db.read(rows::shas).await
}
