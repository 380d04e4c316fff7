//! Periods begin, are paid for, or are cancelled; what they cover is copied onto the membership.
//! Called by who bills, inside its write: permission was asked there.

use std::collections::{BTreeMap, HashMap};

use crate::kernel::Day;
use crate::membership::rules::period::{Paid, Span, covered_until, stretch_from};
use crate::membership::rules::{MembershipId, Period, PeriodId};
use crate::membership::store::{self, history};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Puts a period on record that is still to be paid.
///
/// # Errors
/// `Fault::Refused` if one on record shares a day with it: no day is billed twice.
pub fn open_period(
    tx: &mut Tx,
    membership: &MembershipId,
    rank: &str,
    span: Span,
) -> Result<PeriodId, Fault> {
    if let Some(first) = history::live_within(tx.conn(), membership, span)? {
        return Err(say!("membership-period-twice", day = first).into());
    }
    let period = Period {
        id: PeriodId::new(),
        rank: rank.to_owned(),
        span,
        settled_on: None,
        carried_until: None,
        cancelled_on: None,
    };
    let now = tx.now();
    history::insert_period(tx.conn(), membership, &period, now)?;
    Ok(period.id)
}

/// Until when a member from before the portal has paid: a period without an invoice.
pub fn carry_over(
    tx: &mut Tx,
    membership: &MembershipId,
    rank: &str,
    span: Span,
) -> Result<(), Fault> {
    let id = open_period(tx, membership, rank, span)?;
    settle(tx, &id, Some(span.first), None)?;
    let entry = Entry::on("membership", membership).did("membership.period.carried");
    audit::record(tx, entry.after(&span))
}

/// Writes down how far a period is paid: in full on a day, or carried by instalments.
pub fn settle(
    tx: &mut Tx,
    id: &PeriodId,
    settled_on: Option<Day>,
    carried_until: Option<Day>,
) -> Result<(), Fault> {
    let (membership, before) = history::period(tx.conn(), id)?;
    if (before.settled_on, before.carried_until) == (settled_on, carried_until) {
        return Ok(());
    }
    history::set_paid(tx.conn(), id, settled_on, carried_until)?;
    copy(tx, &membership)
}

/// Writes down that periods are paid in full, each on a day, in one go; at most some hundred.
///
/// # Errors
/// `Fault::Missing` if one of them is none.
pub fn settle_all(tx: &mut Tx, paid: &HashMap<PeriodId, Day>) -> Result<(), Fault> {
    let ids: Vec<&PeriodId> = paid.keys().collect();
    let found = history::memberships_of(tx.conn(), &ids)?;
    if found.len() < paid.len() {
        return Err(Fault::Missing);
    }
    let mut whose: Vec<MembershipId> = found.into_iter().map(|(_, whose)| whose).collect();
    whose.sort();
    whose.dedup();
    let (mut settled, mut covered) = (BTreeMap::new(), BTreeMap::new());
    for (membership, mut periods) in history::periods_of_many(tx.conn(), &whose)? {
        let mut changed = false;
        for period in &mut periods {
            let Some(day) = paid.get(&period.id) else {
                continue;
            };
            if (period.settled_on, period.carried_until) != (Some(*day), None) {
                (period.settled_on, period.carried_until) = (Some(*day), None);
                let same: &mut Vec<PeriodId> = settled.entry(*day).or_default();
                same.push(period.id.clone());
                changed = true;
            }
        }
        if changed {
            let until = covered_until(&live(&periods));
            let same: &mut Vec<MembershipId> = covered.entry(until).or_default();
            same.push(membership);
        }
    }
    for (day, periods) in settled {
        history::set_paid_in_full(tx.conn(), &periods, day)?;
    }
    for (until, memberships) in covered {
        store::set_covered(tx.conn(), &memberships, until)?;
    }
    Ok(())
}

/// Cancels a period: it stays on record and covers nothing.
pub fn cancel_period(tx: &mut Tx, id: &PeriodId, on: Day) -> Result<(), Fault> {
    let (membership, _) = history::period(tx.conn(), id)?;
    history::cancel(tx.conn(), id, on)?;
    copy(tx, &membership)
}

/// Writes down when dues that stand at the beginning of a stretch fall due.
pub fn begin_stretch(tx: &mut Tx, membership: &MembershipId, due: Day) -> Result<(), Fault> {
    store::set_first_due(tx.conn(), membership, due)?;
    copy(tx, membership)
}

/// Instalments were agreed on for a period and none is paid: if a stretch begins with it and nothing of
/// that is paid for, its first dues fall due with the first part.
pub fn defer(tx: &mut Tx, id: &PeriodId, due: Day) -> Result<(), Fault> {
    let (membership, period) = history::period(tx.conn(), id)?;
    let counted = counted(tx, &membership)?;
    if covered_until(&counted).is_none() && stretch_from(&counted) == Some(period.span.first) {
        store::set_first_due(tx.conn(), &membership, due)?;
    }
    Ok(())
}

/// The periods that count, in order.
fn counted(tx: &mut Tx, membership: &MembershipId) -> Result<Vec<Paid>, Fault> {
    Ok(live(&history::periods(tx.conn(), membership)?))
}

fn live(periods: &[Period]) -> Vec<Paid> {
    let live = periods.iter().filter(|p| p.cancelled_on.is_none());
    live.map(Period::paid).collect()
}

/// Copies anew what the periods cover.
fn copy(tx: &mut Tx, membership: &MembershipId) -> Result<(), Fault> {
    let until = covered_until(&counted(tx, membership)?);
    store::set_covered(tx.conn(), std::slice::from_ref(membership), until)
}
