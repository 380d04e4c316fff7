//! Where the chamber's settings and publications are kept.

mod texts;
pub mod waits;

use diesel::prelude::*;

pub(super) use texts::insert_text;
pub use texts::{text, text_at, text_in_force, text_versions, texts_changed};

use crate::chamber::rules::{
    CharterInForce, CountingRules, Criteria, CriteriaId, Organ, Purpose, Ranks, Routes, Signatory,
    TimeLimits,
};
use crate::kernel::id::{FileId, Id};
use crate::kernel::{Day, Moment};
use crate::platform::db::{self, Conn, Fault};
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

/// Marker for charter versions.
pub enum CharterKind {}
/// Id of a charter version.
pub type CharterId = Id<CharterKind>;

/// A version of the charter, never changed again.
#[derive(Debug, Clone, PartialEq, Eq, HasQuery, Insertable)]
#[diesel(table_name = charters, treat_none_as_default_value = false)]
pub struct Charter {
    /// Its id.
    pub id: CharterId,
    /// Its version, as people cite it.
    pub version: String,
    /// Its title.
    pub title: String,
    /// When the assembly adopted it.
    pub adopted_on: Day,
    /// The charter as a file.
    #[diesel(column_name = file_id)]
    pub file: Option<FileId>,
    /// The charter as text; may be empty.
    pub body: String,
    /// When it was published here.
    pub published_at: Moment,
    /// By whom.
    pub published_by: String,
}

/// All charter versions, newest first: the first is in force.
pub fn charters(conn: &mut Conn) -> Result<Vec<Charter>, Fault> {
    Ok(Charter::query()
        .order((charters::published_at.desc(), charters::id.desc()))
        .load(conn)?)
}

/// A charter version.
pub fn charter(conn: &mut Conn, id: &CharterId) -> Result<Charter, Fault> {
    Ok(Charter::query().filter(charters::id.eq(id)).first(conn)?)
}

/// The charter that people cite by this version, if it was published here.
pub fn charter_of_version(conn: &mut Conn, version: &str) -> Result<Option<Charter>, Fault> {
    Ok(Charter::query()
        .filter(charters::version.eq(version))
        .first(conn)
        .optional()?)
}

pub(super) fn insert_charter(conn: &mut Conn, charter: &Charter) -> Result<(), Fault> {
    db::insert(conn, charters::table, charter.clone())
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = criteria_versions, treat_none_as_default_value = false)]
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
    let rows: Vec<CriteriaRow> = CriteriaRow::query()
        .filter(criteria_versions::purpose.eq(purpose.word()))
        .order(criteria_versions::number.desc())
        .load(conn)?;
    rows.into_iter().map(CriteriaRow::read).collect()
}

/// The criteria in force: what a case freezes when its review or visit begins.
pub fn criteria_in_force(conn: &mut Conn, purpose: Purpose) -> Result<Criteria, Fault> {
    let row: CriteriaRow = CriteriaRow::query()
        .filter(criteria_versions::purpose.eq(purpose.word()))
        .order(criteria_versions::number.desc())
        .first(conn)?;
    row.read()
}

/// A version of the criteria, in force or not.
pub fn criteria(conn: &mut Conn, id: &CriteriaId) -> Result<Criteria, Fault> {
    let row: CriteriaRow = CriteriaRow::query()
        .filter(criteria_versions::id.eq(id))
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
    db::insert(conn, criteria_versions::table, row)
}
