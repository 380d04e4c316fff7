//! Recovery codes: each opens an account once where the second factor is lost. Only their hashes are stored.

use diesel::prelude::*;

use crate::kernel::Moment;
use crate::kernel::id::PersonId;
use crate::platform::db::{Conn, Fault};
use crate::schema::recovery_codes;

/// Replaces all recovery codes by these hashes.
pub fn set_recovery_codes(conn: &mut Conn, id: &PersonId, hashes: &[String]) -> Result<(), Fault> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::person_id.eq(id))).execute(conn)?;
    for hash in hashes {
        diesel::insert_into(recovery_codes::table)
            .values((
                recovery_codes::person_id.eq(id),
                recovery_codes::code_hash.eq(hash),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Uses up a recovery code; whether it was good.
pub fn use_recovery_code(
    conn: &mut Conn,
    id: &PersonId,
    hash: &str,
    at: Moment,
) -> Result<bool, Fault> {
    let used = diesel::update(
        recovery_codes::table
            .filter(recovery_codes::person_id.eq(id))
            .filter(recovery_codes::code_hash.eq(hash))
            .filter(recovery_codes::used_at.is_null()),
    )
    .set(recovery_codes::used_at.eq(at))
    .execute(conn)?;
    Ok(used == 1)
}

/// Recovery codes not used yet.
pub fn recovery_codes_left(conn: &mut Conn, id: &PersonId) -> Result<i64, Fault> {
    Ok(recovery_codes::table
        .filter(recovery_codes::person_id.eq(id))
        .filter(recovery_codes::used_at.is_null())
        .count()
        .get_result(conn)?)
}

/// The hashes of the recovery codes not used yet.
pub fn open_recovery_codes(conn: &mut Conn, id: &PersonId) -> Result<Vec<String>, Fault> {
    Ok(recovery_codes::table
        .filter(recovery_codes::person_id.eq(id))
        .filter(recovery_codes::used_at.is_null())
        .order(recovery_codes::code_hash)
        .select(recovery_codes::code_hash)
        .load(conn)?)
}
