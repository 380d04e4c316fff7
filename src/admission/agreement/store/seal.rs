//! Queries for the seal. Each step is one compare-and-set: one row changed means it is ours.

use diesel::prelude::*;

use super::AgreementId;
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, FileId};
use crate::platform::db::{Conn, Fault};
use crate::schema::agreements as table;
use crate::words;

words! {
    /// How far the seal is.
    pub stored enum SealState {
        /// Not signed by both yet, or from before papers were sealed.
        None = "none";
        /// Signed by both; waits for a worker.
        Signed = "signed";
        /// A worker is at it.
        Sealing = "sealing";
        /// Sealed.
        Sealed = "sealed";
    }
}

impl Seal {
    /// Whether both have signed and it is not sealed yet.
    pub fn is_open(&self) -> bool {
        matches!(self.state, SealState::Signed | SealState::Sealing)
    }
}

impl Default for Seal {
    fn default() -> Self {
        Self {
            state: SealState::None,
            tries: 0,
            trouble: String::new(),
            file: None,
            sha256: None,
            at: None,
        }
    }
}

/// The seal of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = table)]
pub struct Seal {
    /// How far it is.
    #[diesel(column_name = seal_state)]
    pub state: SealState,
    /// How often a worker took it on.
    #[diesel(column_name = seal_tries)]
    pub tries: i32,
    /// Why the last try failed; empty if it did not.
    #[diesel(column_name = seal_trouble)]
    pub trouble: String,
    /// The sealed paper.
    #[diesel(column_name = sealed_id)]
    pub file: Option<FileId>,
    /// Its hash.
    #[diesel(column_name = sealed_sha256)]
    pub sha256: Option<String>,
    /// When it was sealed.
    #[diesel(column_name = sealed_at)]
    pub at: Option<Moment>,
}

/// Both have signed: it waits for a worker.
pub fn wait_for_seal(conn: &mut Conn, id: &AgreementId, now: Moment) -> Result<(), Fault> {
    diesel::update(table::table.find(id))
        .set((
            table::seal_state.eq(SealState::Signed),
            table::seal_since.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// A worker takes it on, if it is not sealed and nobody took it on since it had `tries`.
pub fn begin_sealing(conn: &mut Conn, id: &AgreementId, tries: i32) -> Result<bool, Fault> {
    let open = [SealState::Signed, SealState::Sealing];
    let changed = diesel::update(
        table::table
            .find(id)
            .filter(table::seal_state.eq_any(open))
            .filter(table::seal_tries.eq(tries)),
    )
    .set((
        table::seal_state.eq(SealState::Sealing),
        table::seal_tries.eq(tries + 1),
    ))
    .execute(conn)?;
    Ok(changed == 1)
}

/// The worker that holds it by `tries` brings the sealed paper.
pub fn end_sealing(
    conn: &mut Conn,
    id: &AgreementId,
    tries: i32,
    file: &FileId,
    sha256: &str,
    at: Moment,
) -> Result<bool, Fault> {
    let changed = diesel::update(held(id, tries))
        .set((
            table::seal_state.eq(SealState::Sealed),
            table::seal_trouble.eq(""),
            table::sealed_id.eq(file),
            table::sealed_sha256.eq(sha256),
            table::sealed_at.eq(at),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// The worker that holds it by `tries` could not.
pub fn fail_sealing(conn: &mut Conn, id: &AgreementId, tries: i32, why: &str) -> Result<(), Fault> {
    diesel::update(held(id, tries))
        .set((
            table::seal_state.eq(SealState::Signed),
            table::seal_trouble.eq(why),
        ))
        .execute(conn)?;
    Ok(())
}

#[diesel::dsl::auto_type]
fn held<'a>(id: &'a AgreementId, tries: i32) -> _ {
    let sealing: SealState = SealState::Sealing;
    table::table
        .filter(table::id.eq(id))
        .filter(table::seal_state.eq(sealing))
        .filter(table::seal_tries.eq(tries))
}

/// Cases whose agreement could not be sealed, or waits for its seal since before `late`.
pub fn unsealed(conn: &mut Conn, late: Moment) -> Result<Vec<CaseId>, Fault> {
    let open = [SealState::Signed, SealState::Sealing];
    Ok(table::table
        .filter(table::seal_state.eq_any(open))
        .filter(
            table::seal_trouble
                .ne("")
                .or(table::seal_since.assume_not_null().lt(late)),
        )
        .order(table::id)
        .select(table::case_id)
        .load(conn)?)
}
