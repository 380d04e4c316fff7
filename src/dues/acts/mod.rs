//! What is done with dues, each in one write with its bookings and its audit row.

pub mod balance;
pub mod bank;
pub mod bill;
pub mod ledger;
pub mod member;
pub mod online;
pub mod papers;
pub mod pay;
pub mod relief;
pub mod remind;
pub mod run;
pub mod settle;
pub mod standards;

use crate::kernel::Day;
use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;

/// The day it is in the chamber's zone.
pub(super) fn today(tx: &mut Tx) -> Result<Day, Fault> {
    let brand: Brand = settings::get(tx.conn())?;
    Ok(day_in(brand.zone, tx.now()))
}
