//! Which days and amounts are taken, however they come: typed, read from a file, or told by a provider.

use chrono::Months;

use crate::dues::rules::DuesRules;
use crate::kernel::time::FIRST;
use crate::kernel::{Day, Fen};
use crate::membership;
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// The largest amount that the chamber takes for true.
pub(super) fn most(tx: &mut Tx) -> Result<Fen, Fault> {
    Ok(settings::get::<DuesRules>(tx.conn())?.largest)
}

/// Refuses an amount above it.
pub(super) fn amount(tx: &mut Tx, amount: Fen) -> Result<(), Fault> {
    let most = most(tx)?;
    if amount > most {
        return Err(say!("dues-amount-most", most = most).into());
    }
    Ok(())
}

/// The first day that something may have happened on: a year before the first member joined. Money may come
/// before its payer is a member, but not before there is a chamber.
pub(super) fn earliest(tx: &mut Tx) -> Result<Day, Fault> {
    let joined = membership::first_joined(tx.conn())?;
    let earliest = joined.and_then(|day| day.checked_sub_months(Months::new(12)));
    Ok(earliest.unwrap_or(FIRST).max(FIRST))
}

/// Refuses the day of something that happened if it is to come, or before that one.
pub(super) fn happened(tx: &mut Tx, on: Day) -> Result<(), Fault> {
    if on > tx.today()? {
        return Err(say!("dues-payment-future").into());
    }
    let earliest = earliest(tx)?;
    if on < earliest {
        return Err(say!("dues-payment-early", day = earliest).into());
    }
    Ok(())
}
