//! The record of a visit after ISO 19011 §6.5.1, as it is frozen and signed.
//!
//! Its canonical form is JSON with sorted keys and no spaces; what is signed is the hash of that.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Card, CardState, Visit};
use crate::admission::review::rules::Answer;
use crate::admission::stage::Proposal;
use crate::chamber::rules::Criterion;
use crate::kernel::time::{parse_day, parse_moment};
use crate::kernel::{Day, Moment, Say};
use crate::say;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Name and post of each person met, one on each line: `name, post`.
pub fn hosts(text: &str) -> Vec<HostMet> {
    let read = |line: &str| {
        let (name, post) = line
            .trim()
            .split_once([',', '，', '、', '\t'])
            .unwrap_or((line, ""));
        HostMet {
            name: name.trim().to_owned(),
            post: post.trim().to_owned(),
        }
    };
    text.lines()
        .map(read)
        .filter(|host| !host.name.is_empty())
        .collect()
}

/// Something that keeps a record from being frozen: on which card, at which field, and what.
pub type Lack = (Card, &'static str, Say);

/// Reads the cards of a visit into a record.
///
/// # Errors
/// Everything that is missing, at once.
pub fn record(
    visit: &Visit,
    head: RecordHead,
    cards: &BTreeMap<String, CardState>,
    photos: Vec<Photo>,
    zone: Tz,
) -> Result<Record, Vec<Lack>> {
    let empty = CardState::default();
    let card = |card: &Card| cards.get(&card.name()).unwrap_or(&empty);
    let mut lacks = Vec::new();
    let meeting = read_meeting(card(&Card::Meeting), zone, &mut lacks);
    let findings: Vec<Finding> = visit
        .content()
        .list
        .iter()
        .map(|c| read_finding(c, card(&Card::Finding(c.key.clone())), &mut lacks))
        .collect();
    let conclusion = read_conclusion(card(&Card::Conclusion), &mut lacks);
    let visitor = |v: &super::Visitor| RecordVisitor {
        name: v.name.clone(),
        role: v.role.clone(),
        leads: v.leads,
        declared_at: v.declared.as_ref().map_or(visit.starts, |d| d.at),
    };
    let ready: Vec<&super::Visitor> = visit.party().filter(|v| v.is_open()).collect();
    if ready.len() < 2 || ready.len() < visit.party().count() {
        lacks.push((Card::Meeting, "visitors", say!("visit-lack-visitors")));
    }
    match (meeting, conclusion) {
        (Some((began, ended, hosts)), Some((proposal, conditions))) if lacks.is_empty() => {
            let address = card(&Card::Meeting).get("address");
            let address = if address.is_empty() {
                &visit.address
            } else {
                address
            };
            Ok(Record {
                head,
                began,
                ended,
                address: address.to_owned(),
                visitors: ready.into_iter().map(visitor).collect(),
                hosts,
                criteria_number: visit.criteria.number,
                findings,
                unseen: card(&Card::Unseen).get("text").to_owned(),
                disagreements: card(&Card::Disagreements).get("text").to_owned(),
                conclusion: proposal,
                conditions,
                statement: card(&Card::Conclusion).get("statement").to_owned(),
                photos,
            })
        }
        _ => Err(lacks),
    }
}

fn read_meeting(
    card: &CardState,
    zone: Tz,
    lacks: &mut Vec<Lack>,
) -> Option<(Moment, Moment, Vec<HostMet>)> {
    let at = |field| parse_moment(card.get(field), zone);
    let (began, ended, met) = (at("began"), at("ended"), hosts(card.get("hosts")));
    let mut lack = |field, say| lacks.push((Card::Meeting, field, say));
    if began.is_none() {
        lack("began", say!("visit-lack-began"));
    }
    if ended.is_none() || ended <= began {
        lack("ended", say!("visit-lack-ended"));
    }
    if met.is_empty() {
        lack("hosts", say!("visit-lack-hosts"));
    }
    Some((began?, ended?, met))
}

fn read_finding(criterion: &Criterion, card: &CardState, lacks: &mut Vec<Lack>) -> Finding {
    let answer = Answer::read(criterion.kind, card.get("answer"));
    let mut lack = |field, say| lacks.push((Card::Finding(criterion.key.clone()), field, say));
    if answer.is_none() && criterion.needed {
        lack("answer", say!("visit-lack-answer"));
    }
    if answer.is_some() && answer != Some(Answer::NotSeen) && card.get("observation").is_empty() {
        lack("observation", say!("visit-lack-observation"));
    }
    Finding {
        criterion: criterion.clone(),
        answer,
        observation: card.get("observation").to_owned(),
        evidence: card.get("evidence").to_owned(),
        by: card.writers.clone(),
    }
}

fn read_conclusion(card: &CardState, lacks: &mut Vec<Lack>) -> Option<(Proposal, Vec<Condition>)> {
    let mut lack = |field, say| lacks.push((Card::Conclusion, field, say));
    let proposal = match card.get("proposal") {
        "pass" => Proposal::Pass,
        "conditions" => Proposal::Conditions,
        "reject" => Proposal::Reject,
        _ => {
            lack("proposal", say!("visit-lack-conclusion"));
            return None;
        }
    };
    let mut conditions = Vec::new();
    for n in 1..=Card::CONDITIONS {
        let (text, due) = (
            card.get(&format!("condition-{n}")),
            card.get(&format!("due-{n}")),
        );
        match parse_day(due) {
            _ if text.is_empty() => {}
            Some(due) => conditions.push(Condition {
                text: text.to_owned(),
                due,
            }),
            None => lack("condition-1", say!("visit-lack-due")),
        }
    }
    if proposal == Proposal::Conditions && conditions.is_empty() {
        lack("condition-1", say!("visit-lack-conditions"));
    }
    if proposal == Proposal::Reject && card.get("statement").is_empty() {
        lack("statement", say!("visit-lack-statement"));
    }
    if proposal != Proposal::Conditions {
        conditions.clear();
    }
    Some((proposal, conditions))
}

#[cfg(test)]
#[path = "record_tests.rs"]
mod tests;
