//! A member is billed for its next period by hand, or comes back.

use chrono::{Months, TimeDelta};

use super::bill::{bill_of, issue, recorded};
use super::rank::even_out_billed;
use crate::companies;
use crate::dues::policy::HandleDues;
use crate::dues::rules::DuesRules;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::run::Billed;
use crate::dues::rules::standard::of_period;
use crate::dues::store;
use crate::kernel::{Can, Day};
use crate::membership;
use crate::membership::rules::MembershipId;
use crate::membership::rules::period::PeriodRules;
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// Bills a member by hand for its next period: renewing early, or coming back after a lapse.
///
/// `shown`: the first day of the period that the page said was next.
///
/// # Errors
/// `Fault::Refused` if it ended, no standard names its rank, another period is next by now, or that begins
/// more than a year from today.
pub fn renew(tx: &mut Tx, id: &MembershipId, shown: Option<Day>) -> Result<Option<Invoice>, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let member = membership::load(tx.conn(), id)?;
    let periods = membership::periods(tx.conn(), id)?;
    let (today, rules) = (tx.today()?, settings::get::<PeriodRules>(tx.conn())?);
    let (next, _) = Billed::of(&member, &periods).next_period(&rules, today);
    let first = next.span.first;
    if shown.is_some_and(|shown| shown != first) {
        return Err(say!("dues-renew-changed", first = first).into());
    }
    if first > today + Months::new(12) {
        return Err(say!("dues-renew-far", first = first).into());
    }
    renew_unasked(tx, id, false)
}

/// The same, after the caller has asked whether the person may; with `back`, of who has come back
/// today.
fn renew_unasked(tx: &mut Tx, id: &MembershipId, back: bool) -> Result<Option<Invoice>, Fault> {
    let member = membership::load(tx.conn(), id)?;
    if member.ended.is_some() {
        return Err(say!("membership-ended-already").into());
    }
    let today = tx.today()?;
    let rules: PeriodRules = settings::get(tx.conn())?;
    let dues: DuesRules = settings::get(tx.conn())?;
    let periods = membership::periods(tx.conn(), id)?;
    let (priced, anew) = match back {
        true => (rules.first_period(today), true),
        false => Billed::of(&member, &periods).next_period(&rules, today),
    };
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
    let yearly = standard.fee(&member.rank).ok_or_else(refused)?;
    let priced = (priced.span, priced.price(yearly));
    let bill = bill_of(
        &member,
        &company.profile.name,
        standard,
        priced,
        (today, due),
    );
    let invoice = issue(tx, &bill)?;
    if anew {
        membership::begin_stretch(tx, id, due)?;
    }
    if let Some(invoice) = &invoice {
        recorded(tx, invoice)?;
    }
    even_out_billed(tx, id, first)?;
    Ok(invoice)
}

/// A member that had ended comes back today: under its old number, with a new period from today. The
/// gap stays. Who comes back within the time it has paid for owes nothing new.
///
/// # Errors
/// `Fault::Refused` if it didn't end, the company has joined anew since, or no standard names its
/// rank.
pub fn come_back(tx: &mut Tx, id: &MembershipId, why: &str) -> Result<Option<Invoice>, Fault> {
    let today = tx.today()?;
    membership::reinstate(tx, id, today, why)?;
    let paid = membership::load(tx.conn(), id)?.facts.covered_until;
    if paid.is_some_and(|last| today <= last) {
        return Ok(None);
    }
    renew_unasked(tx, id, true)
}
