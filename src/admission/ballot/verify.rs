//! Checks that every frozen pack still is what its ballot was decided on.

use crate::admission::ballot::store;
use crate::platform::db::{Conn, Fault};
use crate::platform::secrets::sha256_hex;

/// Goes through every pack: how many there are, and the rows that are not as they were frozen.
///
/// # Errors
/// If the database fails.
pub fn verify(conn: &mut Conn) -> Result<(usize, Vec<String>), Fault> {
    let packs = store::all_packs(conn)?;
    let mut flaws = vec![];
    for (ballot, body, sha256, opened_with) in &packs {
        if sha256_hex(body.as_bytes()) != *sha256 {
            flaws.push(format!(
                "ballot_packs {ballot} was changed after it was frozen"
            ));
        }
        if sha256 != opened_with {
            flaws.push(format!(
                "ballot_packs {ballot} is not what its ballot was opened with"
            ));
        }
    }
    Ok((packs.len(), flaws))
}
