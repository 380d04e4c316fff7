//! Queries for sittings, frozen packs and the reasons of rejections.

use diesel::prelude::*;

use crate::admission::ballot::rules::{Pack, Reason};
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::platform::secrets::sha256_hex;
use crate::schema::{ballot_packs, ballot_reasons, ballot_sittings, ballots};
use crate::voting::rules::BallotId;

/// Marker for sitting ids.
pub enum SittingKind {}
/// Id of a sitting: ballots that were opened together.
pub type SittingId = Id<SittingKind>;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = ballot_packs)]
struct PackRow {
    ballot_id: BallotId,
    case_id: CaseId,
    sitting_id: SittingId,
    sha256: String,
    body: String,
    made_at: Moment,
}

/// A pack as it was frozen.
#[derive(Debug, Clone)]
pub struct Frozen {
    /// The ballot it belongs to.
    pub ballot: BallotId,
    /// The case.
    pub case: CaseId,
    /// The sitting it was opened in.
    pub sitting: SittingId,
    /// The pack.
    pub pack: Pack,
    /// Its text: what the hash is of.
    pub body: String,
    /// The hash of its text.
    pub sha256: String,
    /// When it was frozen.
    pub made_at: Moment,
}

impl Frozen {
    /// Whether the text still has the hash it was frozen with.
    pub fn is_whole(&self) -> bool {
        sha256_hex(self.body.as_bytes()) == self.sha256
    }
}

impl PackRow {
    fn read(self) -> Result<Frozen, Fault> {
        Ok(Frozen {
            ballot: self.ballot_id,
            case: self.case_id,
            sitting: self.sitting_id,
            pack: serde_json::from_str(&self.body)?,
            body: self.body,
            sha256: self.sha256,
            made_at: self.made_at,
        })
    }
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

/// Keeps the text of a pack with its hash.
pub fn add_pack(
    conn: &mut Conn,
    ballot: &BallotId,
    case: &CaseId,
    sitting: &SittingId,
    (body, sha256): (&str, &str),
    now: Moment,
) -> Result<(), Fault> {
    let row = PackRow {
        ballot_id: ballot.clone(),
        case_id: case.clone(),
        sitting_id: sitting.clone(),
        sha256: sha256.to_owned(),
        body: body.to_owned(),
        made_at: now,
    };
    diesel::insert_into(ballot_packs::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// The pack of a ballot.
///
/// # Errors
/// `Fault::Missing` if there is none.
pub fn pack(conn: &mut Conn, ballot: &BallotId) -> Result<Frozen, Fault> {
    ballot_packs::table
        .find(ballot)
        .select(PackRow::as_select())
        .first(conn)?
        .read()
}

/// The pack of a case's newest ballot, if it had one.
pub fn last_pack(conn: &mut Conn, case: &CaseId) -> Result<Option<Frozen>, Fault> {
    let row: Option<PackRow> = ballot_packs::table
        .filter(ballot_packs::case_id.eq(case))
        .order((ballot_packs::made_at.desc(), ballot_packs::ballot_id.desc()))
        .select(PackRow::as_select())
        .first(conn)
        .optional()?;
    row.map(PackRow::read).transpose()
}

/// The ballots of a sitting with their cases, in the order they were opened.
pub fn in_sitting(conn: &mut Conn, sitting: &SittingId) -> Result<Vec<(BallotId, CaseId)>, Fault> {
    Ok(ballot_packs::table
        .filter(ballot_packs::sitting_id.eq(sitting))
        .order(ballot_packs::ballot_id)
        .select((ballot_packs::ballot_id, ballot_packs::case_id))
        .load(conn)?)
}

/// Cases by ballot, for lists.
pub fn cases_of(conn: &mut Conn, ids: &[BallotId]) -> Result<Vec<(BallotId, CaseId)>, Fault> {
    Ok(ballot_packs::table
        .filter(ballot_packs::ballot_id.eq_any(ids.to_vec()))
        .select((ballot_packs::ballot_id, ballot_packs::case_id))
        .load(conn)?)
}

/// Ballots on admission that are neither counted nor annulled, the first to close first.
pub fn running(conn: &mut Conn) -> Result<Vec<(BallotId, SittingId)>, Fault> {
    Ok(ballot_packs::table
        .inner_join(ballots::table)
        .filter(
            ballots::closed_at
                .is_null()
                .and(ballots::annulled_at.is_null()),
        )
        .order((ballots::closes_at, ballots::id))
        .select((ballot_packs::ballot_id, ballot_packs::sitting_id))
        .load(conn)?)
}

/// Ballots on admission that were counted, the newest first.
pub fn counted(conn: &mut Conn, most: i64) -> Result<Vec<BallotId>, Fault> {
    Ok(ballot_packs::table
        .inner_join(ballots::table)
        .filter(ballots::closed_at.is_not_null())
        .order((ballots::closes_at.desc(), ballots::id.desc()))
        .limit(most)
        .select(ballot_packs::ballot_id)
        .load(conn)?)
}

/// Every frozen pack: ballot, text, hash, and the hash its ballot was opened with.
pub fn all_packs(conn: &mut Conn) -> Result<Vec<(BallotId, String, String, String)>, Fault> {
    Ok(ballot_packs::table
        .inner_join(ballots::table)
        .order(ballot_packs::ballot_id)
        .select((
            ballot_packs::ballot_id,
            ballot_packs::body,
            ballot_packs::sha256,
            ballots::pack_hash,
        ))
        .load(conn)?)
}

/// Why a company was turned down, as it was told.
#[derive(Debug, Clone)]
pub struct Told {
    /// The reasons.
    pub reasons: Vec<Reason>,
    /// What the office added.
    pub message: String,
    /// When the letter went out.
    pub at: Moment,
}

/// The reasons given after this ballot, if they were.
pub fn told(conn: &mut Conn, ballot: &BallotId) -> Result<Option<Told>, Fault> {
    let row: Option<(String, String, Moment)> = ballot_reasons::table
        .find(ballot)
        .select((
            ballot_reasons::reasons,
            ballot_reasons::message,
            ballot_reasons::told_at,
        ))
        .first(conn)
        .optional()?;
    row.map(|(reasons, message, at)| {
        Ok(Told {
            reasons: serde_json::from_str(&reasons)?,
            message,
            at,
        })
    })
    .transpose()
}

/// Keeps the reasons given.
pub fn add_told(
    conn: &mut Conn,
    (ballot, case): (&BallotId, &CaseId),
    told: &Told,
    by: &PersonId,
) -> Result<(), Fault> {
    diesel::insert_into(ballot_reasons::table)
        .values((
            ballot_reasons::ballot_id.eq(ballot),
            ballot_reasons::case_id.eq(case),
            ballot_reasons::reasons.eq(serde_json::to_string(&told.reasons)?),
            ballot_reasons::message.eq(&told.message),
            ballot_reasons::told_at.eq(told.at),
            ballot_reasons::told_by.eq(by),
        ))
        .execute(conn)?;
    Ok(())
}
