//! Writes down what ties lead to: seats that are kept out, and a body that can no longer decide.

use crate::ballots::known::Known;
use crate::ballots::letters;
use crate::platform::db::{Fault, Tx};
use crate::say;
use crate::voting;

/// Writes down the recusals that followed from ties, so that they stand on record and are counted.
pub(super) fn record_ties(tx: &mut Tx, known: &Known) -> Result<(), Fault> {
    for (seat, why) in &known.arisen {
        voting::recuse_tied(tx, &known.ballot, seat, why)?;
        let found = known.ballot.seats.iter().find(|s| s.seat == *seat);
        let label = found.map(|s| s.label.as_str()).unwrap_or_default();
        after_recusal(tx, known, label)?;
    }
    Ok(())
}

/// Lets the subject note a recusal; tells the office if the body can't decide any more.
pub(super) fn after_recusal(tx: &mut Tx, known: &Known, name: &str) -> Result<(), Fault> {
    known.subject.recused(tx, known.id(), name)?;
    let ballot = voting::ballot(tx.conn(), &known.ballot.id)?;
    if ballot.can_decide() {
        return Ok(());
    }
    let key = format!("{}:floor:{}", ballot.id, ballot.entitled().count());
    let what = say!("ballot-letter-office-floor");
    letters::tell_office_of(tx, known, &key, &what)
}
