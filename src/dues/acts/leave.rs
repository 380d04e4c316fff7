//! A membership ends: what was billed for periods after its last day is cancelled in the same write, and what
//! was paid for them is balance. What is for time up to the end stays owed. Who stays after all is billed again in
//! the write that takes the end back, as it was before.

use super::bill::{Bill, issue, recorded};
use super::pay::from_balance;
use super::rank::even_out_billed;
use super::relief::{cancel_unasked, credit};
use crate::dues::letters::{self, Left};
use crate::dues::policy::Withdraw;
use crate::dues::rules::InvoiceId;
use crate::dues::rules::invoice::{Invoice, Kind};
use crate::dues::rules::lots::{LotKind, balance};
use crate::dues::store::invoices::CreditNote;
use crate::dues::store::{self, invoices, money};
use crate::kernel::brand::Brand;
use crate::kernel::{Can, Day, Fen, Moment};
use crate::membership;
use crate::membership::rules::MembershipId;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::{Ending, Standing};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::limits::{self, Limit};
use crate::platform::settings;
use crate::say;

/// The office ends a membership: `on` is its first day not any more.
///
/// # Errors
/// Those of [`membership::end`].
pub fn end(tx: &mut Tx, id: &MembershipId, on: Day, how: Ending, why: &str) -> Result<(), Fault> {
    membership::end(tx, id, on, how, why)?;
    ended(tx, id)
}

/// A company withdraws: nobody has to agree, and it gets a confirmation at once that tells what stays owed and
/// what is balance.
///
/// # Errors
/// `Fault::Refused` if the day is not to come or later than the next period, or the membership has ended;
/// `Fault::TooMany` if this went to and fro too often in a day.
pub fn withdraw(tx: &mut Tx, id: &MembershipId, on: Day, why: &str) -> Result<(), Fault> {
    let member = membership::load(tx.conn(), id)?;
    let _can = Can::<Withdraw>::check(tx.actor()?, &member.company)?;
    to_and_fro(tx, id)?;
    let today = tx.today()?;
    // Whoever it belongs to has a day to hear of it.
    if on <= today {
        return Err(say!("dues-withdraw-past").into());
    }
    membership::withdraw(tx, id, on, why)?;
    ended(tx, id)?;
    let open = invoices::open_of_company(tx.conn(), &member.company)?;
    let lots = money::lots(tx.conn(), &member.company)?;
    let left = Left {
        open: Fen(open.iter().map(|i| i.open().0).sum()),
        balance: balance(&lots, today, Some(LotKind::Purchased)),
    };
    letters::withdrawn(tx, &member, on, left)
}

/// How often a company's people may give notice or take it back in a day: each is a letter to all owners and the
/// office.
const TO_AND_FRO: Limit = Limit {
    hits: 6,
    seconds: 86_400,
};

fn to_and_fro(tx: &mut Tx, id: &MembershipId) -> Result<(), Fault> {
    let bucket = format!("dues:leave:{id}");
    limits::hit(tx, &bucket, TO_AND_FRO)?.map_err(Fault::TooMany)
}

/// The office takes an end back that lies ahead or came some days ago: the member stays, is billed again what the
/// end cancelled, and is told; so is the treasurer.
///
/// # Errors
/// Those of [`membership::stay`].
pub fn stay(tx: &mut Tx, id: &MembershipId, why: &str) -> Result<(), Fault> {
    let ended = membership::load(tx.conn(), id)?.ended;
    membership::stay(tx, id, why)?;
    stays(tx, id, ended, why)
}

/// A company takes its notice back before its day; the office is told.
///
/// # Errors
/// `Fault::Refused` if no end lies ahead, or it wasn't the company that gave notice of it; `Fault::TooMany` if this
/// went to and fro too often in a day.
pub fn stay_after_all(tx: &mut Tx, id: &MembershipId, why: &str) -> Result<(), Fault> {
    let member = membership::load(tx.conn(), id)?;
    let _can = Can::<Withdraw>::check(tx.actor()?, &member.company)?;
    to_and_fro(tx, id)?;
    membership::stay_after_all(tx, id, why)?;
    stays(tx, id, member.ended, why)
}

fn stays(
    tx: &mut Tx,
    id: &MembershipId,
    ended: Option<(Day, String)>,
    why: &str,
) -> Result<(), Fault> {
    let billed = match ended {
        Some((on, why)) => bill_again(tx, id, (on, &why))?,
        None => vec![],
    };
    let member = membership::load(tx.conn(), id)?;
    letters::stayed(tx, &member, why, &billed)
}

