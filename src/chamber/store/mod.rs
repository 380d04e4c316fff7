//! Where the chamber's settings and publications are kept.

mod texts;

use diesel::prelude::*;

pub(super) use texts::insert_text;
pub use texts::{text, text_at, text_in_force, text_versions, texts_changed};

use crate::chamber::rules::{
    Charter, CharterId, CharterInForce, CountingRules, Criteria, CriteriaId, Organ, Purpose, Ranks,
    Routes, Signatory, TimeLimits,
};
use crate::kernel::id::FileId;
use crate::kernel::{Day, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::settings::{self, Setting};
use crate::schema::{charters, criteria_versions};
use crate::voting::rules::CountingRule;

impl Setting for Ranks {
    const KEY: &'static str = "ranks";
}
impl Setting for Routes {
    const KEY: &'static str = "routes";
}
impl Setting for TimeLimits {
    const KEY: &'static str = "time_limits";
}
impl Setting for CharterInForce {
    const KEY: &'static str = "charter";
}
impl Setting for CountingRules {
    const KEY: &'static str = "counting";
}
impl Setting for Signatory {
    const KEY: &'static str = "signatory";
}

/// The ranks.
pub fn ranks(conn: &mut Conn) -> Result<Ranks, Fault> {
    settings::get(conn)
}

/// Who signs for the chamber.
pub fn signatory(conn: &mut Conn) -> Result<Signatory, Fault> {
    settings::get(conn)
}

/// How this organ counts when it decides on an admission.
pub fn counting(conn: &mut Conn, organ: Organ) -> Result<CountingRule, Fault> {
    Ok(settings::get::<CountingRules>(conn)?.admission_by(organ))
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = charters)]
struct CharterRow {
    id: CharterId,
    version: String,
    title: String,
    adopted_on: Day,
    file_id: Option<FileId>,
    body: String,
    published_at: Moment,
    published_by: String,
}

impl From<CharterRow> for Charter {
    fn from(row: CharterRow) -> Self {
        Self {
            id: row.id,
            version: row.version,
            title: row.title,
            adopted_on: row.adopted_on,
            file: row.file_id,
            body: row.body,
            published_at: row.published_at,
            published_by: row.published_by,
        }
    }
}

/// All charter versions, newest first: the first is in force.
pub fn charters(conn: &mut Conn) -> Result<Vec<Charter>, Fault> {
    let rows: Vec<CharterRow> = charters::table
        .order((charters::published_at.desc(), charters::id.desc()))
        .select(CharterRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Charter::from).collect())
}

/// A charter version.
pub fn charter(conn: &mut Conn, id: &CharterId) -> Result<Charter, Fault> {
    let row: CharterRow = charters::table
        .find(id)
        .select(CharterRow::as_select())
        .first(conn)?;
    Ok(row.into())
}

/// The charter that people cite by this version, if it was published here.
pub fn charter_of_version(conn: &mut Conn, version: &str) -> Result<Option<Charter>, Fault> {
    let row: Option<CharterRow> = charters::table
        .filter(charters::version.eq(version))
        .select(CharterRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Charter::from))
}

pub(super) fn insert_charter(conn: &mut Conn, charter: &Charter) -> Result<(), Fault> {
    let row = CharterRow {
        id: charter.id.clone(),
        version: charter.version.clone(),
        title: charter.title.clone(),
        adopted_on: charter.adopted_on,
        file_id: charter.file.clone(),
        body: charter.body.clone(),
        published_at: charter.published_at,
        published_by: charter.published_by.clone(),
    };
    diesel::insert_into(charters::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = criteria_versions)]
struct CriteriaRow {
    id: CriteriaId,
    purpose: String,
    number: i32,
    content: String,
    changes: String,
    published_at: Moment,
    published_by: String,
}

impl CriteriaRow {
    fn read(self) -> Result<Criteria, Fault> {
        let purpose = Purpose::from_word(&self.purpose)
            .ok_or_else(|| Fault::Broken(format!("criteria for `{}`", self.purpose)))?;
        Ok(Criteria {
            id: self.id,
            purpose,
            number: self.number,
            content: serde_json::from_str(&self.content)?,
            changes: self.changes,
            published_at: self.published_at,
            published_by: self.published_by,
        })
    }
}

/// All versions of the criteria, newest first; there is always one.
pub fn criteria_versions(conn: &mut Conn, purpose: Purpose) -> Result<Vec<Criteria>, Fault> {
    let rows: Vec<CriteriaRow> = criteria_versions::table
        .filter(criteria_versions::purpose.eq(purpose.word()))
        .order(criteria_versions::number.desc())
        .select(CriteriaRow::as_select())
        .load(conn)?;
    rows.into_iter().map(CriteriaRow::read).collect()
}

/// The criteria in force: what a case freezes when its review or visit begins.
pub fn criteria_in_force(conn: &mut Conn, purpose: Purpose) -> Result<Criteria, Fault> {
    let row: CriteriaRow = criteria_versions::table
        .filter(criteria_versions::purpose.eq(purpose.word()))
        .order(criteria_versions::number.desc())
        .select(CriteriaRow::as_select())
        .first(conn)?;
    row.read()
}

/// A version of the criteria, in force or not.
pub fn criteria(conn: &mut Conn, id: &CriteriaId) -> Result<Criteria, Fault> {
    let row: CriteriaRow = criteria_versions::table
        .find(id)
        .select(CriteriaRow::as_select())
        .first(conn)?;
    row.read()
}

pub(super) fn insert_criteria(conn: &mut Conn, criteria: &Criteria) -> Result<(), Fault> {
    let row = CriteriaRow {
        id: criteria.id.clone(),
        purpose: criteria.purpose.word().to_owned(),
        number: criteria.number,
        content: serde_json::to_string(&criteria.content)?,
        changes: criteria.changes.clone(),
        published_at: criteria.published_at,
        published_by: criteria.published_by.clone(),
    };
    diesel::insert_into(criteria_versions::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}
