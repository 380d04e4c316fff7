//! Which days and amounts are taken, however they come: typed, read from a file, or told by a provider.

use chrono::Months;

use crate::dues::rules::DuesRules;
use crate::kernel::time::FIRST;
use crate::kernel::{Day, Fen};
use crate::membership;
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// Refuses an amount above the largest that the chamber takes for true.
pub(super) fn amount(tx: &mut Tx, amount: Fen) -> Result<(), Fault> {
    let most = settings::get::<DuesRules>(tx.conn())?.largest;
    if amount > most {
        return Err(say!("dues-amount-most", most = most).into());
    }
    Ok(())
}

/// Refuses the day of something that happened if it is to come, or more than a year before the first
/// member joined: money may come before its payer is a member, but not before there is a chamber.
pub(super) fn happened(tx: &mut Tx, on: Day) -> Result<(), Fault> {
    if on > tx.today()? {
        return Err(say!("dues-payment-future").into());
    }
    let joined = membership::first_joined(tx.conn())?;
    let earliest = joined.and_then(|day| day.checked_sub_months(Months::new(12)));
    let earliest = earliest.unwrap_or(FIRST).max(FIRST);
    if on < earliest {
        return Err(say!("dues-payment-early", day = earliest).into());
    }
    Ok(())
}
