//! Goes through every ballot and counts it again from its rows: each fact must be vouched for
//! by the audit record, and each frozen result must be what its votes come to.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::facts::{self, Fact};
use super::rows::{BallotRow, ResultRow, SeatRow, VoteRow};
use super::rules::{self, Choice, Counts, Rolls};
use crate::platform::db::{Conn, Fault};
use crate::schema::{audit, ballot_results, ballot_seats, ballot_votes, ballots};

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Table and key of the row.
    pub row: String,
    /// What is wrong with it.
    pub what: String,
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Ballots gone through.
    pub ballots: usize,
    /// Votes gone through, every version.
    pub votes: usize,
    /// What differs; empty if all is well.
    pub flaws: Vec<Flaw>,
}

impl Report {
    fn add(&mut self, row: impl Into<String>, what: impl Into<String>) {
        self.flaws.push(Flaw {
            row: row.into(),
            what: what.into(),
        });
    }
}

/// All rows of one ballot.
struct Whole {
    ballot: BallotRow,
    seats: Vec<SeatRow>,
    votes: Vec<VoteRow>,
    results: Vec<ResultRow>,
}

/// Verifies every ballot.
pub fn verify(conn: &mut Conn) -> Result<Report, Fault> {
    let mut report = Report::default();
    let mut facts = Vec::new();
    for whole in load(conn)? {
        report.ballots += 1;
        report.votes += whole.votes.len();
        facts.extend(whole.facts());
        whole.check_votes(&mut report);
        whole.check_results(&mut report);
    }
    compare(&facts, &vouched(conn)?, &mut report);
    Ok(report)
}

fn load(conn: &mut Conn) -> Result<Vec<Whole>, Fault> {
    let mut seats = by_ballot(
        ballot_seats::table
            .order((ballot_seats::ballot_id, ballot_seats::place))
            .load(conn)?,
        |row: &SeatRow| row.ballot_id.to_string(),
    );
    let mut votes = by_ballot(
        ballot_votes::table
            .order((
                ballot_votes::ballot_id,
                ballot_votes::seat,
                ballot_votes::version,
            ))
            .load(conn)?,
        |row: &VoteRow| row.ballot_id.to_string(),
    );
    let mut results = by_ballot(
        ballot_results::table
            .order((ballot_results::ballot_id, ballot_results::seq))
            .load(conn)?,
        |row: &ResultRow| row.ballot_id.to_string(),
    );
    let rows: Vec<BallotRow> = ballots::table.order(ballots::id).load(conn)?;
    let mut all = Vec::new();
    for ballot in rows {
        let id = ballot.id.as_str();
        all.push(Whole {
            seats: seats.remove(id).unwrap_or_default(),
            votes: votes.remove(id).unwrap_or_default(),
            results: results.remove(id).unwrap_or_default(),
            ballot,
        });
    }
    Ok(all)
}

fn by_ballot<R>(rows: Vec<R>, id: impl Fn(&R) -> String) -> BTreeMap<String, Vec<R>> {
    let mut map: BTreeMap<String, Vec<R>> = BTreeMap::new();
    for row in rows {
        map.entry(id(&row)).or_default().push(row);
    }
    map
}

/// Facts by ballot, act and digest, with the row each should stand in and the audit row that says so.
type Vouched = BTreeMap<(String, String, String), (String, i64)>;

/// What the audit record vouches for.
fn vouched(conn: &mut Conn) -> Result<Vouched, Fault> {
    let rows: Vec<(i64, String, String, Option<String>)> = audit::table
        .filter(audit::subject_kind.eq(facts::KIND))
        .order(audit::seq)
        .select((audit::seq, audit::subject_id, audit::act, audit::after_json))
        .load(conn)?;
    let mut vouched = BTreeMap::new();
    for (seq, ballot, act, after) in rows {
        let after: serde_json::Value = serde_json::from_str(after.as_deref().unwrap_or("null"))?;
        let roll = after["roll"].as_array().into_iter().flatten();
        let row = facts::row_of(&ballot, &act, &after["about"]);
        for digest in roll.chain([&after["digest"]]).filter_map(|d| d.as_str()) {
            vouched.insert(
                (ballot.clone(), act.clone(), digest.to_owned()),
                (row.clone(), seq),
            );
        }
    }
    Ok(vouched)
}

fn compare(facts: &[Fact], vouched: &Vouched, report: &mut Report) {
    let mut seen = BTreeSet::new();
    let mut changed = BTreeSet::new();
    for fact in facts {
        let key = (
            fact.ballot.clone(),
            fact.act.to_owned(),
            fact.digest.clone(),
        );
        if !vouched.contains_key(&key) {
            report.add(
                &fact.row,
                format!("differs from what the audit record says ({})", fact.act),
            );
            changed.insert((fact.ballot.clone(), fact.act));
        }
        seen.insert(key);
    }
    for ((ballot, act, digest), (row, seq)) in vouched {
        // A changed row was named above; its old digest needs no second mention.
        let known = changed.iter().any(|(b, a)| b == ballot && a == act);
        if !known && !seen.contains(&(ballot.clone(), act.clone(), digest.clone())) {
            report.add(
                row,
                format!("is not as audit row {seq} says, or is missing ({act})"),
            );
        }
    }
}

