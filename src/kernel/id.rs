//! Typed identifiers: a UUIDv7 as text, so that they sort by the time they were made
//! and mean the same on every database. `Id<Case>` and `Id<Person>` can't be mixed up.

use std::{fmt, hash::Hash, marker::PhantomData, str::FromStr};

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The id of a thing of kind `K`; `K` is an empty marker type.
#[derive(AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Id<K: 'static>(String, PhantomData<fn() -> K>);

impl<K> Id<K> {
    /// A new id, later than all before it.
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "a default id would be a different one each time"
    )]
    pub fn new() -> Self {
        Self(uuid::Uuid::now_v7().to_string(), PhantomData)
    }

    /// The id as it stands in URLs and in the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is not a UUID.
#[derive(Debug, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

impl<K> FromStr for Id<K> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let uuid = uuid::Uuid::try_parse(text).map_err(|_| NotAnId)?;
        Ok(Self(uuid.to_string(), PhantomData))
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl<K, DB> ToSql<Text, DB> for Id<K>
where
    DB: Backend,
    String: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<K, DB> FromSql<Text, DB> for Id<K>
where
    DB: Backend,
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(String::from_sql(bytes)?, PhantomData))
    }
}

/// Marker kinds for ids that lower floors already need to name.
pub mod kind {
    /// A human being with (or invited to) an account.
    pub enum Person {}
    /// An organisation, identified by its credit code.
    pub enum Company {}
    /// A stored file.
    pub enum File {}
    /// One company's way in.
    pub enum Case {}
}

/// Id of a person.
pub type PersonId = Id<kind::Person>;
/// Id of a company.
pub type CompanyId = Id<kind::Company>;
/// Id of a stored file.
pub type FileId = Id<kind::File>;
/// Id of an admission case.
pub type CaseId = Id<kind::Case>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_text_and_refuses_what_is_none() {
        let id = PersonId::new();
        assert_eq!(id.as_str().parse::<PersonId>().unwrap(), id);
        assert!("../etc".parse::<PersonId>().is_err());
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let first = PersonId::new();
        assert!(first < PersonId::new());
    }
}
