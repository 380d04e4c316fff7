//! Queries for the packs of cases and the reasons of rejections.

use diesel::prelude::*;

use crate::admission::ballot::rules::{Pack, Reason};
use crate::admission::case::KIND;
use crate::ballots;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::{Moment, text};
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::Condition;
use crate::schema::{self, ballot_reasons, cases};
use crate::voting;
use crate::voting::rules::BallotId;

/// The rounds on cases that a search finds.
pub fn finds(search: &str) -> Condition<schema::ballots::table> {
    let kind = schema::ballots::subject_kind.eq(KIND);
    let mut all: Condition<schema::ballots::table> = Box::new(kind);
    for pattern in text::patterns(search) {
        let found = cases::table.filter(cases::search.like(pattern));
        let found = schema::ballots::subject_id.eq_any(found.select(cases::id));
        all = Box::new(all.and(found));
    }
    all
}

/// A pack as it was frozen.
#[derive(Debug, Clone)]
pub struct Frozen {
    /// The ballot it belongs to.
    pub ballot: BallotId,
    /// The case.
    pub case: CaseId,
    /// The pack.
    pub pack: Pack,
    /// The hash of its text.
    pub sha256: String,
    /// When it was frozen.
    pub made_at: Moment,
}

impl Frozen {
    /// The pack of a ballot on a case.
    ///
    /// # Errors
    /// `Fault::Missing` if there is none.
    pub fn of(conn: &mut Conn, ballot: &BallotId) -> Result<Self, Fault> {
        let id = voting::ballot(conn, ballot)?.subject_id;
        let case = id.parse().map_err(|_| Fault::Missing)?;
        let frozen = ballots::pack(conn, ballot)?;
        Self::read(frozen, case)
    }

    fn read(frozen: ballots::Frozen, case: CaseId) -> Result<Self, Fault> {
        Ok(Self {
            pack: serde_json::from_str(&frozen.body)?,
            ballot: frozen.ballot_id,
            case,
            sha256: frozen.sha256,
            made_at: frozen.made_at,
        })
    }
}

/// The pack of a case's newest ballot, if it had one.
pub fn last_pack(conn: &mut Conn, case: &CaseId) -> Result<Option<Frozen>, Fault> {
    let frozen = ballots::last_pack(conn, KIND, case.as_str())?;
    let read = |frozen| Frozen::read(frozen, case.clone());
    frozen.map(read).transpose()
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
