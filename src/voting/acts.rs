//! What is done to a ballot as a whole: opened, closed, settled, annulled. Whether the one who
//! asks may do it is for the opener of the ballot to say: it knows the office and the board.

use diesel::prelude::*;
use serde_json::json;

use super::facts;
use super::rows::{BallotRow, ResultRow, SeatRow};
use super::rules::{
    self, BallotId, Chair, Closed, Method, Opening, Phase, RecusedAs, Secrecy, next_round,
};
use super::{seat_acts, store};
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::say;
use crate::schema::{ballot_results, ballot_seats, ballots};

/// Opens a ballot, or the next round of one that was annulled, tied or without quorum.
pub fn open(tx: &mut Tx, opening: &Opening) -> Result<BallotId, Fault> {
    let now = tx.now();
    opening.check(now)?;
    let rounds = store::rounds(tx.conn(), opening.subject_kind, &opening.subject_id)?;
    let last = match rounds.last() {
        Some(ballot) => {
            let outcome = store::result(tx.conn(), &ballot.id, now)?.map(|c| c.outcome);
            Some((ballot, outcome))
        }
        None => None,
    };
    let round = next_round(last, now)?;
    let row = BallotRow {
        id: BallotId::new(),
        subject_kind: opening.subject_kind.to_owned(),
        subject_id: opening.subject_id.clone(),
        round,
        title: opening.title.clone(),
        rule: serde_json::to_string(&opening.rule)?,
        authorised: i64::try_from(opening.authorised)
            .map_err(|_| say!("voting-refused-too-many-seats"))?,
        chair_seat: opening.chair_seat.clone(),
        pack_hash: opening.pack_hash.clone(),
        method: Method::Correspondence.word().to_owned(),
        secrecy: Secrecy::Named.word().to_owned(),
        opens_at: opening.opens_at,
        closes_at: opening.closes_at,
        opened_by: seat_acts::actor_id(tx),
        opened_at: now,
        closed_at: None,
        annulled_at: None,
        annulled_by: None,
        annulled_why: None,
    };
    diesel::insert_into(ballots::table)
        .values(&row)
        .execute(tx.conn())?;
    let seats = seat_rows(tx, &row.id, opening)?;
    for seat in &seats {
        diesel::insert_into(ballot_seats::table)
            .values(seat)
            .execute(tx.conn())?;
    }
    let about = json!({
        "title": row.title, "round": round, "rule": opening.rule, "seats": seats.len(),
        "pack": row.pack_hash, "opens_at": row.opens_at, "closes_at": row.closes_at,
    });
    audit::record(tx, facts::opened(&row).entry_with(&seats, about))?;
    for seat in seats.iter().filter(|s| s.recused_at.is_some()) {
        seat_acts::record_recusal(tx, seat)?;
    }
    Ok(row.id)
}

/// Closes a ballot and freezes its result: after the deadline, or as soon as every entitled
/// seat has voted. Closing a closed ballot gives the same result again.
pub fn close(tx: &mut Tx, id: &BallotId) -> Result<Closed, Fault> {
    let now = tx.now();
    let ballot = store::ballot(tx.conn(), id)?;
    if ballot.closed_at.is_some()
        && let Some(closed) = store::result(tx.conn(), id, now)?
    {
        return Ok(closed);
    }
    ballot.may_close(now)?;
    let mut closed = store::counted(tx.conn(), ballot)?;
    freeze(tx, &closed, 1)?;
    diesel::update(ballots::table.find(id.as_str()))
        .set(ballots::closed_at.eq(now))
        .execute(tx.conn())?;
    closed.counted_at = Some(now);
    closed.ballot.closed_at = Some(now);
    Ok(closed)
}

/// Closes every ballot about this kind of thing whose deadline has passed.
pub fn close_due(tx: &mut Tx, kind: &str) -> Result<Vec<Closed>, Fault> {
    let now = tx.now();
    let due = store::due(tx.conn(), kind, now)?;
    due.iter().map(|id| close(tx, id)).collect()
}

