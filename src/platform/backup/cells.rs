//! Single values on their way between a database and the archive. Both databases give and take
//! them as the same JSON: whole numbers, truth values, texts, moments like
//! `2026-11-22T12:44:00.123456`, days like `2026-11-22`.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::platform::db::Fault;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// TEXT
    Text,
    /// INTEGER, BIGINT
    Whole,
    /// DOUBLE PRECISION
    Real,
    /// BOOLEAN
    Bool,
    /// TIMESTAMP, UTC
    Moment,
    /// DATE
    Day,
}

/// A value of a column, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(Option<String>),
    Whole(Option<i64>),
    Real(Option<f64>),
    Bool(Option<bool>),
    Moment(Option<NaiveDateTime>),
    Day(Option<NaiveDate>),
}

const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.6f";

impl Kind {
    /// The kind of a column type as either database names it.
    pub(super) fn of(declared: &str) -> Option<Self> {
        Some(match declared.to_ascii_lowercase().as_str() {
            "text" => Self::Text,
            "integer" | "bigint" => Self::Whole,
            "double precision" => Self::Real,
            "boolean" => Self::Bool,
            "timestamp" | "timestamp without time zone" => Self::Moment,
            "date" => Self::Day,
            _ => return None,
        })
    }

    /// What the database says as text, as JSON.
    pub(super) fn to_json(self, text: Option<String>) -> Result<Value, Fault> {
        let Some(text) = text else {
            return Ok(Value::Null);
        };
        let odd = || Fault::Broken(format!("`{text}` is no {self:?}"));
        Ok(match self {
            Self::Text => Value::String(text),
            Self::Whole => text.parse::<i64>().map_err(|_| odd())?.into(),
            Self::Real => text.parse::<f64>().map_err(|_| odd())?.into(),
            Self::Bool => match text.as_str() {
                "1" | "true" | "t" => true.into(),
                "0" | "false" | "f" => false.into(),
                _ => return Err(odd()),
            },
            Self::Moment => {
                let moment = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S%.f");
                moment.map_err(|_| odd())?.format(MOMENT).to_string().into()
            }
            Self::Day => {
                let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|_| odd())?;
                day.to_string().into()
            }
        })
    }

    /// What the archive says, ready to be written.
    pub(super) fn to_cell(self, value: &Value) -> Result<Cell, Fault> {
        let odd = || Fault::Broken(format!("{value} is no {self:?}"));
        let text = || value.as_str().ok_or_else(odd);
        let there = !value.is_null();
        Ok(match self {
            Self::Text => Cell::Text(there.then(|| text().map(str::to_owned)).transpose()?),
            Self::Whole => Cell::Whole(there.then(|| value.as_i64().ok_or_else(odd)).transpose()?),
            Self::Real => Cell::Real(there.then(|| value.as_f64().ok_or_else(odd)).transpose()?),
            Self::Bool => Cell::Bool(there.then(|| value.as_bool().ok_or_else(odd)).transpose()?),
            Self::Moment => {
                let parse = |t| NaiveDateTime::parse_from_str(t, "%Y-%m-%dT%H:%M:%S%.f");
                let read = || text().and_then(|t| parse(t).map_err(|_| odd()));
                Cell::Moment(there.then(read).transpose()?)
            }
            Self::Day => {
                let read = || text().and_then(|t| t.parse().map_err(|_| odd()));
                Cell::Day(there.then(read).transpose()?)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_words_become_the_same_json_and_come_back() {
        for (kind, words, json) in [
            (Kind::Bool, ["1", "true"], "true"),
            (Kind::Whole, ["-7", "-7"], "-7"),
            (Kind::Real, ["0.10000000000000001", "0.1"], "0.1"),
            (
                Kind::Moment,
                ["2026-11-22 12:44:00.5", "2026-11-22 12:44:00.500000"],
                "\"2026-11-22T12:44:00.500000\"",
            ),
            (Kind::Day, ["2026-11-22", "2026-11-22"], "\"2026-11-22\""),
            (Kind::Text, ["章程", "章程"], "\"章程\""),
        ] {
            for word in words {
                let value = kind.to_json(Some(word.to_owned())).unwrap();
                assert_eq!(value.to_string(), json);
                kind.to_cell(&value).unwrap();
            }
            assert_eq!(kind.to_json(None).unwrap(), Value::Null);
            kind.to_cell(&Value::Null).unwrap();
        }
        assert!(Kind::Whole.to_cell(&"7".into()).is_err());
    }
}
