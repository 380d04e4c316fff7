//! What is billed for time after a membership.

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::dues::rules::InvoiceId;
use crate::kernel::Day;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::{Ending, Facts};
use crate::platform::db::{Conn, Fault};
use crate::schema::{invoices, memberships};

/// An invoice, the first day it is for, and what the standing of its membership follows from: the day it ended,
/// the last paid day, the first due day, suspension.
type Found = (
    InvoiceId,
    Option<Day>,
    (
        Option<Day>,
        Option<Day>,
        Option<Day>,
        Option<Day>,
        Option<Day>,
    ),
);

/// Invoices with something to cancel, for periods that begin after the last day of who ended or is deemed to
/// have withdrawn.
///
/// # Errors
/// If the database fails.
pub fn later(conn: &mut Conn, rules: &PeriodRules, today: Day) -> Result<Vec<InvoiceId>, Fault> {
    use memberships::{covered_until, ended_on, first_due, suspended_from, suspended_until};
    let first = invoices::first_day.assume_not_null();
    let patience = TimeDelta::days(rules.grace_days.max(0) + rules.arrears_days.max(0));
    let unpaid_since = today.checked_sub_signed(patience).unwrap_or(Day::MIN);
    let ended = ended_on
        .is_not_null()
        .and(ended_on.assume_not_null().le(first));
    let paid = covered_until.assume_not_null().lt(unpaid_since);
    let due = first_due.assume_not_null().lt(unpaid_since);
    let lapsed = ended_on.is_null().and(
        (covered_until.is_not_null().and(paid)).or(covered_until
            .is_null()
            .and(first_due.is_not_null())
            .and(due)),
    );
    let found: Vec<Found> = invoices::table
        .inner_join(memberships::table)
        .filter(invoices::first_day.is_not_null())
        .filter(invoices::total.gt(invoices::credited + invoices::written_off))
        .filter(ended.or(lapsed))
        .order(invoices::id)
        .select((
            invoices::id,
            invoices::first_day,
            (
                ended_on,
                covered_until,
                first_due,
                suspended_from,
                suspended_until,
            ),
        ))
        .load(conn)?;
    let is_later = |(_, first, (on, paid, due, from, until)): &Found| {
        let facts = Facts {
            first_due: *due,
            covered_until: *paid,
            suspended: from.map(|from| (from, *until)),
            ended: on.map(|on| (on, Ending::default())),
        };
        let over = rules.over_from(&facts, today);
        first.zip(over).is_some_and(|(first, over)| over <= first)
    };
    let found = found.into_iter().filter(is_later);
    Ok(found.map(|(id, ..)| id).collect())
}
