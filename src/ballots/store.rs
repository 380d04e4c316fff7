//! Queries for sittings and frozen papers.

use diesel::prelude::*;

use crate::kernel::Moment;
use crate::kernel::id::{Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{ballot_packs, ballot_sittings, ballot_ties, ballots};
use crate::voting::rules::BallotId;

/// Marker for sitting ids.
pub enum SittingKind {}
/// Id of a sitting: ballots that were opened together.
pub type SittingId = Id<SittingKind>;

/// Papers as they were frozen.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = ballot_packs, treat_none_as_default_value = false)]
pub struct Frozen {
    /// The ballot they belong to.
    pub ballot_id: BallotId,
    /// The sitting it was opened in.
    pub sitting_id: SittingId,
    /// The hash of their text.
    pub sha256: String,
    /// Their text: what the hash is of.
    pub body: String,
    /// When they were frozen.
    pub made_at: Moment,
}

/// Who voted in a ballot before they came to be on its subject's side, as it was written down, and since
/// when they are.
pub fn ties(conn: &mut Conn, ballot: &BallotId) -> Result<Vec<(PersonId, Moment)>, Fault> {
    Ok(ballot_ties::table
        .filter(ballot_ties::ballot_id.eq(ballot))
        .order(ballot_ties::person_id)
        .select((ballot_ties::person_id, ballot_ties::since))
        .load(conn)?)
}

/// Writes such a tie down.
pub fn add_tie(
    conn: &mut Conn,
    ballot: &BallotId,
    (person, since): &(PersonId, Moment),
) -> Result<(), Fault> {
    diesel::insert_into(ballot_ties::table)
        .values((
            ballot_ties::ballot_id.eq(ballot),
            ballot_ties::person_id.eq(person),
            ballot_ties::since.eq(since),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes down a sitting.
pub fn add_sitting(
    conn: &mut Conn,
    closes_at: Moment,
    by: &PersonId,
    now: Moment,
) -> Result<SittingId, Fault> {
    let id = SittingId::new();
    diesel::insert_into(ballot_sittings::table)
        .values((
            ballot_sittings::id.eq(&id),
            ballot_sittings::closes_at.eq(closes_at),
            ballot_sittings::opened_at.eq(now),
            ballot_sittings::opened_by.eq(by),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Keeps the text of papers with its hash.
pub fn add_pack(conn: &mut Conn, frozen: &Frozen) -> Result<(), Fault> {
    diesel::insert_into(ballot_packs::table)
        .values(frozen)
        .execute(conn)?;
    Ok(())
}

/// The papers of a ballot.
///
/// # Errors
/// `Fault::Missing` if there are none.
pub fn pack(conn: &mut Conn, ballot: &BallotId) -> Result<Frozen, Fault> {
    Ok(ballot_packs::table
        .find(ballot)
        .select(Frozen::as_select())
        .first(conn)?)
}

/// The papers of a subject's newest ballot, if it had one.
///
/// # Errors
/// If the database fails.
pub fn last_pack(conn: &mut Conn, kind: &str, id: &str) -> Result<Option<Frozen>, Fault> {
    Ok(ballot_packs::table
        .inner_join(ballots::table)
        .filter(
            ballots::subject_kind
                .eq(kind)
                .and(ballots::subject_id.eq(id)),
        )
        .order(ballots::round.desc())
        .select(Frozen::as_select())
        .first(conn)
        .optional()?)
}

/// The ballots of a sitting, in the order they were opened.
pub fn in_sitting(conn: &mut Conn, sitting: &SittingId) -> Result<Vec<BallotId>, Fault> {
    Ok(ballot_packs::table
        .filter(ballot_packs::sitting_id.eq(sitting))
        .order(ballot_packs::ballot_id)
        .select(ballot_packs::ballot_id)
        .load(conn)?)
}

/// The sittings in which these ballots were opened.
pub fn sittings_of(conn: &mut Conn, ballots: &[BallotId]) -> Result<Vec<SittingId>, Fault> {
    Ok(ballot_packs::table
        .filter(ballot_packs::ballot_id.eq_any(ballots))
        .select(ballot_packs::sitting_id)
        .distinct()
        .load(conn)?)
}

/// The sittings of which a ballot is neither counted nor annulled.
pub fn running(conn: &mut Conn) -> Result<Vec<SittingId>, Fault> {
    Ok(ballot_packs::table
        .inner_join(ballots::table)
        .filter(
            ballots::closed_at
                .is_null()
                .and(ballots::annulled_at.is_null()),
        )
        .order(ballot_packs::sitting_id)
        .select(ballot_packs::sitting_id)
        .distinct()
        .load(conn)?)
}

/// All frozen papers, each with the hash its ballot was opened with.
pub fn all_packs(conn: &mut Conn) -> Result<Vec<(Frozen, String)>, Fault> {
    Ok(ballot_packs::table
        .inner_join(ballots::table)
        .order(ballot_packs::ballot_id)
        .select((Frozen::as_select(), ballots::pack_hash))
        .load(conn)?)
}
