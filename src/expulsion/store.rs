//! Queries for motions and their frozen papers.

use diesel::prelude::*;

use crate::chamber::rules::Organ;
use crate::expulsion::rules::{Answer, End, How, Motion, MotionId, Pack};
use crate::kernel::Moment;
use crate::kernel::id::{CompanyId, PersonId};
use crate::membership::rules::MembershipId;
use crate::platform::db::{Conn, Fault};
use crate::platform::secrets::sha256_hex;
use crate::schema::{ballots, expulsion_motions, expulsion_packs};
use crate::voting::rules::BallotId;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = expulsion_motions)]
struct Row {
    id: MotionId,
    number: String,
    membership_id: MembershipId,
    company_id: CompanyId,
    company_name: String,
    organ: String,
    grounds: String,
    brought_by: PersonId,
    brought_name: String,
    brought_at: Moment,
    heard_until: Moment,
    answer: Option<String>,
    answered_by: Option<PersonId>,
    answered_name: Option<String>,
    answered_at: Option<Moment>,
    running: Option<MembershipId>,
    ended_how: Option<String>,
    ended_at: Option<Moment>,
    ended_name: Option<String>,
    ended_why: Option<String>,
}

impl Row {
    fn read(self) -> Result<Motion, Fault> {
        let organ = Organ::from_word(&self.organ)
            .ok_or_else(|| Fault::Broken(format!("motion before `{}`", self.organ)))?;
        let answer = self.answer.zip(self.answered_at).map(|(text, at)| Answer {
            text,
            at,
            by: self.answered_name.unwrap_or_default(),
        });
        let end = match self.ended_how.zip(self.ended_at) {
            Some((word, at)) => Some(End {
                how: How::from_word(&word)
                    .ok_or_else(|| Fault::Broken(format!("motion ended `{word}`")))?,
                at,
                by: self.ended_name.unwrap_or_default(),
                why: self.ended_why.unwrap_or_default(),
            }),
            None => None,
        };
        Ok(Motion {
            id: self.id,
            number: self.number,
            membership: self.membership_id,
            company: self.company_id,
            company_name: self.company_name,
            organ,
            grounds: self.grounds,
            by: self.brought_by,
            by_name: self.brought_name,
            at: self.brought_at,
            heard_until: self.heard_until,
            answer,
            end,
        })
    }
}

fn all(rows: Vec<Row>) -> Result<Vec<Motion>, Fault> {
    rows.into_iter().map(Row::read).collect()
}

