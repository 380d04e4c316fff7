//! The treasurer's day, standards, invoices, payments, a company's account, papers, the ledger, how
//! dues are counted; and what a member sees of its own.

pub mod account;
pub mod bank;
pub mod bank_lines;
pub mod day;
pub mod fiscal;
pub mod invoice;
pub mod invoices;
pub mod ledger;
pub mod my;
pub mod online;
pub mod payments;
pub mod reminders;
pub mod runs;
pub mod settings;
pub mod standards;

use crate::chamber::rules::Ranks;
use crate::kernel::time::day_in;
use crate::kernel::{Day, Lang};
use crate::platform::clock::Clock;
use crate::web::View;

/// The name of a rank, or its code where the chamber no longer has it.
pub(super) fn rank_name(ranks: &Ranks, code: &str, lang: Lang) -> String {
    ranks
        .find(code)
        .map_or(code, |rank| rank.name.get(lang))
        .to_owned()
}

/// The day it is for the chamber.
pub(super) fn today(view: &View, clock: &Clock) -> Day {
    day_in(view.brand().zone, clock.now())
}

/// Key of the name of an invoice's line; nothing for a text of its own.
pub(super) fn line_key(what: &str) -> Option<&'static str> {
    match what {
        "fee" => Some("dues-line-fee"),
        "joining" => Some("dues-line-joining"),
        "rank" => Some("dues-line-rank"),
        _ => None,
    }
}
