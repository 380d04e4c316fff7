//! A form that was pressed twice is done once: the row that a done form leaves, in the same
//! transaction as what it did. Whoever finds its own row there does nothing and goes where the first
//! press went. A refused or failed act leaves none.
//!
//! The row is found by a digest that holds the form's random mark, so it can't be told from the row
//! what was posted or by whom. It is part of a backup: an act that is restored keeps its row.
//!
//! A secret ballot doesn't come here: its own row of who took part already makes a vote count once,
//! and nothing else about it may be kept.

use std::time::Duration;

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::kernel::{Moment, Who};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::schema::once;

/// How long a page that was left open may still be pressed again without doing it again.
const KEPT: TimeDelta = TimeDelta::days(14);

/// A press of a form, as digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// Of its mark, person, address and all that was posted.
    pub digest: String,
    /// Of the same without what was posted.
    pub page: String,
}

/// Where a done form led, and what it said there. Never a secret: it is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = once, treat_none_as_default_value = false)]
pub struct Done {
    /// The address of the next page.
    pub place: String,
    /// The message for it as JSON; empty for none.
    pub told: String,
}

/// What a form of this digest did before, if it was done.
///
/// # Errors
/// If the database fails.
pub fn find(conn: &mut Conn, digest: &str) -> Result<Option<Done>, Fault> {
    let row = once::table.find(digest).select(Done::as_select());
    Ok(row.first(conn).optional()?)
}

/// Tries to learn what became of a write, with as many seconds between them as were tried.
const TRIES: u64 = 4;
/// However they go, whoever waits for the page hears after so long what is known.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a form of this digest did, after its write's end was lost: the row says whether it was saved. It
/// is asked for in a write, on a new connection, since that gets its turn only once the lost one has
/// ended either way.
///
/// # Errors
/// [`Fault::Unsure`] if the database can't be asked within ten seconds; [`Fault::Away`] if it was not saved.
pub async fn settle(db: &Db, digest: &str) -> Result<Done, Fault> {
    let late = || Fault::Unsure("the database was not back in time".to_owned());
    let looked = tokio::time::timeout(PATIENCE, look_for(db, digest)).await;
    looked.unwrap_or_else(|_| Err(late()))
}

async fn look_for(db: &Db, digest: &str) -> Result<Done, Fault> {
    let mut last = String::new();
    for tried in 0..TRIES {
        tokio::time::sleep(Duration::from_secs(tried)).await;
        let digest = digest.to_owned();
        let look = move |tx: &mut Tx| find(tx.conn(), &digest);
        match db.write(&Who::system("once"), look).await {
            Ok(Some(done)) => return Ok(done),
            Ok(None) => return Err(Fault::Away("the write that was under way is lost".into())),
            Err(fault) => last = fault.to_string(),
        }
    }
    Err(Fault::Unsure(last))
}

/// Keeps that it is done. What the same form did before with other fields is forgotten: whoever goes back
/// and sends that again means it, for it no longer stands.
///
/// # Errors
/// If the database fails; also if the row is there already: ask [`find`] first in the same write.
pub fn keep(tx: &mut Tx, press: &Press, done: &Done) -> Result<(), Fault> {
    let at = tx.now();
    diesel::delete(once::table.filter(once::page.eq(&press.page))).execute(tx.conn())?;
    let (digest, page) = (once::digest.eq(&press.digest), once::page.eq(&press.page));
    diesel::insert_into(once::table)
        .values((digest, page, done, once::at.eq(at)))
        .execute(tx.conn())?;
    Ok(())
}

/// Forms that were done longer ago than a page is pressed again, at most so many.
///
/// # Errors
/// If the database fails.
pub fn stale(conn: &mut Conn, now: Moment, most: i64) -> Result<Vec<String>, Fault> {
    Ok(once::table
        .filter(once::at.lt(now - KEPT))
        .limit(most)
        .select(once::digest)
        .load(conn)?)
}

/// Forgets these.
///
/// # Errors
/// If the database fails.
pub fn forget(tx: &mut Tx, digests: &[String]) -> Result<usize, Fault> {
    Ok(diesel::delete(once::table.filter(once::digest.eq_any(digests))).execute(tx.conn())?)
}