/// The chair settles a tie: only the person of the chair's seat, only where the rule says so.
pub fn settle_tie(tx: &mut Tx, id: &BallotId, word: Chair) -> Result<Closed, Fault> {
    let me = tx.actor()?.id.clone();
    let now = tx.now();
    let mut closed = store::result(tx.conn(), id, now)?.ok_or(Fault::Missing)?;
    let seat = closed.ballot.seat_of(&me).ok_or(Fault::Missing)?;
    if closed.ballot.chair_seat.as_ref() != Some(&seat.seat) {
        return Err(Fault::Missing);
    }
    if !closed.waits_for_chair() || closed.ballot.closed_at.is_none() || seat.recused.is_some() {
        return Err(say!("voting-refused-not-tied").into());
    }
    let tally = rules::count(
        &closed.ballot.rule,
        &closed.rolls,
        &closed.counts,
        Some(word),
    )
    .map_err(|e| Fault::Broken(e.to_string()))?;
    closed.chair = Some(word);
    closed.outcome = tally.outcome;
    closed.arithmetic = tally.arithmetic();
    closed.steps = tally.steps;
    closed.counted_at = Some(now);
    freeze(tx, &closed, 2)?;
    Ok(closed)
}

/// Takes a round back, with a reason. It stays visible; if it was over, it is counted first.
pub fn annul(tx: &mut Tx, id: &BallotId, why: &str) -> Result<(), Fault> {
    let now = tx.now();
    if why.trim().is_empty() {
        return Err(say!("voting-refused-no-reason").into());
    }
    match store::ballot(tx.conn(), id)?.phase(now) {
        Phase::Annulled => return Err(say!("voting-refused-annulled").into()),
        Phase::Ended => {
            close(tx, id)?;
        }
        Phase::Waiting | Phase::Open | Phase::Closed => {}
    }
    let by = seat_acts::actor_id(tx);
    diesel::update(ballots::table.find(id.as_str()))
        .set((
            ballots::annulled_at.eq(now),
            ballots::annulled_by.eq(by),
            ballots::annulled_why.eq(why),
        ))
        .execute(tx.conn())?;
    let row: BallotRow = ballots::table.find(id.as_str()).first(tx.conn())?;
    match facts::annulled(&row) {
        Some(fact) => audit::record(tx, fact.entry(json!({ "round": row.round })).why(why)),
        None => Ok(()),
    }
}

fn seat_rows(tx: &Tx, id: &BallotId, opening: &Opening) -> Result<Vec<SeatRow>, Fault> {
    let mut rows = Vec::new();
    for (place, new) in opening.seats.iter().enumerate() {
        let recused = new.recused.as_ref();
        rows.push(SeatRow {
            ballot_id: id.clone(),
            seat: new.seat.clone(),
            place: i32::try_from(place).map_err(|_| say!("voting-refused-too-many-seats"))?,
            label: new.label.clone(),
            person_id: new.person.clone(),
            pack_opened_at: None,
            recused_at: recused.map(|_| tx.now()),
            recused_as: recused.map(|_| RecusedAs::Office.word().to_owned()),
            recused_by: recused.and_then(|_| seat_acts::actor_id(tx)),
            recused_why: recused.cloned(),
        });
    }
    Ok(rows)
}

fn freeze(tx: &mut Tx, closed: &Closed, seq: i32) -> Result<(), Fault> {
    let row = ResultRow {
        ballot_id: closed.ballot.id.clone(),
        seq,
        rule: serde_json::to_string(&closed.ballot.rule)?,
        rolls: serde_json::to_string(&closed.rolls)?,
        counts: serde_json::to_string(&closed.counts)?,
        chair: closed.chair.map(|word| match word {
            Chair::Yes => "yes".to_owned(),
            Chair::No => "no".to_owned(),
        }),
        outcome: closed.outcome.word().to_owned(),
        arithmetic: closed.arithmetic.clone(),
        pack_hash: closed.ballot.pack_hash.clone(),
        counted_at: tx.now(),
        counted_by: seat_acts::actor_id(tx),
    };
    diesel::insert_into(ballot_results::table)
        .values(&row)
        .execute(tx.conn())?;
    let about = json!({
        "outcome": row.outcome, "arithmetic": row.arithmetic,
        "rolls": closed.rolls, "counts": closed.counts, "chair": row.chair,
    });
    audit::record(tx, facts::counted(&row).entry(about))
}
