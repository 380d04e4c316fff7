//! Checks that all frozen papers still are what their ballots were decided on.

use crate::ballots::store;
use crate::platform::db::{Conn, Fault};
use crate::platform::secrets::sha256_hex;

/// Goes through all papers: how many there are, and the rows that are not as they were frozen.
///
/// # Errors
/// If the database fails.
pub fn verify(conn: &mut Conn) -> Result<(usize, Vec<String>), Fault> {
    let packs = store::all_packs(conn)?;
    let mut flaws = vec![];
    for (frozen, opened_with) in &packs {
        let ballot = &frozen.ballot_id;
        if sha256_hex(frozen.body.as_bytes()) != frozen.sha256 {
            flaws.push(format!(
                "ballot_packs {ballot} was changed after it was frozen"
            ));
        }
        if frozen.sha256 != *opened_with {
            flaws.push(format!(
                "ballot_packs {ballot} is not what its ballot was opened with"
            ));
        }
    }
    Ok((packs.len(), flaws))
}
