//! A payment is taken back by hand: the line of the bank's behind it is open again in the same write, so that nobody
//! takes it for booked.

use chrono::Datelike;

use super::ledger::is_closed;
use super::lines::{open_again, reopen_unasked};
use super::own::of_another;
use super::pay::take_back;
use crate::dues::policy::HandleDues;
use crate::dues::rules::PaymentId;
use crate::dues::store::{entered, money};
use crate::kernel::Can;
use crate::platform::db::{Fault, Tx};

/// Takes a payment back. The line behind it is open again, as if it had been opened there: all that it paid is taken
/// back. In a year that is closed it stays: it could not be booked again.
///
/// # Errors
/// `Fault::Refused` if it was taken back already, is itself a reversal, part of it was paid back, or a fiscal
/// receipt that stands for it is valid; and for whoever acts for a company that the line paid for.
pub fn reverse(tx: &mut Tx, id: &PaymentId, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let payment = money::payment(tx.conn(), id)?;
    of_another(tx, &payment.company_id)?;
    let mut line = None;
    if money::reversal_of(tx.conn(), id)?.is_none() {
        line = entered::line_of(tx.conn(), &payment)?;
    }
    match line {
        Some(line) if is_closed(tx, line.on_day.year())? => take_back(tx, id, why).map(|_| ()),
        Some(line) if line.payment_id.is_some() => {
            take_back(tx, id, why)?;
            open_again(tx, &line, why)
        }
        Some(line) => reopen_unasked(tx, &line, why),
        None => take_back(tx, id, why).map(|_| ()),
    }
}
