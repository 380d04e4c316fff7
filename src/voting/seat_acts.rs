//! What one seat does in a ballot: opens the papers, votes, votes again, steps back. Only the
//! person frozen on the roll acts for a seat; the office may recuse it, for the board.

use diesel::prelude::*;
use serde_json::json;

use super::facts;
use super::rows::{SeatRow, VoteRow};
use super::rules::{Ballot, BallotId, Choice, Phase, RecusedAs, Seat};
use super::store;
use crate::platform::db::{Fault, Tx};
use crate::platform::{audit, secrets};
use crate::say;
use crate::schema::{ballot_seats, ballot_votes};

/// The one who acts opens the papers of this ballot. From then on they can't recuse
/// themselves any more. Idempotent: the first time counts.
pub fn open_pack(tx: &mut Tx, id: &BallotId) -> Result<(), Fault> {
    let ballot = store::ballot(tx.conn(), id)?;
    open_pack_in(tx, &ballot)
}

/// The same in a ballot that was loaded in this transaction.
pub fn open_pack_in(tx: &mut Tx, ballot: &Ballot) -> Result<(), Fault> {
    let me = tx.actor()?.id.clone();
    let seat = ballot.seat_of(&me).ok_or(Fault::Missing)?;
    if seat.recused.is_some() {
        return Err(say!("voting-refused-recused").into());
    }
    if seat.pack_opened_at.is_some() || ballot.phase(tx.now()) != Phase::Open {
        return Ok(());
    }
    mark_pack_opened(tx, &ballot.id, &seat.seat)
}

/// Casts or changes the vote of the one who acts. The same vote again changes nothing.
/// Returns the version that stands.
pub fn cast(
    tx: &mut Tx,
    id: &BallotId,
    choice: Choice,
    comment: Option<&str>,
) -> Result<i32, Fault> {
    let ballot = store::ballot(tx.conn(), id)?;
    cast_in(tx, &ballot, choice, comment)
}

/// The same in a ballot that was loaded in this transaction.
pub fn cast_in(
    tx: &mut Tx,
    ballot: &Ballot,
    choice: Choice,
    comment: Option<&str>,
) -> Result<i32, Fault> {
    let (me, id) = (tx.actor()?.id.clone(), &ballot.id);
    let seat = ballot.may_cast(&me, tx.now()).ok_or(Fault::Missing)??;
    let last = store::my_vote(tx.conn(), id, &me)?;
    if let Some(last) = &last
        && last.choice == choice
        && last.comment.as_deref() == comment
    {
        return Ok(last.version);
    }
    if seat.pack_opened_at.is_none() {
        mark_pack_opened(tx, id, &seat.seat)?;
    }
    let mut row = VoteRow {
        id: uuid::Uuid::now_v7().to_string(),
        ballot_id: id.clone(),
        seat: seat.seat.clone(),
        version: last.map_or(1, |v| v.version + 1),
        choice: choice.word().to_owned(),
        comment: comment.map(str::to_owned),
        person_id: me,
        cast_at: tx.now(),
        salt: secrets::new_token()?,
        digest: String::new(),
    };
    let fact = facts::cast(&row);
    row.digest.clone_from(&fact.digest);
    diesel::insert_into(ballot_votes::table)
        .values(&row)
        .execute(tx.conn())?;
    let about = json!({ "seat": row.seat, "version": row.version });
    audit::record(tx, fact.entry(about).acting_as("seat"))?;
    Ok(row.version)
}

/// The one who acts declares a conflict of interest, before opening the papers.
pub fn recuse_myself(tx: &mut Tx, id: &BallotId, why: &str) -> Result<(), Fault> {
    let ballot = store::ballot(tx.conn(), id)?;
    recuse_myself_in(tx, &ballot, why)
}

