//! What a director does in a ballot: says whether a conflict of interest stands in the way, reads the
//! papers, votes, votes again; as the chair, settles a tie.

use crate::ballots::acts::close::conclude;
use crate::ballots::acts::ties::after_recusal;
use crate::ballots::known::Known;
use crate::ballots::policy::SitInBallot;
use crate::ballots::subject::Subjects;
use crate::kernel::Can;
use crate::platform::db::{Fault, Tx};
use crate::say;
use crate::voting;
use crate::voting::rules::{BallotId, Chair, Choice};

/// A ballot in which the acting person holds a seat, while its subject is before the organ; anybody
/// else's is not there. Who is tied to the subject has no part in it, since whenever.
fn in_progress(tx: &mut Tx, subjects: Subjects, id: &BallotId) -> Result<Known, Fault> {
    let now = tx.now();
    let known = Known::of(tx.conn(), subjects, id, now)?;
    let me = tx.actor()?;
    Can::<SitInBallot>::check(me, &known.ballot)?;
    if known.about.ended.is_some() {
        return Err(say!(known.subject.words().ended).into());
    }
    if known.is_tied(&me.id) {
        return Err(say!("voting-refused-recused").into());
    }
    Ok(known)
}

/// The director declares that no conflict of interest stands in the way, and opens the papers.
///
/// # Errors
/// `Fault::Missing` without a seat, `Fault::Refused` if the seat is recused.
pub fn open_pack(tx: &mut Tx, subjects: Subjects, id: &BallotId) -> Result<(), Fault> {
    let known = in_progress(tx, subjects, id)?;
    voting::open_pack_in(tx, &known.ballot)
}

/// The director declares a conflict of interest before the papers open.
///
/// # Errors
/// `Fault::Refused` once the papers were opened, or without a reason.
pub fn step_back(tx: &mut Tx, subjects: Subjects, id: &BallotId, why: &str) -> Result<(), Fault> {
    let known = in_progress(tx, subjects, id)?;
    voting::recuse_myself_in(tx, &known.ballot, why)?;
    let name = tx.actor()?.name.clone();
    after_recusal(tx, &known, &name)
}

/// The office recuses a seat for the board, until that seat has voted.
///
/// # Errors
/// `Fault::Missing` for whoever doesn't lead the subject, `Fault::Refused` if the seat has voted, or
/// without a reason.
pub fn recuse(
    tx: &mut Tx,
    subjects: Subjects,
    id: &BallotId,
    (seat, why): (&str, &str),
) -> Result<(), Fault> {
    let (now, me) = (tx.now(), tx.actor()?.clone());
    let known = Known::of(tx.conn(), subjects, id, now)?;
    if !known.subject.leads(tx.conn(), &me, known.id())? {
        return Err(Fault::Missing);
    }
    let label = known.ballot.seats.iter().find(|s| s.seat == seat);
    let label = label.map(|s| s.label.clone()).ok_or(Fault::Missing)?;
    voting::recuse_in(tx, &known.ballot, seat, why)?;
    after_recusal(tx, &known, &label)
}

/// Casts or changes a vote. The question of conflicts is answered first: whoever didn't open the papers
/// has not said that nothing binds them.
///
/// # Errors
/// `Fault::Refused` outside the time of the ballot, with a recused seat, or before that answer.
pub fn vote(
    tx: &mut Tx,
    subjects: Subjects,
    id: &BallotId,
    choice: Choice,
    comment: Option<&str>,
) -> Result<i32, Fault> {
    let known = in_progress(tx, subjects, id)?;
    let (me, now) = (tx.actor()?.id.clone(), tx.now());
    let seat = known.ballot.may_cast(&me, now).ok_or(Fault::Missing)??;
    if seat.pack_opened_at.is_none() {
        return Err(say!("ballot-refused-unanswered").into());
    }
    voting::cast_in(tx, &known.ballot, choice, comment)
}

/// The chair settles a tie; what follows happens in the same write.
///
/// # Errors
/// `Fault::Missing` for anybody but the chair, `Fault::Refused` if there is no tie to settle.
pub fn settle(tx: &mut Tx, subjects: Subjects, id: &BallotId, word: Chair) -> Result<(), Fault> {
    in_progress(tx, subjects, id)?;
    let closed = voting::settle_tie(tx, id, word)?;
    conclude(tx, subjects, &closed)
}
