//! The completeness check's marks, and the correction lists.

use diesel::prelude::*;

use crate::admission::application::rules::{Check, Item, Mark, Requirement};
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{case_corrections, case_marks};

/// The marks made on one revision.
pub fn marks(
    conn: &mut Conn,
    case: &CaseId,
    revision: u32,
    required: &[Requirement],
) -> Result<Check, Fault> {
    let rows: Vec<(String, bool, String)> = case_marks::table
        .filter(
            case_marks::case_id
                .eq(case)
                .and(case_marks::revision.eq(int(revision))),
        )
        .select((
            case_marks::requirement,
            case_marks::fine,
            case_marks::reason,
        ))
        .load(conn)?;
    let mut check = Check::default();
    for (code, fine, reason) in rows {
        if let Some(requirement) = required.iter().find(|r| r.code() == code) {
            let mark = if fine {
                Mark::Fine
            } else {
                Mark::Missing(reason)
            };
            check.marks.insert(*requirement, mark);
        }
    }
    Ok(check)
}

/// Replaces the marks of one revision.
pub fn set_marks(
    conn: &mut Conn,
    case: &CaseId,
    revision: u32,
    check: &Check,
    by: &PersonId,
    now: Moment,
) -> Result<(), Fault> {
    let mine = case_marks::case_id
        .eq(case)
        .and(case_marks::revision.eq(int(revision)));
    diesel::delete(case_marks::table.filter(mine)).execute(conn)?;
    for (requirement, mark) in &check.marks {
        let (fine, reason) = match mark {
            Mark::Fine => (true, ""),
            Mark::Missing(reason) => (false, reason.as_str()),
        };
        diesel::insert_into(case_marks::table)
            .values((
                case_marks::case_id.eq(case),
                case_marks::revision.eq(int(revision)),
                case_marks::requirement.eq(requirement.code()),
                case_marks::fine.eq(fine),
                case_marks::reason.eq(reason),
                case_marks::marked_at.eq(now),
                case_marks::marked_by.eq(by),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// A correction list.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Its number, from 1.
    pub number: u32,
    /// The revision it is about.
    pub revision: u32,
    /// When it was sent.
    pub made_at: Moment,
    /// The one deadline.
    pub answer_by: Moment,
    /// Everything that is missing.
    pub items: Vec<Item>,
    /// When the applicant sent again.
    pub answered_at: Option<Moment>,
}

/// Every correction list of a case, oldest first.
pub fn corrections(conn: &mut Conn, case: &CaseId) -> Result<Vec<Correction>, Fault> {
    let rows: Vec<(i32, i32, Moment, Moment, String, Option<Moment>)> = case_corrections::table
        .filter(case_corrections::case_id.eq(case))
        .order(case_corrections::number)
        .select((
            case_corrections::number,
            case_corrections::revision,
            case_corrections::made_at,
            case_corrections::answer_by,
            case_corrections::items,
            case_corrections::answered_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(
            |(number, revision, made_at, answer_by, items, answered_at)| {
                Ok(Correction {
                    number: u32::try_from(number).unwrap_or_default(),
                    revision: u32::try_from(revision).unwrap_or_default(),
                    made_at,
                    answer_by,
                    items: serde_json::from_str(&items)?,
                    answered_at,
                })
            },
        )
        .collect()
}

/// The correction list the applicant is to answer now.
pub fn open_correction(conn: &mut Conn, case: &CaseId) -> Result<Option<Correction>, Fault> {
    Ok(corrections(conn, case)?
        .into_iter()
        .rfind(|c| c.answered_at.is_none()))
}

/// Writes a correction list down.
pub fn add_correction(
    conn: &mut Conn,
    case: &CaseId,
    correction: &Correction,
    by: &PersonId,
) -> Result<(), Fault> {
    diesel::insert_into(case_corrections::table)
        .values((
            case_corrections::case_id.eq(case),
            case_corrections::number.eq(int(correction.number)),
            case_corrections::revision.eq(int(correction.revision)),
            case_corrections::made_at.eq(correction.made_at),
            case_corrections::made_by.eq(by),
            case_corrections::answer_by.eq(correction.answer_by),
            case_corrections::items.eq(serde_json::to_string(&correction.items)?),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves the answers to a correction list.
pub fn save_answers(conn: &mut Conn, case: &CaseId, correction: &Correction) -> Result<(), Fault> {
    diesel::update(case_corrections::table.find((case, int(correction.number))))
        .set((
            case_corrections::items.eq(serde_json::to_string(&correction.items)?),
            case_corrections::answered_at.eq(correction.answered_at),
        ))
        .execute(conn)?;
    Ok(())
}

fn int(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
