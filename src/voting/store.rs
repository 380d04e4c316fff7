//! Queries. Choices and counts leave this file only inside [`Closed`], for a ballot whose
//! voting is over, and as a person's own vote; everything else is a roll without answers.

use diesel::dsl::{exists, not};
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
    let rows = open_seats(person, now)
        .order((ballots::closes_at, ballots::id))
        .select(ballots::all_columns)
        .load(conn)?;
    with_rolls(conn, rows)
}

/// Whether an open ballot waits for this person's vote.
pub fn is_awaited(conn: &mut Conn, person: &PersonId, now: Moment) -> Result<bool, Fault> {
    let voted = ballot_votes::table.filter(
        ballot_votes::ballot_id
            .eq(ballot_seats::ballot_id)
            .and(ballot_votes::seat.eq(ballot_seats::seat)),
    );
    let waiting: Option<BallotId> = open_seats(person, now)
        .filter(not(exists(voted)))
        .select(ballots::id)
        .first(conn)
        .optional()?;
    Ok(waiting.is_some())
}

/// This person's seats that are not recused, in ballots that are open.
#[diesel::dsl::auto_type]
fn open_seats<'a>(person: &'a PersonId, now: Moment) -> _ {
    ballots::table
        .inner_join(ballot_seats::table)
        .filter(ballot_seats::person_id.eq(person))
        .filter(ballot_seats::recused_at.is_null())
        .filter(
            ballots::closed_at
                .is_null()
                .and(ballots::annulled_at.is_null()),
        )
        .filter(ballots::opens_at.le(now).and(ballots::closes_at.gt(now)))
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

/// Whose seats stepped back from this, or were kept out of it, in any round.
pub fn recused_in(conn: &mut Conn, kind: &str, subject: &str) -> Result<Vec<PersonId>, Fault> {
    let found = ballots::table
        .inner_join(ballot_seats::table)
        .filter(ballots::subject_kind.eq(kind))
        .filter(ballots::subject_id.eq(subject))
        .filter(ballot_seats::recused_at.is_not_null())
        .select(ballot_seats::person_id)
        .distinct();
    Ok(found.load(conn)?)
}

/// The ballots about these things.
pub fn ballots_about(conn: &mut Conn, subjects: &[String]) -> Result<Vec<BallotId>, Fault> {
    let about = ballots::table.filter(ballots::subject_id.eq_any(subjects));
    Ok(about.select(ballots::id).load(conn)?)
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
    result_of(conn, &ballot, now)
}

/// The same for a ballot that was loaded already.
pub fn result_of(conn: &mut Conn, ballot: &Ballot, now: Moment) -> Result<Option<Closed>, Fault> {
    let mut all = results(conn, std::slice::from_ref(ballot), now)?;
    Ok(all.pop().flatten())
}

/// The same for several, in their order: two queries, whatever their number.
pub fn results(conn: &mut Conn, all: &[Ballot], now: Moment) -> Result<Vec<Option<Closed>>, Fault> {
    let over = |ballot: &&Ballot| ballot.closed_at.is_some() || ballot.is_countable(now);
    let ids: Vec<&str> = all.iter().filter(over).map(|b| b.id.as_str()).collect();
    if ids.is_empty() {
        return Ok(all.iter().map(|_| None).collect());
    }
    let frozen: Vec<ResultRow> = ballot_results::table
        .filter(ballot_results::ballot_id.eq_any(&ids))
        .order(ballot_results::seq)
        .load(conn)?;
    let votes: Vec<VoteRow> = ballot_votes::table
        .filter(ballot_votes::ballot_id.eq_any(&ids))
        .order(ballot_votes::version.desc())
        .load(conn)?;
    let read = |ballot: &Ballot| match frozen.iter().rfind(|row| row.ballot_id == ballot.id) {
        Some(row) => Ok(Some(thawed(ballot.clone(), row, &votes)?)),
        None if ballot.is_countable(now) => Ok(Some(counted_from(ballot.clone(), &votes)?)),
        None => Ok(None),
    };
    all.iter().map(read).collect()
}

/// This person's own last vote.
pub fn my_vote(conn: &mut Conn, id: &BallotId, person: &PersonId) -> Result<Option<MyVote>, Fault> {
    let mut found = my_votes(conn, std::slice::from_ref(id), person)?;
    Ok(found.pop().map(|(_, vote)| vote))
}

/// This person's own last votes in these ballots.
pub fn my_votes(
    conn: &mut Conn,
    ids: &[BallotId],
    person: &PersonId,
) -> Result<Vec<(BallotId, MyVote)>, Fault> {
    let rows: Vec<VoteRow> = ballot_votes::table
        .filter(ballot_votes::ballot_id.eq_any(ids.iter().map(BallotId::as_str)))
        .filter(ballot_votes::person_id.eq(person.as_str()))
        .order(ballot_votes::version.desc())
        .load(conn)?;
    let mut found: Vec<(BallotId, MyVote)> = vec![];
    for row in rows {
        if found.iter().all(|(id, _)| *id != row.ballot_id) {
            let vote = MyVote {
                choice: choice(&row)?,
                comment: row.comment,
                version: row.version,
                cast_at: row.cast_at,
            };
            found.push((row.ballot_id, vote));
        }
    }
    Ok(found)
}

/// Ballots that are neither counted nor annulled, the first to close first.
pub fn running(conn: &mut Conn) -> Result<Vec<Ballot>, Fault> {
    let rows = ballots::table
        .filter(
            ballots::closed_at
                .is_null()
                .and(ballots::annulled_at.is_null()),
        )
        .order((ballots::closes_at, ballots::id))
        .load(conn)?;
    with_rolls(conn, rows)
}

/// These ballots, in the order they were opened.
pub fn several(conn: &mut Conn, ids: &[BallotId]) -> Result<Vec<Ballot>, Fault> {
    let rows = ballots::table
        .filter(ballots::id.eq_any(ids.iter().map(BallotId::as_str)))
        .order(ballots::id)
        .load(conn)?;
    with_rolls(conn, rows)
}

/// Counts a ballot from its rows. Only for one that is over: callers check.
pub(super) fn counted(conn: &mut Conn, ballot: Ballot) -> Result<Closed, Fault> {
    let rows: Vec<VoteRow> = ballot_votes::table
        .filter(ballot_votes::ballot_id.eq(ballot.id.as_str()))
        .order(ballot_votes::version.desc())
        .load(conn)?;
    counted_from(ballot, &rows)
}

fn counted_from(ballot: Ballot, rows: &[VoteRow]) -> Result<Closed, Fault> {
    let votes = named_votes(&ballot, rows)?;
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

fn thawed(ballot: Ballot, row: &ResultRow, votes: &[VoteRow]) -> Result<Closed, Fault> {
    let rolls: Rolls = serde_json::from_str(&row.rolls)?;
    let counts: Counts = serde_json::from_str(&row.counts)?;
    let chair = row.chair()?;
    let tally = rules::count(&ballot.rule, &rolls, &counts, chair).map_err(impossible)?;
    let outcome = Outcome::from_word(&row.outcome)
        .ok_or_else(|| Fault::Broken(format!("no outcome: {}", row.outcome)))?;
    Ok(Closed {
        votes: named_votes(&ballot, votes)?,
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

/// The last vote of each seat that is not recused, in the order of the roll. `rows`: the newest
/// versions first.
fn named_votes(ballot: &Ballot, rows: &[VoteRow]) -> Result<Vec<NamedVote>, Fault> {
    let own = |row: &&VoteRow| row.ballot_id == ballot.id;
    let last = |seat: &str| rows.iter().filter(own).find(|row| row.seat == seat);
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
