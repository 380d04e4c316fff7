//! Queries of dues: standards here; invoices, money, the ledger, papers and figures beside it.

pub mod again;
pub mod bank;
pub mod candidates;
pub mod due;
pub mod early;
pub mod entered;
pub mod exact;
pub mod figures;
pub mod fiscal;
pub mod invoices;
pub mod leave;
pub mod ledger;
pub mod list;
pub mod money;
pub mod online;
pub mod paid;
pub mod papers;
pub mod refunds;
pub mod reminders;
pub mod returned;
pub mod waiting;
pub mod went;

use diesel::prelude::*;

use crate::dues::rules::StandardId;
use crate::dues::rules::run::Terms;
use crate::dues::rules::standard::{AdoptedBy, Quotes, Standard, in_force};
use crate::kernel::id::FileId;
use crate::kernel::{Day, Fen, Moment};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::platform::settings;
use crate::schema::{dues_levels, dues_standards};

/// A sum of a BIGINT column as a whole number on both databases.
pub(super) fn sum_of(column: &str) -> diesel::expression::SqlLiteral<diesel::sql_types::BigInt> {
    diesel::dsl::sql(&format!("CAST(COALESCE(SUM({column}), 0) AS BIGINT)"))
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = dues_standards, treat_none_as_default_value = false)]
struct StandardRow {
    id: StandardId,
    name: String,
    resolution: String,
    organ: AdoptedBy,
    adopted_on: Day,
    valid_from: Day,
    joining_fee: i64,
    by_name: String,
    created_at: Moment,
    paper_id: Option<FileId>,
}

/// All standards, the newest first.
pub fn standards(conn: &mut Conn) -> Result<Vec<Standard>, Fault> {
    let rows: Vec<StandardRow> = StandardRow::query()
        .order(dues_standards::valid_from.desc())
        .load(conn)?;
    let levels: Vec<(StandardId, String, i64)> = dues_levels::table
        .order((dues_levels::fee, dues_levels::rank))
        .select((
            dues_levels::standard_id,
            dues_levels::rank,
            dues_levels::fee,
        ))
        .load(conn)?;
    let whole = |row: StandardRow| Standard {
        levels: levels
            .iter()
            .filter(|(id, ..)| *id == row.id)
            .map(|(_, rank, fee)| (rank.clone(), Fen(*fee)))
            .collect(),
        id: row.id,
        name: row.name,
        resolution: row.resolution,
        organ: row.organ,
        adopted_on: row.adopted_on,
        valid_from: row.valid_from,
        joining_fee: Fen(row.joining_fee),
        by: row.by_name,
        paper: row.paper_id,
    };
    Ok(rows.into_iter().map(whole).collect())
}

/// One of them.
///
/// # Errors
/// `Fault::Missing` if there is no such standard.
pub fn standard(conn: &mut Conn, id: &StandardId) -> Result<Standard, Fault> {
    let mut all = standards(conn)?.into_iter();
    all.find(|one| one.id == *id).ok_or(Fault::Missing)
}

/// Names the paper of a standard that had none.
pub fn set_paper(conn: &mut Conn, id: &StandardId, paper: &FileId) -> Result<(), Fault> {
    diesel::update(dues_standards::table.find(id))
        .set(dues_standards::paper_id.eq(paper))
        .apply(conn)
}

/// What each rank costs whoever joins on a day.
pub fn quotes(conn: &mut Conn, day: Day) -> Result<Quotes, Fault> {
    Ok(Quotes {
        standard: in_force(&standards(conn)?, day).cloned(),
        rules: settings::get(conn)?,
        day,
    })
}

/// What runs and the forecast go by.
pub fn terms(conn: &mut Conn) -> Result<Terms, Fault> {
    Ok(Terms {
        rules: settings::get(conn)?,
        standards: standards(conn)?,
    })
}

/// Writes a standard down.
pub fn insert_standard(conn: &mut Conn, new: &Standard, now: Moment) -> Result<(), Fault> {
    let row = StandardRow {
        id: new.id.clone(),
        name: new.name.clone(),
        resolution: new.resolution.clone(),
        organ: new.organ,
        adopted_on: new.adopted_on,
        valid_from: new.valid_from,
        joining_fee: new.joining_fee.0,
        by_name: new.by.clone(),
        created_at: now,
        paper_id: new.paper.clone(),
    };
    db::insert(conn, dues_standards::table, row)?;
    for (rank, fee) in &new.levels {
        diesel::insert_into(dues_levels::table)
            .values((
                dues_levels::standard_id.eq(&new.id),
                dues_levels::rank.eq(rank),
                dues_levels::fee.eq(fee.0),
            ))
            .execute(conn)?;
    }
    Ok(())
}
