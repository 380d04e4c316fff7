//! What a director does in a ballot on a motion: says whether a conflict of interest stands in the way,
//! reads the papers, votes, votes again; as the chair, settles a tie.

use crate::council::ballot::SitInBallot;
use crate::expulsion::acts;
use crate::expulsion::acts::close::conclude;
use crate::expulsion::door;
use crate::expulsion::letters;
use crate::expulsion::rules::Motion;
use crate::expulsion::store;
use crate::kernel::Can;
use crate::platform::db::{Fault, Tx};
use crate::say;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId, Chair, Choice};

/// Loads a ballot in which the acting person holds a seat, and its motion, while the membership runs;
/// anybody else's is not there. Who came to act for the member since has no part in it.
fn in_progress(tx: &mut Tx, id: &BallotId) -> Result<(Ballot, Motion), Fault> {
    let ballot = voting::ballot(tx.conn(), id)?;
    let me = tx.actor()?.clone();
    Can::<SitInBallot>::check(&me, &ballot)?;
    let frozen = store::pack(tx.conn(), id)?;
    let motion = store::load(tx.conn(), &frozen.motion)?;
    if me.acts_for(&motion.company).is_some() {
        return Err(say!("voting-refused-recused").into());
    }
    if motion.end.is_some() || !acts::member_runs(tx, &motion)? {
        return Err(say!("expulsion-refused-over").into());
    }
    Ok((ballot, motion))
}

/// The director declares that no conflict of interest stands in the way, and opens the papers.
///
/// # Errors
/// `Fault::Missing` without a seat, `Fault::Refused` if the seat is recused.
pub fn open_pack(tx: &mut Tx, id: &BallotId) -> Result<(), Fault> {
    in_progress(tx, id)?;
    voting::open_pack(tx, id)
}

/// The director declares a conflict of interest before the papers open.
///
/// # Errors
/// `Fault::Refused` once the papers were opened, or without a reason.
pub fn step_back(tx: &mut Tx, id: &BallotId, why: &str) -> Result<(), Fault> {
    let (_, motion) = in_progress(tx, id)?;
    voting::recuse_myself(tx, id, why)?;
    after_recusal(tx, id, &motion)
}

/// The office recuses a seat for the board, until that seat has voted.
///
/// # Errors
/// `Fault::Refused` if the seat has voted, or without a reason.
pub fn recuse(tx: &mut Tx, id: &BallotId, seat: &str, why: &str) -> Result<(), Fault> {
    let frozen = store::pack(tx.conn(), id)?;
    let motion = door::led(tx, &frozen.motion)?;
    voting::recuse(tx, id, seat, why)?;
    after_recusal(tx, id, &motion)
}

/// Tells the office if the body can't decide any more.
fn after_recusal(tx: &mut Tx, id: &BallotId, motion: &Motion) -> Result<(), Fault> {
    let ballot = voting::ballot(tx.conn(), id)?;
    if ballot.can_decide() {
        return Ok(());
    }
    let key = format!("{id}:floor:{}", ballot.entitled().count());
    letters::office(tx, motion, &key, &say!("ballot-letter-office-floor"))
}

/// Casts or changes a vote.
///
/// # Errors
/// `Fault::Refused` outside the time of the ballot or with a recused seat.
pub fn vote(
    tx: &mut Tx,
    id: &BallotId,
    choice: Choice,
    comment: Option<&str>,
) -> Result<i32, Fault> {
    in_progress(tx, id)?;
    voting::cast(tx, id, choice, comment)
}

/// The chair settles a tie; what follows from it happens in the same write.
///
/// # Errors
/// `Fault::Missing` for anybody but the chair, `Fault::Refused` if there is no tie to settle.
pub fn settle(tx: &mut Tx, id: &BallotId, word: Chair) -> Result<(), Fault> {
    in_progress(tx, id)?;
    let closed = voting::settle_tie(tx, id, word)?;
    conclude(tx, &closed)
}
