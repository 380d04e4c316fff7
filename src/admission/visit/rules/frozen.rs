//! From the cards of a visit to the record that is frozen, or everything that is missing for it.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::plan::wrong_end;
use super::record::{Condition, Finding, HostMet, Photo, Record, RecordHead, RecordVisitor};
use super::{Card, CardState, Visit, Visitor};
use crate::admission::review::rules::Answer;
use crate::admission::stage::Proposal;
use crate::chamber::rules::Criterion;
use crate::kernel::time::{parse_day, parse_moment};
use crate::kernel::{Moment, Say};
use crate::say;

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
    let visitor = |v: &Visitor| RecordVisitor {
        name: v.name.clone(),
        role: v.role.clone(),
        leads: v.leads,
        declared_at: v.declared.as_ref().map_or(visit.starts, |d| d.at),
    };
    let ready: Vec<&Visitor> = visit.party().filter(|v| v.is_open()).collect();
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

/// What is wrong with the end that was typed beside this beginning; nothing as long as either is not there.
pub fn wrong_as_typed(began: &str, ended: &str, zone: Tz) -> Option<Say> {
    let (began, ended) = parse_moment(began, zone).zip(parse_moment(ended, zone))?;
    wrong_end(began, ended)
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
    match began.zip(ended) {
        Some((began, ended)) => {
            if let Some(wrong) = wrong_end(began, ended) {
                lack("ended", wrong);
            }
        }
        None if ended.is_none() => lack("ended", say!("visit-lack-ended")),
        None => {}
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
    // To go and look is what was just done.
    let proposal = Proposal::from_word(card.get("proposal")).filter(|p| *p != Proposal::Visit);
    let Some(proposal) = proposal else {
        lack("proposal", say!("visit-lack-conclusion"));
        return None;
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
#[path = "frozen_tests.rs"]
mod tests;
