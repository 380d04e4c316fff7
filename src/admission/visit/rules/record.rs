//! The record of a visit after ISO 19011 §6.5.1, as it is frozen and signed.
//!
//! Its canonical form is JSON with sorted keys and no spaces; what is signed is the hash of that.

use std::collections::BTreeMap;

use diesel::{Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::admission::review::rules::Answer;
use crate::admission::stage::Proposal;
use crate::chamber::rules::Criterion;
use crate::kernel::{Day, Moment};

/// Who and what the record is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordHead {
    /// The case's number.
    pub case: String,
    /// The company.
    pub company: String,
    /// The visit's number within the case.
    pub visit: i32,
    /// Why it was made.
    pub purpose: String,
    /// Planned from.
    pub planned_from: Moment,
    /// Planned until.
    pub planned_until: Moment,
}

/// A visitor in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordVisitor {
    /// Name.
    pub name: String,
    /// Role on the visit.
    pub role: String,
    /// Whether they led it.
    pub leads: bool,
    /// When they declared that they have no conflict of interest.
    pub declared_at: Moment,
}

/// Somebody the visitors met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostMet {
    /// Name.
    pub name: String,
    /// Post; may be empty.
    pub post: String,
}

/// What was found on one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The criterion as it was frozen into the visit.
    pub criterion: Criterion,
    /// The rating; `None` where none is needed and none was given.
    pub answer: Option<Answer>,
    /// What was seen and heard.
    pub observation: String,
    /// What shows it.
    pub evidence: String,
    /// Who wrote it.
    pub by: Vec<String>,
}

/// A photo in the record.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable,
)]
#[diesel(table_name = crate::schema::visit_photos, treat_none_as_default_value = false)]
pub struct Photo {
    /// Its id, for its address.
    pub id: String,
    /// SHA-256 of the original.
    pub sha256: String,
    /// What it shows.
    pub caption: String,
    /// Key of the criterion it belongs to; may be empty.
    pub criterion: String,
    /// When the camera says it was taken.
    pub taken_at: Option<Moment>,
    /// When it came in.
    pub uploaded_at: Moment,
    /// Who brought it.
    #[diesel(column_name = uploaded_by)]
    pub by: String,
}

/// A condition with its date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// What has to be done.
    pub text: String,
    /// Until when.
    pub due: Day,
}

/// The record of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Who and what it is about.
    pub head: RecordHead,
    /// When the visit began.
    pub began: Moment,
    /// When it ended.
    pub ended: Moment,
    /// Where it was.
    pub address: String,
    /// Who visited.
    pub visitors: Vec<RecordVisitor>,
    /// Whom they met.
    pub hosts: Vec<HostMet>,
    /// Which version of the criteria.
    pub criteria_number: i32,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What could not be seen; may be empty.
    pub unseen: String,
    /// Where the visitors disagree; may be empty.
    pub disagreements: String,
    /// Admit, admit with conditions, or not.
    pub conclusion: Proposal,
    /// The conditions.
    pub conditions: Vec<Condition>,
    /// The conclusion in words; may be empty.
    pub statement: String,
    /// The photos.
    pub photos: Vec<Photo>,
}

impl Record {
    /// Its one form: JSON with sorted keys and no spaces.
    ///
    /// # Errors
    /// Never for a record that came from [`record`].
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        Ok(sorted(serde_json::to_value(self)?).to_string())
    }

    /// The photos that belong to a criterion.
    pub fn photos_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Photo> {
        self.photos.iter().filter(move |p| p.criterion == key)
    }
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let ordered: BTreeMap<String, Value> = map
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect();
            Value::Object(ordered.into_iter().collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(sorted).collect()),
        plain => plain,
    }
}
