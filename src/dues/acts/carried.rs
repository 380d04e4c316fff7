//! Days that were paid with a membership that is over are the first period of the company's next one (see
//! [`first`](super::first)). That period has no invoice: it stands and falls with the one that paid for its days,
//! and is found by the company and those days.

use crate::dues::rules::invoice::Invoice;
use crate::dues::store::invoices;
use crate::kernel::Day;
use crate::kernel::id::CompanyId;
use crate::membership;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::{Membership, Period};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;

/// The first period of a later membership, of days that an invoice is for.
pub(super) struct Carried {
    member: Membership,
    period: Period,
    /// Whether its days were paid with an earlier membership when this was read.
    was_paid: bool,
}

impl Carried {
    /// Whether its days are paid with an earlier membership now.
    fn is_paid(&self, tx: &mut Tx) -> Result<bool, Fault> {
        is_paid(tx, &self.member.company, &self.period)
    }

    /// Whether it is settled, and not by what was paid with an earlier membership.
    fn is_by_itself(&self) -> bool {
        self.period.settled_on.is_some() && !self.was_paid
    }
}

fn is_paid(tx: &mut Tx, company: &CompanyId, period: &Period) -> Result<bool, Fault> {
    let paid = membership::paid_ahead(tx.conn(), company, period.span.first)?;
    Ok(paid.is_some_and(|(last, _)| period.span.last <= last))
}

/// What was carried of an invoice's period into later memberships, the earliest first: read before anything
/// about that period changes.
pub(super) fn of(tx: &mut Tx, invoice: &Invoice) -> Result<Vec<Carried>, Fault> {
    let (Some(own), Some(span), Some(_)) = (&invoice.membership, invoice.span, &invoice.period)
    else {
        return Ok(vec![]);
    };
    let mut later = membership::of_company(tx.conn(), &invoice.company)?;
    later.retain(|one| one.id != *own && span.has(one.joined_on));
    later.reverse();
    let mut found = vec![];
    for member in later {
        let first = |one: &Period| {
            let begins = one.span.first == member.joined_on && one.span.last <= span.last;
            one.cancelled_on.is_none() && begins
        };
        let periods = membership::periods(tx.conn(), &member.id)?;
        let Some(period) = periods.into_iter().find(first) else {
            continue;
        };
        if invoices::of_period(tx.conn(), &period.id)?.is_none() {
            found.push(Carried {
                was_paid: is_paid(tx, &member.company, &period)?,
                member,
                period,
            });
        }
    }
    Ok(found)
}

/// The invoice's period is paid now, or is no more: so are the days that were carried on.
pub(super) fn follow(tx: &mut Tx, carried: &[Carried]) -> Result<(), Fault> {
    for one in carried {
        let (id, first) = (&one.period.id, one.period.span.first);
        match (one.is_paid(tx)?, one.period.settled_on.is_some()) {
            (true, false) => membership::settle(tx, id, Some(first), None)?,
            (false, true) if one.was_paid => {
                membership::settle(tx, id, None, None)?;
                ask(tx, &one.member)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The invoice's period is cancelled: so are the days that were carried on and that nothing else pays for. They
/// can be billed again. Gives what was charged for ranks in them.
pub(super) fn cancel(tx: &mut Tx, carried: &[Carried], on: Day) -> Result<Vec<Invoice>, Fault> {
    let mut ranks = vec![];
    for one in carried {
        if one.is_by_itself() || one.is_paid(tx)? {
            continue;
        }
        membership::cancel_period(tx, &one.period.id, on)?;
        ask(tx, &one.member)?;
        let (member, span) = (&one.member.id, one.period.span);
        ranks.extend(invoices::of_ranks(tx.conn(), member, span)?);
    }
    Ok(ranks)
}

/// Its first dues are open: they fall due as those of anybody who joined on its day.
fn ask(tx: &mut Tx, member: &Membership) -> Result<(), Fault> {
    if member.facts.first_due.is_some() {
        return Ok(());
    }
    let rules: PeriodRules = settings::get(tx.conn())?;
    membership::begin_stretch(tx, &member.id, rules.first_due(member.joined_on))
}
