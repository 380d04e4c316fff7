//! Queries. Choices and counts leave this file only inside [`Closed`], for a ballot whose
//! voting is over, and as a person's own vote; everything else is a roll without answers.

use diesel::prelude::*;

use super::rows::{BallotRow, ResultRow, SeatRow, VoteRow};
use super::rules::{
    self, Ballot, BallotId, Choice, Closed, Counts, MyVote, NamedVote, Outcome, Rolls,
};
use crate::kernel::{Moment, id::PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{ballot_results, ballot_seats, ballot_votes, ballots};

/// A ballot with its roll.
pub fn ballot(conn: &mut Conn, id: &BallotId) -> Result<Ballot, Fault> {
    let row: BallotRow = ballots::table.find(id.as_str()).first(conn)?;
    with_rolls(conn, vec![row])?.pop().ok_or(Fault::Missing)
}

/// Every round about a subject, the first one first.
pub fn rounds(conn: &mut Conn, kind: &str, subject: &str) -> Result<Vec<Ballot>, Fault> {
    let rows = ballots::table
        .filter(
            ballots::subject_kind
                .eq(kind)
                .and(ballots::subject_id.eq(subject)),
        )
        .order(ballots::round)
        .load(conn)?;
    with_rolls(conn, rows)
}

/// Open ballots in which this person holds a seat that is not recused; the most urgent first.
pub fn open_ballots_of(
    conn: &mut Conn,
    person: &PersonId,
    now: Moment,
) -> Result<Vec<Ballot>, Fault> {
    let rows = ballots::table
        .inner_join(ballot_seats::table)
        .filter(ballot_seats::person_id.eq(person.as_str()))
        .filter(ballot_seats::recused_at.is_null())
        .filter(
            ballots::closed_at
                .is_null()
                .and(ballots::annulled_at.is_null()),
        )
        .filter(ballots::opens_at.le(now).and(ballots::closes_at.gt(now)))
        .order((ballots::closes_at, ballots::id))
        .select(ballots::all_columns)
        .load(conn)?;
    with_rolls(conn, rows)
}

/// Every ballot in which this person holds or held a seat, recused or not; the newest first.
pub fn ballots_of(conn: &mut Conn, person: &PersonId, most: i64) -> Result<Vec<Ballot>, Fault> {
    let rows = ballots::table
        .inner_join(ballot_seats::table)
        .filter(ballot_seats::person_id.eq(person.as_str()))
        .order((ballots::closes_at.desc(), ballots::id.desc()))
        .limit(most)
        .select(ballots::all_columns)
        .load(conn)?;
    with_rolls(conn, rows)
}

/// What this person's seats stepped back from: the subjects of this kind.
pub fn recused_from(conn: &mut Conn, kind: &str, person: &PersonId) -> Result<Vec<String>, Fault> {
    let found = ballots::table
        .inner_join(ballot_seats::table)
        .filter(ballot_seats::person_id.eq(person.as_str()))
        .filter(ballot_seats::recused_at.is_not_null())
        .filter(ballots::subject_kind.eq(kind))
        .select(ballots::subject_id)
        .distinct();
    Ok(found.load(conn)?)
}

/// Ballots about this kind of thing whose deadline has passed and that nobody has counted yet.
pub(super) fn due(conn: &mut Conn, kind: &str, now: Moment) -> Result<Vec<BallotId>, Fault> {
    let found = ballots::table
        .filter(ballots::subject_kind.eq(kind))
        .filter(
            ballots::closed_at
                .is_null()
                .and(ballots::annulled_at.is_null()),
        )
        .filter(ballots::closes_at.le(now))
        .order((ballots::closes_at, ballots::id))
        .select(ballots::id);
    Ok(found.load(conn)?)
}

/// What a ballot came to; `None` while it is not over. A ballot that ended and was not closed
/// yet is counted on the spot: no job has to have run.
pub fn result(conn: &mut Conn, id: &BallotId, now: Moment) -> Result<Option<Closed>, Fault> {
    let ballot = ballot(conn, id)?;
    let frozen: Option<ResultRow> = ballot_results::table
        .filter(ballot_results::ballot_id.eq(id.as_str()))
        .order(ballot_results::seq.desc())
        .first(conn)
        .optional()?;
    match frozen {
        Some(row) => Ok(Some(thawed(conn, ballot, &row)?)),
        None if ballot.has_settled(now) => Ok(Some(counted(conn, ballot)?)),
        None => Ok(None),
    }
}

/// This person's own last vote.
pub fn my_vote(conn: &mut Conn, id: &BallotId, person: &PersonId) -> Result<Option<MyVote>, Fault> {
    let row: Option<VoteRow> = ballot_votes::table
        .filter(ballot_votes::ballot_id.eq(id.as_str()))
        .filter(ballot_votes::person_id.eq(person.as_str()))
        .order(ballot_votes::version.desc())
        .first(conn)
        .optional()?;
    row.map(|row| {
        Ok(MyVote {
            choice: choice(&row)?,
            comment: row.comment,
            version: row.version,
            cast_at: row.cast_at,
        })
    })
    .transpose()
}

/// Counts a ballot from its rows. Only for one that is over: callers check.
pub(super) fn counted(conn: &mut Conn, ballot: Ballot) -> Result<Closed, Fault> {
    let votes = named_votes(conn, &ballot)?;
    let many = |choice| {
        let n = votes.iter().filter(|v| v.choice == choice).count();
        u64::try_from(n).unwrap_or(u64::MAX)
    };
    let counts = Counts {
        yes: many(Choice::Yes),
        no: many(Choice::No),
        abstain: many(Choice::Abstain),
        invalid: 0,
    };
    let rolls = ballot.rolls();
    let tally = rules::count(&ballot.rule, &rolls, &counts, None).map_err(impossible)?;
    Ok(Closed {
        rolls,
        counts,
        chair: None,
        outcome: tally.outcome,
        arithmetic: tally.arithmetic(),
        steps: tally.steps,
        votes,
        counted_at: None,
        ballot,
    })
}

fn thawed(conn: &mut Conn, ballot: Ballot, row: &ResultRow) -> Result<Closed, Fault> {
    let rolls: Rolls = serde_json::from_str(&row.rolls)?;
    let counts: Counts = serde_json::from_str(&row.counts)?;
    let chair = row.chair()?;
    let tally = rules::count(&ballot.rule, &rolls, &counts, chair).map_err(impossible)?;
    let outcome = Outcome::from_word(&row.outcome)
        .ok_or_else(|| Fault::Broken(format!("no outcome: {}", row.outcome)))?;
    Ok(Closed {
        votes: named_votes(conn, &ballot)?,
        rolls,
        counts,
        chair,
        outcome,
        steps: tally.steps,
        arithmetic: row.arithmetic.clone(),
        counted_at: Some(row.counted_at),
        ballot,
    })
}

/// The last vote of each seat that is not recused, in the order of the roll.
fn named_votes(conn: &mut Conn, ballot: &Ballot) -> Result<Vec<NamedVote>, Fault> {
    let rows: Vec<VoteRow> = ballot_votes::table
        .filter(ballot_votes::ballot_id.eq(ballot.id.as_str()))
        .order(ballot_votes::version.desc())
        .load(conn)?;
    let last = |seat: &str| rows.iter().find(|row| row.seat == seat);
    let mut votes = Vec::new();
    for seat in ballot.entitled() {
        if let Some(row) = last(&seat.seat) {
            votes.push(NamedVote {
                seat: seat.seat.clone(),
                label: seat.label.clone(),
                choice: choice(row)?,
                comment: row.comment.clone(),
                cast_at: row.cast_at,
            });
        }
    }
    Ok(votes)
}

fn choice(row: &VoteRow) -> Result<Choice, Fault> {
    Choice::from_word(&row.choice)
        .ok_or_else(|| Fault::Broken(format!("no choice: {}", row.choice)))
}

fn impossible(error: rules::Impossible) -> Fault {
    Fault::Broken(format!("a ballot that can't be: {error}"))
}

fn with_rolls(conn: &mut Conn, rows: Vec<BallotRow>) -> Result<Vec<Ballot>, Fault> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let seats: Vec<SeatRow> = ballot_seats::table
        .filter(ballot_seats::ballot_id.eq_any(&ids))
        .order((ballot_seats::ballot_id, ballot_seats::place))
        .load(conn)?;
    let voted: Vec<(BallotId, String)> = ballot_votes::table
        .filter(ballot_votes::ballot_id.eq_any(&ids))
        .filter(ballot_votes::version.eq(1))
        .select((ballot_votes::ballot_id, ballot_votes::seat))
        .load(conn)?;
    rows.into_iter()
        .map(|row| row.into_ballot(&seats, &voted))
        .collect()
}