/// Writes down a new motion, which runs.
pub fn insert(conn: &mut Conn, motion: &Motion) -> Result<(), Fault> {
    let row = Row {
        id: motion.id.clone(),
        number: motion.number.clone(),
        membership_id: motion.membership.clone(),
        company_id: motion.company.clone(),
        company_name: motion.company_name.clone(),
        organ: motion.organ.word().to_owned(),
        grounds: motion.grounds.clone(),
        brought_by: motion.by.clone(),
        brought_name: motion.by_name.clone(),
        brought_at: motion.at,
        heard_until: motion.heard_until,
        answer: None,
        answered_by: None,
        answered_name: None,
        answered_at: None,
        running: Some(motion.membership.clone()),
        ended_how: None,
        ended_at: None,
        ended_name: None,
        ended_why: None,
    };
    diesel::insert_into(expulsion_motions::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Keeps what the member says.
pub fn set_answer(
    conn: &mut Conn,
    id: &MotionId,
    answer: &Answer,
    by: &PersonId,
) -> Result<(), Fault> {
    diesel::update(expulsion_motions::table.find(id))
        .set((
            expulsion_motions::answer.eq(&answer.text),
            expulsion_motions::answered_by.eq(by),
            expulsion_motions::answered_name.eq(&answer.by),
            expulsion_motions::answered_at.eq(answer.at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes down how a motion ended.
pub fn set_end(conn: &mut Conn, id: &MotionId, end: &End) -> Result<(), Fault> {
    diesel::update(expulsion_motions::table.find(id))
        .set((
            expulsion_motions::running.eq(None::<String>),
            expulsion_motions::ended_how.eq(end.how.word()),
            expulsion_motions::ended_at.eq(end.at),
            expulsion_motions::ended_name.eq(&end.by),
            expulsion_motions::ended_why.eq(&end.why),
        ))
        .execute(conn)?;
    Ok(())
}

/// A motion.
///
/// # Errors
/// `Fault::Missing` if there is none.
pub fn load(conn: &mut Conn, id: &MotionId) -> Result<Motion, Fault> {
    let row: Row = expulsion_motions::table
        .find(id)
        .select(Row::as_select())
        .first(conn)?;
    row.read()
}

/// All motions about a membership, the newest first.
pub fn of_membership(conn: &mut Conn, id: &MembershipId) -> Result<Vec<Motion>, Fault> {
    let rows = expulsion_motions::table
        .filter(expulsion_motions::membership_id.eq(id))
        .order((
            expulsion_motions::brought_at.desc(),
            expulsion_motions::id.desc(),
        ))
        .select(Row::as_select())
        .load(conn)?;
    all(rows)
}

/// All motions about these companies, the newest first.
pub fn of_companies(conn: &mut Conn, ids: &[CompanyId]) -> Result<Vec<Motion>, Fault> {
    let rows = expulsion_motions::table
        .filter(expulsion_motions::company_id.eq_any(ids.to_vec()))
        .order((
            expulsion_motions::brought_at.desc(),
            expulsion_motions::id.desc(),
        ))
        .select(Row::as_select())
        .load(conn)?;
    all(rows)
}

/// The motions that run, the oldest first.
pub fn running(conn: &mut Conn) -> Result<Vec<Motion>, Fault> {
    let rows = expulsion_motions::table
        .filter(expulsion_motions::running.is_not_null())
        .order((expulsion_motions::brought_at, expulsion_motions::id))
        .select(Row::as_select())
        .load(conn)?;
    all(rows)
}

/// The motions that ended, the last first.
pub fn ended(conn: &mut Conn, most: i64) -> Result<Vec<Motion>, Fault> {
    let rows = expulsion_motions::table
        .filter(expulsion_motions::running.is_null())
        .order((
            expulsion_motions::ended_at.desc(),
            expulsion_motions::id.desc(),
        ))
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    all(rows)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = expulsion_packs)]
struct PackRow {
    ballot_id: BallotId,
    motion_id: MotionId,
    sha256: String,
    body: String,
    made_at: Moment,
}

/// Papers as they were frozen.
#[derive(Debug, Clone)]
pub struct Frozen {
    /// The motion.
    pub motion: MotionId,
    /// The papers.
    pub pack: Pack,
    /// The hash of their text.
    pub sha256: String,
}

impl PackRow {
    fn read(self) -> Result<Frozen, Fault> {
        Ok(Frozen {
            motion: self.motion_id,
            pack: serde_json::from_str(&self.body)?,
            sha256: self.sha256,
        })
    }
}

/// Keeps the text of the papers with its hash.
pub fn add_pack(
    conn: &mut Conn,
    ballot: &BallotId,
    motion: &MotionId,
    (body, sha256): (&str, &str),
    now: Moment,
) -> Result<(), Fault> {
    let row = PackRow {
        ballot_id: ballot.clone(),
        motion_id: motion.clone(),
        sha256: sha256.to_owned(),
        body: body.to_owned(),
        made_at: now,
    };
    diesel::insert_into(expulsion_packs::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// The papers of a ballot.
///
/// # Errors
/// `Fault::Missing` if it is no ballot on a motion.
pub fn pack(conn: &mut Conn, ballot: &BallotId) -> Result<Frozen, Fault> {
    expulsion_packs::table
        .find(ballot)
        .select(PackRow::as_select())
        .first(conn)?
        .read()
}

/// Of these ballots those on motions, with the motion's number; for lists.
///
/// # Errors
/// If the database fails.
pub fn numbers(conn: &mut Conn, ids: &[BallotId]) -> Result<Vec<(BallotId, String)>, Fault> {
    Ok(expulsion_packs::table
        .inner_join(expulsion_motions::table)
        .filter(expulsion_packs::ballot_id.eq_any(ids.to_vec()))
        .select((expulsion_packs::ballot_id, expulsion_motions::number))
        .load(conn)?)
}

/// All frozen papers that are not what they were frozen as, or not what their ballot was opened with;
/// and how many there are.
pub fn spoiled(conn: &mut Conn) -> Result<(usize, Vec<BallotId>), Fault> {
    let packs: Vec<(BallotId, String, String, String)> = expulsion_packs::table
        .inner_join(ballots::table)
        .order(expulsion_packs::ballot_id)
        .select((
            expulsion_packs::ballot_id,
            expulsion_packs::body,
            expulsion_packs::sha256,
            ballots::pack_hash,
        ))
        .load(conn)?;
    let many = packs.len();
    let bad = packs.into_iter().filter(|(_, body, sha256, opened_with)| {
        sha256_hex(body.as_bytes()) != *sha256 || sha256 != opened_with
    });
    Ok((many, bad.map(|(id, ..)| id).collect()))
}