/// The same in a ballot that was loaded in this transaction.
pub fn recuse_myself_in(tx: &mut Tx, ballot: &Ballot, why: &str) -> Result<(), Fault> {
    let me = tx.actor()?.id.clone();
    let seat = ballot.seat_of(&me).ok_or(Fault::Missing)?;
    set_recusal(tx, ballot, seat, RecusedAs::Director, why)
}

/// The office recuses a seat, for the board. The caller has checked that it may.
pub fn recuse(tx: &mut Tx, id: &BallotId, seat: &str, why: &str) -> Result<(), Fault> {
    let ballot = store::ballot(tx.conn(), id)?;
    recuse_in(tx, &ballot, seat, why)
}

/// Writes down that a seat is kept out since a tie arose before it voted and before the deadline:
/// whoever opened the ballot knows it, whenever it is written down. Also once the deadline has passed.
pub fn recuse_tied(tx: &mut Tx, ballot: &Ballot, seat: &str, why: &str) -> Result<(), Fault> {
    let seat = ballot.seats.iter().find(|s| s.seat == seat);
    let seat = seat.ok_or(Fault::Missing)?;
    ballot.may_recuse_tied(seat, tx.now())?;
    put_recusal(tx, (ballot, seat), RecusedAs::Office, why)
}

/// The same in a ballot that was loaded in this transaction.
pub fn recuse_in(tx: &mut Tx, ballot: &Ballot, seat: &str, why: &str) -> Result<(), Fault> {
    let seat = ballot
        .seats
        .iter()
        .find(|s| s.seat == seat)
        .ok_or(Fault::Missing)?;
    set_recusal(tx, ballot, seat, RecusedAs::Office, why)
}

fn set_recusal(
    tx: &mut Tx,
    ballot: &Ballot,
    seat: &Seat,
    declared_as: RecusedAs,
    why: &str,
) -> Result<(), Fault> {
    ballot.may_recuse(seat, declared_as, tx.now())?;
    if why.trim().is_empty() {
        return Err(say!("voting-refused-no-reason").into());
    }
    put_recusal(tx, (ballot, seat), declared_as, why)
}

fn put_recusal(
    tx: &mut Tx,
    (ballot, seat): (&Ballot, &Seat),
    declared_as: RecusedAs,
    why: &str,
) -> Result<(), Fault> {
    let (now, by) = (tx.now(), actor_id(tx));
    let key = (ballot.id.as_str(), seat.seat.as_str());
    diesel::update(ballot_seats::table.find(key))
        .set((
            ballot_seats::recused_at.eq(now),
            ballot_seats::recused_as.eq(declared_as.word()),
            ballot_seats::recused_by.eq(by),
            ballot_seats::recused_why.eq(why),
        ))
        .execute(tx.conn())?;
    let row: SeatRow = ballot_seats::table.find(key).first(tx.conn())?;
    record_recusal(tx, &row)
}

/// The id of whoever acts, if a person does.
pub(super) fn actor_id(tx: &Tx) -> Option<String> {
    tx.who().actor.as_ref().map(|a| a.id.to_string())
}

/// Writes a recusal into the audit record.
pub(super) fn record_recusal(tx: &mut Tx, seat: &SeatRow) -> Result<(), Fault> {
    let Some(fact) = facts::recused(seat) else {
        return Ok(());
    };
    let about = json!({ "seat": seat.seat, "as": seat.recused_as });
    let why = seat.recused_why.clone().unwrap_or_default();
    audit::record(tx, fact.entry(about).why(&why))
}

fn mark_pack_opened(tx: &mut Tx, id: &BallotId, seat: &str) -> Result<(), Fault> {
    let now = tx.now();
    let key = (id.as_str(), seat);
    diesel::update(ballot_seats::table.find(key))
        .set(ballot_seats::pack_opened_at.eq(now))
        .execute(tx.conn())?;
    let row: SeatRow = ballot_seats::table.find(key).first(tx.conn())?;
    match facts::pack_opened(&row) {
        Some(fact) => audit::record(tx, fact.entry(json!({ "seat": seat })).acting_as("seat")),
        None => Ok(()),
    }
}
