//! A member is billed for its next period by hand, or comes back.

use chrono::{Months, TimeDelta};

use super::bill::{bill_of, issue, recorded};
use super::own::of_another;
use super::rank::{Change, even_out_billed, rank_on};
use crate::companies;
use crate::dues::policy::HandleDues;
use crate::dues::rules::DuesRules;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::lots::{LotKind, balance};
use crate::dues::rules::run::Billed;
use crate::dues::rules::standard::of_period;
use crate::dues::store::{self, money};
use crate::kernel::{Can, Day, Fen, Say};
use crate::membership;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::{Membership, MembershipId, Period};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// What a member was billed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Issued {
    /// For its next period; none if that costs nothing.
    pub invoice: Option<Invoice>,
    /// What the ranks held in it came to beyond that.
    pub ranks: Change,
    /// Balance that could pay dues: it does once somebody says so.
    pub balance: Fen,
}

/// Bills a member by hand for its next period: renewing early, or coming back after a lapse.
///
/// `shown`: the first day of the period that the page said was next.
///
/// # Errors
/// `Fault::Refused` if it ended, no standard names its rank, another period is next by now, or that begins
/// more than a year from today.
pub fn renew(tx: &mut Tx, id: &MembershipId, shown: Option<Day>) -> Result<Issued, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let member = membership::load(tx.conn(), id)?;
    of_another(tx, &member.company)?;
    let periods = membership::periods(tx.conn(), id)?;
    let (today, rules) = (tx.today()?, settings::get::<PeriodRules>(tx.conn())?);
    let next = Billed::of(&member, &periods).next_period(&rules, today);
    let (next, _) = next.ok_or_else(|| over(&member, today))?;
    let first = next.span.first;
    if shown.is_some_and(|shown| shown != first) {
        return Err(say!("dues-renew-changed", first = first).into());
    }
    if first > today + Months::new(12) {
        return Err(say!("dues-renew-far", first = first).into());
    }
    renew_unasked(tx, id, false)
}

/// Why a member is billed for no further period: its membership is over, or will be before that begins.
fn over(member: &Membership, today: Day) -> Say {
    match member.ends_ahead(today) {
        Some(day) => say!("dues-renew-over", day = day),
        None => say!("membership-ended-already"),
    }
}

/// The same, after the caller has asked whether the person may; with `back`, of who has come back
/// today.
fn renew_unasked(tx: &mut Tx, id: &MembershipId, back: bool) -> Result<Issued, Fault> {
    let member = membership::load(tx.conn(), id)?;
    let today = tx.today()?;
    if member.is_over(today) {
        return Err(over(&member, today).into());
    }
    let rules: PeriodRules = settings::get(tx.conn())?;
    let dues: DuesRules = settings::get(tx.conn())?;
    let periods = membership::periods(tx.conn(), id)?;
    let next = match back {
        true => Some((rules.first_period(today), true)),
        false => Billed::of(&member, &periods).next_period(&rules, today),
    };
    let (priced, anew) = next.ok_or_else(|| over(&member, today))?;
    let standards = store::standards(tx.conn())?;
    let refused = || Fault::from(say!("dues-no-standard"));
    let first = priced.span.first;
    let standard = of_period(&standards, first, first.max(today)).ok_or_else(refused)?;
    let company = companies::load(tx.conn(), &member.company)?;
    let soon = today + TimeDelta::days(dues.due_days);
    let due = if anew {
        soon
    } else {
        soon.max(priced.span.first)
    };
    let rank = rank_on(tx, &member, first)?;
    let yearly = standard.fee(&rank).ok_or_else(refused)?;
    let (by, days) = ((&member, rank.as_str()), (today, due));
    let priced = (priced.span, priced.price(yearly));
    let bill = bill_of(by, &company.profile.name, standard, priced, days);
    let invoice = issue(tx, &bill)?;
    if anew {
        membership::begin_stretch(tx, id, due)?;
    }
    if let Some(invoice) = &invoice {
        recorded(tx, invoice)?;
    }
    let ranks = even_out_billed(tx, id, first)?;
    let lots = money::lots(tx.conn(), &member.company)?;
    Ok(Issued {
        invoice,
        ranks,
        balance: balance(&lots, today, Some(LotKind::Purchased)),
    })
}

/// A member that had ended comes back today: under its old number, with a new period from today. The
/// gap stays. Nothing new is asked for days that it was billed for before, whether it has paid them or not; and
/// where the end is taken back on its own day there is no gap: what comes next comes next as before.
///
/// # Errors
/// `Fault::Refused` if it didn't end, the company has joined anew since, or no standard names its
/// rank.
pub fn come_back(tx: &mut Tx, id: &MembershipId, why: &str) -> Result<Issued, Fault> {
    let company = membership::load(tx.conn(), id)?.company;
    of_another(tx, &company)?;
    let today = tx.today()?;
    let ended = membership::load(tx.conn(), id)?.ended;
    let gap = ended.is_some_and(|(on, _)| on < today);
    membership::reinstate(tx, id, today, why)?;
    let periods = membership::periods(tx.conn(), id)?;
    let billed = |period: &Period| period.cancelled_on.is_none() && today <= period.span.last;
    if !gap || periods.iter().any(billed) {
        return Ok(Issued::default());
    }
    renew_unasked(tx, id, true)
}