impl Whole {
    fn facts(&self) -> Vec<Fact> {
        let mut facts = vec![facts::opened(&self.ballot)];
        facts.extend(facts::annulled(&self.ballot));
        facts.extend(self.seats.iter().map(facts::enrolled));
        facts.extend(self.seats.iter().filter_map(facts::pack_opened));
        facts.extend(self.seats.iter().filter_map(facts::recused));
        facts.extend(self.votes.iter().map(facts::cast));
        facts.extend(self.results.iter().map(facts::counted));
        facts
    }

    fn check_votes(&self, report: &mut Report) {
        for vote in &self.votes {
            let row = format!("ballot_votes {}", vote.id);
            if facts::cast(vote).digest != vote.digest {
                report.add(&row, "does not have the digest it was cast with");
            }
            if vote.cast_at < self.ballot.opens_at || vote.cast_at >= self.ballot.closes_at {
                report.add(&row, "was cast outside the time of its ballot");
            }
            if self
                .ballot
                .closed_at
                .is_some_and(|closed| vote.cast_at > closed)
            {
                report.add(&row, "was cast after its ballot was closed");
            }
            match self.seats.iter().find(|s| s.seat == vote.seat) {
                Some(seat) if seat.recused_at.is_some() => report.add(&row, "is of a recused seat"),
                Some(seat) if seat.person_id == vote.person_id => {}
                _ => report.add(&row, "was cast by somebody who does not hold its seat"),
            }
        }
        let mut last: BTreeMap<&str, i32> = BTreeMap::new();
        for vote in &self.votes {
            let version = last.entry(&vote.seat).or_insert(0);
            *version += 1;
            if vote.version != *version {
                let row = format!("ballot_votes {}", vote.id);
                report.add(row, "does not follow from the version before it");
            }
        }
    }

    fn check_results(&self, report: &mut Report) {
        let row = format!("ballots {}", self.ballot.id);
        match (self.ballot.closed_at, self.results.first()) {
            (None, None) => {}
            (Some(closed), Some(result)) if result.counted_at == closed => {}
            (Some(_), Some(_)) => report.add(&row, "was not closed when it was counted"),
            (Some(_), None) => report.add(&row, "is closed but has no result"),
            (None, Some(_)) => report.add(&row, "has a result but is not closed"),
        }
        for result in &self.results {
            if let Err(what) = self.recount(result) {
                report.add(
                    format!("ballot_results {} {}", result.ballot_id, result.seq),
                    what,
                );
            }
        }
    }

    fn recount(&self, result: &ResultRow) -> Result<(), String> {
        if result.rule != self.ballot.rule || result.pack_hash != self.ballot.pack_hash {
            return Err("was counted by another rule or on other papers".into());
        }
        let text = |e: serde_json::Error| format!("can't be read: {e}");
        let rule = serde_json::from_str(&result.rule).map_err(text)?;
        let (rolls, counts) = self.again();
        if serde_json::from_str::<Rolls>(&result.rolls).map_err(text)? != rolls {
            return Err(format!(
                "has rolls {}, its seats come to {rolls:?}",
                result.rolls
            ));
        }
        if serde_json::from_str::<Counts>(&result.counts).map_err(text)? != counts {
            return Err(format!(
                "has counts {}, its votes come to {counts:?}",
                result.counts
            ));
        }
        let chair = result.chair().map_err(|e| e.to_string())?;
        let tally = rules::count(&rule, &rolls, &counts, chair).map_err(|e| e.to_string())?;
        if tally.outcome.word() != result.outcome || tally.arithmetic() != result.arithmetic {
            return Err(format!(
                "says {}, it comes to {}",
                result.arithmetic,
                tally.arithmetic()
            ));
        }
        Ok(())
    }

    /// Rolls and counts, made again from the rows alone.
    fn again(&self) -> (Rolls, Counts) {
        let mut counts = Counts::default();
        let mut rolls = Rolls {
            authorised: u64::try_from(self.ballot.authorised).unwrap_or(0),
            ..Rolls::default()
        };
        for seat in &self.seats {
            rolls.roster += 1;
            if seat.recused_at.is_some() {
                rolls.recused += 1;
                continue;
            }
            let Some(vote) = self.votes.iter().rfind(|v| v.seat == seat.seat) else {
                continue;
            };
            rolls.present += 1;
            match Choice::from_word(&vote.choice) {
                Some(Choice::Yes) => counts.yes += 1,
                Some(Choice::No) => counts.no += 1,
                Some(Choice::Abstain) => counts.abstain += 1,
                None => counts.invalid += 1,
            }
        }
        (rolls, counts)
    }
}
