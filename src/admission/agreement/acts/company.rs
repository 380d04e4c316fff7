//! What else the company can do with its agreement: pass it to another of its signers, or decline.

use crate::accounts;
use crate::admission::agreement::acts::{bench, send};
use crate::admission::agreement::letters;
use crate::admission::agreement::policy::{Delegate, Right};
use crate::admission::agreement::rules::{Party, What};
use crate::admission::agreement::store;
use crate::admission::case::{self, Telling};
use crate::admission::event::Event;
use crate::kernel::Can;
use crate::kernel::id::{CaseId, PersonId};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Names another person of the company who may sign; they get the mail now.
///
/// # Errors
/// `Fault::Missing` for others, `Fault::Refused` if that person may not sign or it was signed.
pub fn delegate(tx: &mut Tx, id: &CaseId, to: &PersonId, why: &str) -> Result<(), Fault> {
    let mut bench = bench(tx, id)?;
    Can::<Delegate>::check(tx.actor()?, &bench.named())?;
    bench.check_turn(tx, Party::Company)?;
    if *to == bench.agreement.signatory {
        return Err(say!("agreement-refused-same").into());
    }
    let warrant = send::may_sign(tx, &bench.case, to)?;
    let name = accounts::person(tx.conn(), to)?.name;
    store::set_signatory(tx.conn(), &bench.agreement.id, to)?;
    bench.agreement.row.signatory = to.clone();
    bench.right = Right::Warrant(Some(warrant));
    bench.record(
        tx,
        What::Delegated,
        Party::Company,
        &format!("{name}: {why}"),
    )?;
    let line = say!("agreement-record-delegated", name = name);
    case::note(tx, id, line, true)?;
    let until = bench.agreement.sign_by;
    send::ask(tx, &bench, until)
}

/// Declines to sign, with a reason: the case ends.
///
/// # Errors
/// `Fault::Missing` for others, `Fault::Refused` once it was signed.
pub fn decline(tx: &mut Tx, id: &CaseId, why: &str) -> Result<(), Fault> {
    let mut bench = bench(tx, id)?;
    bench.admit(tx, Party::Company)?;
    bench.check_turn(tx, Party::Company)?;
    bench.record(tx, What::Declined, Party::Company, why)?;
    let case = case::happen(tx, id, Telling::of(Event::Declined).why(why))?;
    let what = say!("agreement-letter-office-declined");
    letters::office(tx, &case, "agreement.declined", &what, why)
}
