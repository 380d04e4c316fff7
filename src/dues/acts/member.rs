//! What happens to a member and costs or saves it something: another rank, coming back, withdrawal.

use chrono::TimeDelta;

use super::bill::{Bill, issue, recorded, renew_unasked};
use super::own::of_another;
use super::relief::credit;
use crate::companies;
use crate::dues::letters;
use crate::dues::policy::{HandleDues, Withdraw};
use crate::dues::rules::invoice::{Invoice, Kind};
use crate::dues::rules::rank::{Charge, Held, booked, credit as credited};
use crate::dues::rules::standard::in_force;
use crate::dues::rules::{DuesRules, StandardId};
use crate::dues::store::invoices::CreditNote;
use crate::dues::store::{self, invoices};
use crate::kernel::{Can, Day, Fen};
use crate::membership;
use crate::membership::rules::period::{PeriodRules, Span};
use crate::membership::rules::{MemberEvent, Membership, MembershipId, Period};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// What a change of rank came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Further invoices: one for each period that costs more.
    pub charged: Vec<Invoice>,
    /// So much less is owed, or is balance now.
    pub credited: Fen,
}

/// Gives a member another rank from `on`. What the ranks held cost in each period that runs then or was
/// billed for later is charged or credited, as far as it isn't already; see [`rank`](crate::dues::rules::rank).
///
/// # Errors
/// `Fault::Refused` if it has that rank already, has ended, the day is to come or before it joined, or no
/// standard names the rank; and for whoever acts for the company.
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
    let before = membership::load(tx.conn(), id)?;
    of_another(tx, &before.company)?;
    let joined_on = before.joined_on;
    if on < joined_on {
        return Err(say!("dues-rank-early", day = joined_on).into());
    }
    let standards = store::standards(tx.conn())?;
    if in_force(&standards, on).is_none_or(|s| s.fee(rank).is_none()) {
        return Err(say!("dues-no-standard").into());
    }
    let member = membership::set_rank(tx, id, rank, on, why)?;
    let held = held(tx, &member)?;
    let mut change = Change::default();
    for period in membership::periods(tx.conn(), id)? {
        if period.cancelled_on.is_none() && on <= period.span.last {
            even_out(
                tx,
                (&member, rank),
                (&held, &period),
                (on, why),
                &mut change,
            )?;
        }
    }
    Ok(change)
}

/// What was billed at today's rank for a period that runs already is made what the ranks held in it cost:
/// of who was given another rank since its first day.
pub(super) fn even_out_billed(tx: &mut Tx, id: &MembershipId, first: Day) -> Result<(), Fault> {
    let events = membership::events(tx.conn(), id)?;
    let within = |event: &&MemberEvent| event.kind == "rank" && event.from > first;
    let Some(last) = events.iter().rfind(within) else {
        return Ok(());
    };
    let member = membership::load(tx.conn(), id)?;
    let held = held(tx, &member)?;
    let periods = membership::periods(tx.conn(), id)?;
    let billed = |period: &&Period| period.cancelled_on.is_none() && period.span.first == first;
    let Some(period) = periods.iter().find(billed) else {
        return Ok(());
    };
    let by = (&member, member.rank.as_str());
    let mut change = Change::default();
    even_out(tx, by, (&held, period), (last.from, &last.why), &mut change)
}

/// Charges or credits what the ranks held in a period cost beyond what is booked for them.
fn even_out(
    tx: &mut Tx,
    (member, rank): (&Membership, &str),
    (held, period): (&Held, &Period),
    (on, why): (Day, &str),
    change: &mut Change,
) -> Result<(), Fault> {
    let (today, rules) = (tx.today()?, settings::get::<PeriodRules>(tx.conn())?);
    let standards = store::standards(tx.conn())?;
    let cost = held.cost(&rules, (period.span, &period.rank), |rank, day| {
        let standard = in_force(&standards, day).and_then(|s| s.fee(rank));
        standard.unwrap_or_default()
    });
    let for_ranks = invoices::of_ranks(tx.conn(), &member.id, period.span)?;
    let of_period = invoices::of_period(tx.conn(), &period.id)?;
    let ranks = charges(tx, &for_ranks)?;
    let whole = charges(tx, of_period.as_slice())?;
    let more = Fen(cost.0 - booked(&ranks, whole.first()).0);
    if more.0 > 0 {
        let first = on.max(period.span.first);
        let span = Span {
            first,
            last: period.span.last,
        };
        let standard = in_force(&standards, first).map(|s| s.id.clone());
        let invoice = charge(tx, (member, rank), standard, span, more)?;
        change.charged.extend(invoice);
    }
    let all = for_ranks.iter().chain(&of_period);
    let less = credited(Fen(-more.0), &[ranks, whole].concat());
    for (invoice, less) in all.zip(less).filter(|(_, less)| less.0 > 0) {
        credit(tx, invoice, "rank", less, (today, why))?;
        change.credited.0 += less.0;
    }
    Ok(())
}

/// The ranks a member held, as its history tells.
fn held(tx: &mut Tx, before: &Membership) -> Result<Held, Fault> {
    let events = membership::events(tx.conn(), &before.id)?;
    let changes: Vec<_> = events
        .iter()
        .filter(|event| event.kind == "rank")
        .filter_map(|event| Some((event.from, event.detail.split_once(' ')?)))
        .collect();
    let first = changes.first().map_or(before.rank.as_str(), |one| one.1.0);
    let mut held = Held::always(first);
    for (on, (_, rank)) in &changes {
        held.change(*on, rank);
    }
    Ok(held)
}

/// These invoices as far as changes of rank go by them.
fn charges(tx: &mut Tx, invoices: &[Invoice]) -> Result<Vec<Charge>, Fault> {
    let ids: Vec<_> = invoices.iter().map(|invoice| invoice.id.clone()).collect();
    let notes = invoices::notes_on(tx.conn(), &ids)?;
    let charge = |invoice: &Invoice| {
        let took = |note: &&CreditNote| {
            let cancelled = note.kind == "cancel" && invoice.kind == Kind::Rank;
            note.invoice_id == invoice.id && (note.kind == "rank" || cancelled)
        };
        let taken_back: i64 = notes.iter().filter(took).map(|note| note.amount).sum();
        Charge {
            total: invoice.sums.total,
            taken_back: Fen(taken_back),
            left: Fen(invoice.sums.billed().0 - invoice.sums.written_off.0),
        }
    };
    Ok(invoices.iter().map(charge).collect())
}

/// An invoice for the rank that a member has for the rest of a period.
fn charge(
    tx: &mut Tx,
    (member, rank): (&Membership, &str),
    standard: Option<StandardId>,
    span: Span,
    amount: Fen,
) -> Result<Option<Invoice>, Fault> {
    let (today, dues) = (tx.today()?, settings::get::<DuesRules>(tx.conn())?);
    let bill = Bill {
        kind: Kind::Rank,
        company: member.company.clone(),
        bill_to: companies::load(tx.conn(), &member.company)?.profile.name,
        membership: Some(member.id.clone()),
        rank: rank.to_owned(),
        standard,
        span: Some(span),
        lines: vec![("rank".to_owned(), amount)],
        issued_on: today,
        due_on: today + TimeDelta::days(dues.due_days),
        run: None,
    };
    let issued = issue(tx, &bill)?;
    if let Some(invoice) = &issued {
        recorded(tx, invoice)?;
    }
    Ok(issued)
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