/// Bills again what an end cancelled, with what was waived of it, and what had paid it pays it: leaving and staying
/// leave nothing changed but numbers.
fn bill_again(
    tx: &mut Tx,
    id: &MembershipId,
    (on, why): (Day, &str),
) -> Result<Vec<Invoice>, Fault> {
    let mut all = invoices::of_membership(tx.conn(), id)?;
    // Of several for the same days the newest is the one that held.
    all.sort_by(|a, b| (b.issued_on, &b.number).cmp(&(a.issued_on, &a.number)));
    let mut billed = vec![];
    for old in all {
        let Some(span) = old.span.filter(|span| on <= span.first) else {
            continue;
        };
        let notes = invoices::notes(tx.conn(), &old.id)?;
        let cancelled = notes.iter().find(|n| n.kind == "cancel" && n.why == why);
        let periods = membership::periods(tx.conn(), id)?;
        let is_billed = periods.iter().any(|period| {
            let apart = period.span.last < span.first || span.last < period.span.first;
            period.cancelled_on.is_none() && !apart
        });
        let Some(cancelled) = cancelled.filter(|_| old.kind == Kind::Dues && !is_billed) else {
            continue;
        };
        billed.extend(again(tx, &old, (&notes, cancelled))?);
        even_out_billed(tx, id, span.first)?;
    }
    Ok(billed)
}

/// An invoice like the cancelled one, with what was waived of that, paid with what it had been paid with.
fn again(
    tx: &mut Tx,
    old: &Invoice,
    (notes, cancelled): (&[CreditNote], &CreditNote),
) -> Result<Option<Invoice>, Fault> {
    let today = tx.today()?;
    let bill = Bill {
        kind: old.kind,
        company: old.company.clone(),
        bill_to: old.bill_to.clone(),
        membership: old.membership.clone(),
        rank: old.rank.clone(),
        standard: old.standard.clone(),
        span: old.span,
        lines: invoices::lines(tx.conn(), &old.id)?,
        issued_on: today,
        due_on: old.due_on.max(today),
        run: None,
    };
    let Some(invoice) = issue(tx, &bill)? else {
        return Ok(None);
    };
    recorded(tx, &invoice)?;
    for note in notes.iter().filter(|note| note.kind == "waive") {
        credit(tx, &invoice, "waive", Fen(note.amount), (today, &note.why))?;
    }
    let uses = money::uses_for(tx.conn(), &old.id)?.into_iter();
    let given_back = uses.filter(|one| one.amount < 0 && cancelled.created_at <= one.created_at);
    let paid = Fen(given_back.map(|one| -one.amount).sum());
    let invoice = invoices::load(tx.conn(), &invoice.id)?;
    from_balance(tx, &invoice, paid)?;
    invoices::load(tx.conn(), &invoice.id).map(Some)
}

/// Cancels what was billed for periods that begin after the last day of a membership, in the write that ends it.
/// Whoever ends it has asked whether the person may.
///
/// # Errors
/// If the database fails.
pub fn ended(tx: &mut Tx, id: &MembershipId) -> Result<(), Fault> {
    let Some((on, why)) = membership::load(tx.conn(), id)?.ended else {
        return Ok(());
    };
    for known in invoices::of_membership(tx.conn(), id)? {
        // One before it may have taken it along.
        let invoice = invoices::load(tx.conn(), &known.id)?;
        if is_later(&invoice, on) {
            cancel_unasked(tx, &invoice, &why)?;
        }
    }
    Ok(())
}

/// Whether an invoice that isn't cancelled is for a period that begins when the membership is over.
fn is_later(invoice: &Invoice, over: Day) -> bool {
    invoice.span.is_some_and(|span| over <= span.first) && invoice.sums.billed().0 > 0
}

/// What is still billed for time after a membership: of who is deemed to have withdrawn by the days alone, and
/// of who ended in an earlier build.
///
/// # Errors
/// If the database fails.
pub fn later(conn: &mut Conn, now: Moment) -> Result<Vec<InvoiceId>, Fault> {
    let (rules, today) = (settings::get(conn)?, settings::today(conn, now)?);
    store::leave::later(conn, &rules, today)
}

/// Cancels such an invoice. Running it again changes nothing.
///
/// # Errors
/// If the database fails.
pub fn cancel_later(tx: &mut Tx, id: &InvoiceId) -> Result<(), Fault> {
    let invoice = invoices::load(tx.conn(), id)?;
    let Some(membership) = &invoice.membership else {
        return Ok(());
    };
    let member = membership::load(tx.conn(), membership)?;
    let (rules, today) = (settings::get::<PeriodRules>(tx.conn())?, tx.today()?);
    let over = rules.over_from(&member.facts, today);
    if !over.is_some_and(|over| is_later(&invoice, over)) {
        return Ok(());
    }
    let why = if let Some((_, why)) = member.ended {
        why
    } else {
        let brand: Brand = settings::get(tx.conn())?;
        let speech = Speech::new(brand.lang, &brand);
        speech.plain(Standing::Lapsed.key()).to_owned()
    };
    cancel_unasked(tx, &invoice, &why)?;
    Ok(())
}
