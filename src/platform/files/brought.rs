//! What somebody outside the office brings, members and applicants: so many files and bytes a day, whatever
//! becomes of them. It is counted before the bytes go into the store, where they lie for a while even if no
//! row ever names them.

use crate::platform::db::{Fault, Tx};
use crate::platform::limits::{self, Limit};
use crate::say;

const A_DAY: i64 = 24 * 3600;
/// Files that one person may bring a day: an application's papers, three times over.
const FILES: Limit = Limit {
    hits: 120,
    seconds: A_DAY,
};
/// Megabytes that one person may bring a day: an application's forty papers, each as large as it may be.
const MEGABYTES: i64 = 400;
const BYTES: Limit = Limit {
    hits: MEGABYTES << 20,
    seconds: A_DAY,
};

/// Counts files of so many bytes, which whoever acts brings; in a write of its own, before they are stored.
///
/// # Errors
/// `Fault::Refused` if it is more than one person may bring a day: then none of them is counted.
pub fn bring(tx: &mut Tx, sizes: &[usize]) -> Result<(), Fault> {
    let by = tx.actor()?.id.clone();
    let bytes = sizes.iter().sum::<usize>();
    let many = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let files = limits::hits(tx, &format!("papers:{by}"), many(sizes.len()), FILES)?;
    let bytes = limits::hits(tx, &format!("bytes:{by}"), many(bytes), BYTES)?;
    match (files, bytes) {
        (Ok(()), Ok(())) => Ok(()),
        (Err(seconds), _) | (_, Err(seconds)) => Err(say!(
            "platform-file-enough-today",
            files = FILES.hits,
            megabytes = MEGABYTES,
            hours = (seconds + 3599) / 3600
        )
        .into()),
    }
}
