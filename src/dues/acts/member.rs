//! What happens to a member and costs or saves it something: another rank, coming back, withdrawal.

use chrono::TimeDelta;

use super::bill::{Bill, issue, recorded, renew_unasked};
use super::relief::credit;
use crate::companies;
use crate::dues::letters;
use crate::dues::policy::{HandleDues, Withdraw};
use crate::dues::rules::DuesRules;
use crate::dues::rules::invoice::{Invoice, Kind};
use crate::dues::rules::standard::in_force;
use crate::dues::store::{self, invoices};
use crate::kernel::{Can, Day, Fen};
use crate::membership;
use crate::membership::rules::MembershipId;
use crate::membership::rules::period::{PeriodRules, Span, part};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// What a change of rank came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A further invoice.
    Charged(Box<Invoice>),
    /// So much less is owed, or is balance now.
    Credited(Fen),
    /// The amounts are the same, or no period runs.
    Nothing,
}

/// Gives a member another rank from `on`: the difference for the rest of the running period is
/// charged or credited, each rounded once.
///
/// # Errors
/// `Fault::Refused` if it has that rank already, has ended, the day is to come, or no standard
/// names the rank.
pub fn change_rank(
    tx: &mut Tx,
    id: &MembershipId,
    rank: &str,
    on: Day,
    why: &str,
) -> Result<Change, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let today = tx.today()?;
    if on > today {
        return Err(say!("dues-rank-future").into());
    }
    let standards = store::standards(tx.conn())?;
    let standard = in_force(&standards, on).filter(|s| s.fee(rank).is_some());
    let standard = standard.ok_or_else(|| Fault::from(say!("dues-no-standard")))?;
    let before = membership::set_rank(tx, id, rank, on, why)?;
    let periods = membership::periods(tx.conn(), id)?;
    let running = periods
        .iter()
        .rfind(|p| p.cancelled_on.is_none() && p.span.has(on));
    let Some(running) = running else {
        return Ok(Change::Nothing);
    };
    let rules: PeriodRules = settings::get(tx.conn())?;
    let fee = |code: &str| standard.fee(code).unwrap_or_default().0;
    let more = fee(rank) - fee(&before.rank);
    let difference = part(Fen(more), rules.rest(running.span, on));
    let span = Span {
        first: on,
        last: running.span.last,
    };
    if difference.0 > 0 {
        let dues: DuesRules = settings::get(tx.conn())?;
        let bill = Bill {
            kind: Kind::Rank,
            company: before.company.clone(),
            bill_to: companies::load(tx.conn(), &before.company)?.profile.name,
            membership: Some(id.clone()),
            rank: rank.to_owned(),
            standard: Some(standard.id.clone()),
            span: Some(span),
            lines: vec![("rank".to_owned(), difference)],
            issued_on: today,
            due_on: today + TimeDelta::days(dues.due_days),
            run: None,
        };
        if let Some(invoice) = issue(tx, &bill)? {
            recorded(tx, &invoice)?;
            return Ok(Change::Charged(Box::new(invoice)));
        }
    }
    if difference.0 < 0
        && let Some(invoice) = invoices::of_period(tx.conn(), &running.id)?
    {
        let less = Fen((-difference.0).min(invoice.sums.billed().0));
        credit(tx, &invoice, "rank", less, (today, why))?;
        return Ok(Change::Credited(less));
    }
    Ok(Change::Nothing)
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

/// A company withdraws: nobody has to agree, and it gets a confirmation at once. What is open stays
/// owed.
///
/// # Errors
/// `Fault::Refused` if the day is past or the membership has ended.
pub fn withdraw(tx: &mut Tx, id: &MembershipId, on: Day, why: &str) -> Result<(), Fault> {
    let member = membership::load(tx.conn(), id)?;
    let _can = Can::<Withdraw>::check(tx.actor()?, &member.company)?;
    if on < tx.today()? {
        return Err(say!("dues-withdraw-past").into());
    }
    membership::withdraw(tx, id, on, why)?;
    let open = invoices::open_of_company(tx.conn(), &member.company)?;
    let open = Fen(open.iter().map(|i| i.open().0).sum());
    letters::withdrawn(tx, &member, on, open)
}
