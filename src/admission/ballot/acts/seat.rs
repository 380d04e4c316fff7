//! What a director does in a ballot: says whether a conflict of interest stands in the way, reads
//! the pack, votes, votes again; as the chair, settles a tie.

use crate::admission::ballot::acts::close::conclude;
use crate::admission::ballot::letters;
use crate::admission::ballot::store;
use crate::admission::case::{self, Case};
use crate::admission::stage::Stage;
use crate::council::ballot::SitInBallot;
use crate::kernel::Can;
use crate::platform::db::{Fault, Tx};
use crate::say;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId, Chair, Choice};

/// Loads a ballot in which the acting person holds a seat, and its case; anybody else's is not there.
fn mine(tx: &mut Tx, id: &BallotId) -> Result<(Ballot, Case), Fault> {
    let ballot = voting::ballot(tx.conn(), id)?;
    Can::<SitInBallot>::check(tx.actor()?, &ballot)?;
    let frozen = store::pack(tx.conn(), id)?;
    Ok((ballot, case::load(tx.conn(), &frozen.case)?))
}

/// The same, while the case is before the board: an applicant can withdraw at any time.
fn in_progress(tx: &mut Tx, id: &BallotId) -> Result<(Ballot, Case), Fault> {
    let (ballot, case) = mine(tx, id)?;
    if case.stage(tx.now()) != Stage::OnBallot {
        return Err(say!("ballot-refused-case-ended").into());
    }
    Ok((ballot, case))
}

/// The director declares that no conflict of interest stands in the way, and opens the pack.
///
/// # Errors
/// `Fault::Missing` without a seat, `Fault::Refused` if the seat is recused.
pub fn open_pack(tx: &mut Tx, id: &BallotId) -> Result<(), Fault> {
    in_progress(tx, id)?;
    voting::open_pack(tx, id)
}

/// The director declares a conflict of interest before the pack opens.
///
/// # Errors
/// `Fault::Refused` once the pack was opened, or without a reason.
pub fn step_back(tx: &mut Tx, id: &BallotId, why: &str) -> Result<(), Fault> {
    let (_, case) = in_progress(tx, id)?;
    voting::recuse_myself(tx, id, why)?;
    let name = tx.actor()?.name.clone();
    after_recusal(tx, id, &case, &name)
}

/// The office recuses a seat for the board, until that seat has voted.
///
/// # Errors
/// `Fault::Refused` if the seat has voted, or without a reason.
pub fn recuse(tx: &mut Tx, id: &BallotId, seat: &str, why: &str) -> Result<(), Fault> {
    let ballot = voting::ballot(tx.conn(), id)?;
    let frozen = store::pack(tx.conn(), id)?;
    let case = case::led(tx, &frozen.case)?;
    let label = ballot.seats.iter().find(|s| s.seat == seat);
    let label = label.map(|s| s.label.clone()).ok_or(Fault::Missing)?;
    voting::recuse(tx, id, seat, why)?;
    after_recusal(tx, id, &case, &label)
}

/// Notes a recusal in the case; tells the office if the body can't decide any more.
fn after_recusal(tx: &mut Tx, id: &BallotId, case: &Case, name: &str) -> Result<(), Fault> {
    let case = case::note(
        tx,
        &case.id,
        say!("ballot-record-recused", name = name),
        false,
    )?;
    if voting::ballot(tx.conn(), id)?.can_decide() {
        return Ok(());
    }
    letters::office(tx, &case, &say!("ballot-letter-office-floor"))
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

/// The chair settles a tie; the case moves in the same write.
///
/// # Errors
/// `Fault::Missing` for anybody but the chair, `Fault::Refused` if there is no tie to settle.
pub fn settle(tx: &mut Tx, id: &BallotId, word: Chair) -> Result<(), Fault> {
    in_progress(tx, id)?;
    let closed = voting::settle_tie(tx, id, word)?;
    conclude(tx, &closed)
}
